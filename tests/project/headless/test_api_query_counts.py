"""Query counts of API responses, which are the same with 1 row as with 12.

Every resolved page needs RESOLVE_QUERIES:

    1. the pages on the path, with their visibility
    2. the page as an instance of its type, with its locale
    3. the audiences of the page

Site root paths are cached, as they are after the first request.
"""

import json

import pytest

from home.models import FeaturedArticle, PinnedPage, SiteSettings
from polls.voting.ballots import cast_ballot
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AudiencePageFactory,
    AuthorPageFactory,
    DocumentFactory,
    ImageFactory,
    PollFactory,
    StandardPageFactory,
    TopicFactory,
    set_audiences,
)

RESOLVE_QUERIES = 3
pytestmark = pytest.mark.usefixtures("cached_site_roots")
with_1_and_12 = pytest.mark.parametrize("number", [1, 12])
ARTICLES, V2 = "/api/v3/articles/", "/api/v2/pages/"


def resolve(page, **query):
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"/api/v3/resolve/?path={page.url}{more}"


@pytest.fixture
def related_objects(author, index):
    """Four objects of each kind that a block refers to, and two or three of the others."""
    polls = [PollFactory(visibility="always") for _ in range(4)]
    for poll in polls:
        cast_ballot(poll=poll, options=[1], voter="a" * 64)
    return {
        "images": [ImageFactory() for _ in range(4)],
        "documents": [DocumentFactory() for _ in range(4)],
        "polls": polls,
        "pages": [ArticlePageFactory(parent=author) for _ in range(4)],
        "audiences": [AudienceFactory() for _ in range(2)],
        "authors": [author, *AuthorPageFactory.create_batch(2, parent=index)],
        "topics": TopicFactory.create_batch(3),
    }


def build_twenty_blocks(related_objects):
    """Return a body with all of the objects; two blocks of five are for some audiences."""
    blocks = []
    rows = zip(
        *(related_objects[name] for name in ("images", "documents", "polls", "pages")),
        strict=True,
    )
    for image, document, poll, page in rows:
        link = f'<a linktype="page" id="{page.pk}">page</a>'
        file = f'<a linktype="document" id="{document.pk}">file</a>'
        image_value = {"image": image.pk, "alt_text": "A quay", "decorative": False}
        audiences = [audience.pk for audience in related_objects["audiences"]]
        blocks += [
            ("paragraph", {"text": f"<p>A {link} and a {file}.</p>", "audiences": audiences}),
            ("figure", {"image": image_value, "caption": "", "credit": ""}),
            ("document", {"document": document.pk, "note": ""}),
            ("related_pages", {"heading": "Related", "pages": [page.pk]}),
            ("poll", {"poll": poll.pk, "audiences": audiences}),
        ]
    return json.dumps([{"type": type, "value": value} for type, value in blocks])


def create_article_with(related_objects):
    """Create an article that refers to all of the objects, in its body and its fields."""
    article = ArticlePageFactory(
        parent=related_objects["authors"][0],
        authors=related_objects["authors"],
        hero=related_objects["images"][0],
        teasers=dict.fromkeys(related_objects["audiences"], "Because."),
        body=build_twenty_blocks(related_objects),
    )
    article.topics = related_objects["topics"]
    article.save()
    return article


def test_article_with_twenty_blocks_query_count_is_fixed(related_objects, assert_query_count):
    # RESOLVE_QUERIES; bylines with authors, topics; pages, documents, audiences of blocks, images
    # with renditions, options of polls with images, counts of polls.
    assert_query_count(resolve(create_article_with(related_objects)), RESOLVE_QUERIES + 8)


def test_markdown_article_for_audience_query_count_is_fixed(related_objects, assert_query_count):
    url = resolve(
        create_article_with(related_objects),
        rich_text_format="markdown",
        **{"for": related_objects["audiences"][0].slug},
    )

    # As above, and the audience.
    assert_query_count(url, RESOLVE_QUERIES + 9)


@pytest.mark.parametrize("number", [1, 20])
def test_complete_articles_query_count_is_constant(related_objects, assert_query_count, number):
    for _ in range(number):
        create_article_with(related_objects)

    # Count, articles; bylines with authors, topics, audiences of pages; pages, documents, audiences
    # of blocks, images with renditions, options of polls with images; ancestors; counts of polls.
    assert_query_count(f"{ARTICLES}?include=body&topic={related_objects['topics'][0].slug}", 12)


@pytest.mark.parametrize("number", [1, 20])
def test_complete_articles_in_v2_query_count_is_constant(
    related_objects, assert_query_count, number
):
    related_objects["authors"][0].get_children().delete()
    for _ in range(number):
        create_article_with(related_objects | {"pages": related_objects["authors"][:1] * 4})

    # As in version 3, and the content type.
    assert_query_count(f"{V2}?type=articles.ArticlePage&fields=*", 13)


@with_1_and_12
def test_article_cards_query_count_is_constant(related_objects, assert_query_count, number):
    for _ in range(number):
        create_article_with(related_objects)

    # Count, articles; bylines with authors, topics, audiences, images with renditions.
    assert_query_count(f"{ARTICLES}?topic={related_objects['topics'][0].slug}", 6)


@with_1_and_12
def test_article_search_query_count_is_constant(author, assert_query_count, number):
    for day in range(number):
        ArticlePageFactory(parent=author, title=f"Harbour, day {day}", authors=[author])

    assert_query_count(f"{ARTICLES}?search=harbour", 6)


@with_1_and_12
def test_author_list_query_count_is_constant(index, assert_query_count, number):
    for _ in range(number):
        AuthorPageFactory(parent=index, photo=ImageFactory())

    assert_query_count("/api/v3/authors/", 4)


@with_1_and_12
def test_topic_list_query_count_is_constant(home, assert_query_count, number):
    TopicFactory.create_batch(number)

    assert_query_count("/api/v3/topics/", 2)


@with_1_and_12
def test_audience_list_query_count_is_constant(home, assert_query_count, number):
    for audience in AudienceFactory.create_batch(number):
        AudiencePageFactory(parent=home, audience=audience)

    assert_query_count("/api/v3/audiences/", 3)


@with_1_and_12
def test_poll_list_query_count_is_constant(home, assert_query_count, number):
    for _ in range(number):
        PollFactory(visibility="always")

    # One of them is the time of the next change of state.
    assert_query_count("/api/v3/polls/", 6)


@with_1_and_12
def test_site_settings_query_count_is_constant(home, assert_query_count, number):
    pages = StandardPageFactory.create_batch(number, parent=home, show_in_menus=True)
    settings = SiteSettings.for_site(home.get_site())
    settings.footer = "".join(f'<a linktype="page" id="{page.pk}">page</a>' for page in pages)
    settings.save()

    assert_query_count("/api/v3/site/", 6)


@with_1_and_12
@pytest.mark.parametrize("query", ["", "?search=page"])
def test_page_list_query_count_is_constant(home, assert_query_count, number, query):
    StandardPageFactory.create_batch(number, parent=home)

    # Count, pages with their types, ancestors.
    assert_query_count(f"/api/v3/pages/{query}", 4 if query else 3)


@with_1_and_12
def test_page_list_in_v2_query_count_is_constant(home, assert_query_count, number):
    StandardPageFactory.create_batch(number, parent=home)

    # Count, primary keys, pages of each of two types, locales, ancestors.
    assert_query_count(V2, 7)


@with_1_and_12
@pytest.mark.parametrize(
    ("kind", "factory"), [("images", ImageFactory), ("documents", DocumentFactory)]
)
def test_file_list_in_v2_query_count_is_constant(home, assert_query_count, number, kind, factory):
    for _ in range(number):
        factory(tags=["harbours", "trade"])

    # Site, count, files, tags.
    assert_query_count(f"/api/v2/{kind}/", 4)


@with_1_and_12
def test_home_page_query_count_is_constant(home, author, assert_query_count, number):
    for _ in range(number + 1):
        article = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
    FeaturedArticle.objects.create(page=home, article=article)

    assert_query_count(resolve(home), RESOLVE_QUERIES + 8)


@with_1_and_12
def test_author_page_query_count_is_constant(author, assert_query_count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())

    assert_query_count(resolve(author), RESOLVE_QUERIES + 6)


@with_1_and_12
def test_article_index_page_query_count_is_constant(author, index, assert_query_count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
        AuthorPageFactory(parent=index, photo=ImageFactory())

    assert_query_count(resolve(index), RESOLVE_QUERIES + 9)


@with_1_and_12
def test_audience_page_query_count_is_constant(
    home, author, business, business_page, assert_query_count, number
):
    topic = TopicFactory()
    for _ in range(number):
        set_audiences(StandardPageFactory(parent=home, hero=ImageFactory()), {business: "Because."})
        article = ArticlePageFactory(
            parent=author, authors=[author], hero=ImageFactory(), teasers={business: "Because."}
        )
        article.topics.add(topic)
        article.save()
    for pinned_page in (author, StandardPageFactory(parent=home)):
        PinnedPage.objects.create(page=business_page, pinned_page=pinned_page)

    assert_query_count(resolve(business_page), RESOLVE_QUERIES + 12 - (number > 1))


@with_1_and_12
def test_standard_page_query_count_is_constant(home, assert_query_count, number):
    page = StandardPageFactory(parent=home, hero=ImageFactory())
    StandardPageFactory.create_batch(number, parent=page)

    assert_query_count(resolve(page), RESOLVE_QUERIES + 1)
