"""How many queries each answer of the API takes: named, and the same with 1 row as with 12.

Every page that is resolved takes these, the frame:

    1. the pages on the path, with what is private
    2. the page in its own type, with its language
    3. the audiences it is for

The roots of sites are in the cache, as they are after a first request.
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
    PictureFactory,
    PollFactory,
    StandardPageFactory,
    TopicFactory,
    address,
)

FRAME = 3
pytestmark = pytest.mark.usefixtures("known_site")
with_1_and_12 = pytest.mark.parametrize("number", [1, 12])
ARTICLES, V2 = "/api/v3/articles/", "/api/v2/pages/"


def resolve(page, **query):
    more = "".join(f"&{name}={value}" for name, value in query.items())
    return f"/api/v3/resolve/?path={page.url}{more}"


@pytest.fixture
def things(author, index):
    """Four of each thing that could cost a query: documents, polls with votes, pages, pictures."""
    polls = [PollFactory(visibility="always") for _ in range(4)]
    for poll in polls:
        cast_ballot(poll=poll, options=[1], voter="a" * 64)
    return {
        "pictures": [PictureFactory() for _ in range(4)],
        "documents": [DocumentFactory() for _ in range(4)],
        "polls": polls,
        "pages": [ArticlePageFactory(parent=author) for _ in range(4)],
        "audiences": [AudienceFactory() for _ in range(2)],
        "authors": [author, *AuthorPageFactory.create_batch(2, parent=index)],
        "topics": TopicFactory.create_batch(3),
    }


def twenty_blocks(things):
    """A body with all of the things, some of it for some audiences."""
    blocks = []
    rows = zip(*(things[name] for name in ("pictures", "documents", "polls", "pages")), strict=True)
    for picture, document, poll, page in rows:
        link = f'<a linktype="page" id="{page.pk}">page</a>'
        file = f'<a linktype="document" id="{document.pk}">file</a>'
        image = {"image": picture.pk, "alt_text": "A quay", "decorative": False}
        some = [audience.pk for audience in things["audiences"]]
        blocks += [
            ("paragraph", {"text": f"<p>A {link} and a {file}.</p>", "audiences": some}),
            ("figure", {"picture": image, "caption": "", "credit": ""}),
            ("document", {"document": document.pk, "note": ""}),
            ("related_pages", {"heading": "Related", "pages": [page.pk]}),
            ("poll", {"poll": poll.pk, "audiences": some}),
        ]
    return json.dumps([{"type": type, "value": value} for type, value in blocks])


def article_with(things):
    """Make an article with all of the things in it and around it."""
    article = ArticlePageFactory(
        parent=things["authors"][0],
        by=things["authors"],
        hero=things["pictures"][0],
        teasers=dict.fromkeys(things["audiences"], "Because."),
        body=twenty_blocks(things),
    )
    article.topics = things["topics"]
    article.save()
    return article


def test_an_article_of_twenty_blocks(things, count):
    # The frame; bylines with authors, topics; pages, documents, audiences of blocks, pictures with
    # renditions, options of polls with these, their counts.
    count(resolve(article_with(things)), FRAME + 8)


def test_the_same_as_an_audience_in_markdown(things, count):
    address = resolve(
        article_with(things), rich_text_format="markdown", **{"for": things["audiences"][0].slug}
    )

    # One more: the audience.
    count(address, FRAME + 9)


@pytest.mark.parametrize("number", [1, 20])
def test_whole_articles(things, count, number):
    for _ in range(number):
        article_with(things)

    # Their number, articles; bylines with authors, topics, audiences they are for; pages,
    # documents, audiences of blocks, pictures with renditions, options of polls with these;
    # pages above them; counts of polls.
    count(f"{ARTICLES}?include=body&topic={things['topics'][0].slug}", 12)


@pytest.mark.parametrize("number", [1, 20])
def test_whole_articles_of_version_2(things, count, number):
    things["authors"][0].get_children().delete()
    for _ in range(number):
        article_with(things | {"pages": things["authors"][:1] * 4})

    # As in version 3; and which type it is.
    count(f"{V2}?type=articles.ArticlePage&fields=*", 13)


@with_1_and_12
def test_cards_of_articles(things, count, number):
    for _ in range(number):
        article_with(things)

    # Their number, articles; bylines with authors, topics, audiences, pictures with renditions.
    count(f"{ARTICLES}?topic={things['topics'][0].slug}", 6)


@with_1_and_12
def test_a_search_for_articles(author, count, number):
    for day in range(number):
        ArticlePageFactory(parent=author, title=f"Harbour, day {day}", by=[author])

    count(f"{ARTICLES}?search=harbour", 6)


@with_1_and_12
def test_authors(index, count, number):
    for _ in range(number):
        AuthorPageFactory(parent=index, photo=PictureFactory())

    count("/api/v3/authors/", 4)


@with_1_and_12
def test_topics(home, count, number):
    TopicFactory.create_batch(number)

    count("/api/v3/topics/", 2)


@with_1_and_12
def test_audiences(home, count, number):
    for audience in AudienceFactory.create_batch(number):
        AudiencePageFactory(parent=home, audience=audience)

    count("/api/v3/audiences/", 3)


@with_1_and_12
def test_polls(home, count, number):
    for _ in range(number):
        PollFactory(visibility="always")

    # When the next opens or closes is one of them.
    count("/api/v3/polls/", 6)


@with_1_and_12
def test_the_site(home, count, number):
    pages = StandardPageFactory.create_batch(number, parent=home, show_in_menus=True)
    settings = SiteSettings.for_site(home.get_site())
    settings.footer = "".join(f'<a linktype="page" id="{page.pk}">page</a>' for page in pages)
    settings.save()

    count("/api/v3/site/", 6)


@with_1_and_12
@pytest.mark.parametrize("query", ["", "?search=page"])
def test_pages(home, count, number, query):
    StandardPageFactory.create_batch(number, parent=home)

    # Their number, pages with their types, those above them.
    count(f"/api/v3/pages/{query}", 4 if query else 3)


@with_1_and_12
def test_pages_of_version_2(home, count, number):
    StandardPageFactory.create_batch(number, parent=home)

    # Their number, which, each of their two types, their languages, the pages above them.
    count(V2, 7)


@with_1_and_12
@pytest.mark.parametrize(
    ("kind", "factory"), [("images", PictureFactory), ("documents", DocumentFactory)]
)
def test_files_of_version_2(home, count, number, kind, factory):
    for _ in range(number):
        factory(tags=["harbours", "trade"])

    # The site, their number, which, their tags.
    count(f"/api/v2/{kind}/", 4)


@with_1_and_12
def test_the_front_page(home, author, count, number):
    for _ in range(number + 1):
        article = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
    FeaturedArticle.objects.create(page=home, article=article)

    count(resolve(home), FRAME + 8)


@with_1_and_12
def test_an_author(author, count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())

    count(resolve(author), FRAME + 6)


@with_1_and_12
def test_a_collection(author, index, count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
        AuthorPageFactory(parent=index, photo=PictureFactory())

    count(resolve(index), FRAME + 9)


@with_1_and_12
def test_the_page_of_an_audience(home, author, business, business_page, count, number):
    topic = TopicFactory()
    for _ in range(number):
        address(StandardPageFactory(parent=home, hero=PictureFactory()), {business: "Because."})
        article = ArticlePageFactory(
            parent=author, by=[author], hero=PictureFactory(), teasers={business: "Because."}
        )
        article.topics.add(topic)
        article.save()
    for piece in (author, StandardPageFactory(parent=home)):
        PinnedPage.objects.create(page=business_page, piece=piece)

    count(resolve(business_page), FRAME + 12 - (number > 1))


@with_1_and_12
def test_a_plain_page(home, count, number):
    page = StandardPageFactory(parent=home, hero=PictureFactory())
    StandardPageFactory.create_batch(number, parent=page)

    count(resolve(page), FRAME + 1)
