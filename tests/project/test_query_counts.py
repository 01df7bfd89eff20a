"""Query counts of every page. They are the same with 1 row and with 12.

Every page of the page tree takes PAGE_QUERIES:

    1. the site
    2. the home page, from which paths are resolved
    3. the navigation: the pages on the path and in the menu, with `is_private`
    4. the specific page
    5. its ancestors, and 6. the view restrictions on any of them, before it is served
    7. the settings of the site

The site root paths are cached, as after a first request.
"""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import AuthorPage
from home.models import FeaturedArticle, PinnedPage
from polls.results.closing import freeze_result
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

PAGE_QUERIES = 7
pytestmark = pytest.mark.usefixtures("cached_site_roots")
with_1_and_12 = pytest.mark.parametrize("number", [1, 12])


def build_image_value(image):
    return {"image": image.pk, "alt_text": "A quay", "decorative": False}


def build_twenty_blocks(author, other):
    """Return a body with four of each block type that might take a query."""
    blocks = []
    for number in range(4):
        image, document = ImageFactory(), DocumentFactory()
        link = f'<a linktype="page" id="{other.pk}">page</a>'
        file = f'<a linktype="document" id="{document.pk}">file</a>'
        blocks += [
            ("heading", {"text": f"Section {number}", "level": "2"}),
            ("paragraph", {"text": f"<p>A {link} and a {file}.</p>"}),
            ("figure", {"image": build_image_value(image), "caption": "", "credit": ""}),
            ("document", {"document": document.pk, "note": ""}),
            ("related_pages", {"heading": "Related", "pages": [other.pk, author.pk]}),
        ]
    return json.dumps([{"type": type, "value": value} for type, value in blocks])


def test_article_with_twenty_blocks_query_count_is_fixed(author, index, assert_query_count):
    others = AuthorPageFactory.create_batch(2, parent=index)
    other = ArticlePageFactory(parent=author)
    article = ArticlePageFactory(parent=author, authors=[author, *others], hero=ImageFactory())
    article.topics = TopicFactory.create_batch(3)
    article.body = build_twenty_blocks(author, other)
    article.save()

    # PAGE_QUERIES; bylines with authors, topics, its audiences; pages, documents, images with
    # renditions.
    assert_query_count(article.url, PAGE_QUERIES + 6)


def test_article_with_one_block_query_count_is_fixed(author, assert_query_count):
    article = ArticlePageFactory(parent=author, authors=[author])
    article.body = json.dumps([{"type": "paragraph", "value": {"text": "<p>Short.</p>"}}])
    article.save()

    # PAGE_QUERIES; bylines with authors, topics, its audiences.
    assert_query_count(article.url, PAGE_QUERIES + 3)


def test_print_view_query_count_is_fixed(author, assert_query_count):
    article = ArticlePageFactory(parent=author, authors=[author])

    # PAGE_QUERIES; bylines with authors.
    assert_query_count(f"{article.url}print/", PAGE_QUERIES + 1)


@with_1_and_12
def test_author_page_query_count_is_constant(author, assert_query_count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
    AuthorPage.objects.update(photo=ImageFactory())

    # PAGE_QUERIES; number of articles, articles, bylines with authors, images with renditions.
    assert_query_count(author.url, PAGE_QUERIES + 4)


@with_1_and_12
def test_article_index_page_query_count_is_constant(author, index, assert_query_count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
    AuthorPage.objects.update(photo=ImageFactory())

    # PAGE_QUERIES; number of articles, articles, bylines with authors, authors of the collection,
    # images with renditions.
    assert_query_count(index.url, PAGE_QUERIES + 5)


@with_1_and_12
def test_audience_page_query_count_is_constant(home, author, assert_query_count, number):
    audience, topic = AudienceFactory(), TopicFactory()
    page = AudiencePageFactory(parent=home, audience=audience)
    for _ in range(number):
        page_with_audience = StandardPageFactory(
            parent=home, hero=ImageFactory(), first_published_at=timezone.now()
        )
        set_audiences(page_with_audience, {audience: "Because."})
        article = ArticlePageFactory(
            parent=author, authors=[author], hero=ImageFactory(), teasers={audience: "Because."}
        )
        article.topics.add(topic)
        article.save()
    for page_with_audience in (author, StandardPageFactory(parent=home)):
        PinnedPage.objects.create(page=page, pinned_page=page_with_audience)

    # PAGE_QUERIES; the audience. Pinned pages: which, one for each of two page types. Other pages:
    # number, which, one for each of two page types. Bylines with authors, images with renditions,
    # topics.
    assert_query_count(page.url, PAGE_QUERIES + 12)


@with_1_and_12
def test_audience_sections_query_count_is_constant(author, assert_query_count, number):
    audiences = AudienceFactory.create_batch(number)
    article = ArticlePageFactory(parent=author, authors=[author])
    article.body = [
        ("paragraph", {"text": "<p>For some.</p>", "audiences": [audience]})
        for audience in audiences
    ]
    article.save()

    # PAGE_QUERIES; the audience of the URL; bylines with authors, topics, its audiences,
    # audiences of its blocks.
    assert_query_count(f"{article.url}?for={audiences[0].slug}", PAGE_QUERIES + 5)


@with_1_and_12
def test_home_page_query_count_is_constant(home, author, assert_query_count, number):
    for _ in range(number):
        article = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
    FeaturedArticle.objects.create(page=home, article=article)
    other = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
    FeaturedArticle.objects.create(page=home, article=other)

    # The site, the home page, its view restrictions (two), settings and navigation; featured
    # articles: which, articles, bylines; latest articles and their bylines, images with renditions.
    # With a single article, which is featured, there are no latest articles with bylines.
    assert_query_count("/", 12 if number > 1 else 11)


@with_1_and_12
def test_topic_page_query_count_is_constant(author, assert_query_count, number):
    topic = TopicFactory()
    for _ in range(number):
        article = ArticlePageFactory(parent=author, authors=[author], hero=ImageFactory())
        article.topics.add(topic)
        article.save()

    # The topic, number of articles, articles, bylines with authors, images with renditions;
    # settings, site and navigation.
    assert_query_count(topic.get_absolute_url(), 8)


@with_1_and_12
def test_topic_list_query_count_is_constant(home, assert_query_count, number):
    TopicFactory.create_batch(number)

    # Number of topics, topics with their counts; settings, site and navigation.
    assert_query_count("/topics/", 5)


@with_1_and_12
def test_author_list_query_count_is_constant(index, assert_query_count, number):
    for _ in range(number):
        AuthorPageFactory(parent=index, photo=ImageFactory())

    # Number of authors, authors, images with renditions; settings, site and navigation.
    assert_query_count("/authors/", 6)


@with_1_and_12
def test_search_page_query_count_is_constant(author, assert_query_count, number):
    for day in range(number):
        title = f"Harbour, day {day}"
        ArticlePageFactory(parent=author, title=title, authors=[author], hero=ImageFactory())
    author.introduction = "Writes about the harbour"
    author.save()

    # View restrictions and authors; view restrictions, number of articles, articles, bylines with
    # authors; images with renditions; settings, site and navigation.
    assert_query_count("/search/?q=harbour", 10)


@with_1_and_12
def test_standard_page_query_count_is_constant(home, assert_query_count, number):
    page = StandardPageFactory(parent=home, hero=ImageFactory(), show_in_menus=True)
    StandardPageFactory.create_batch(number, parent=home, show_in_menus=True)

    # PAGE_QUERIES; images with renditions.
    assert_query_count(page.url, PAGE_QUERIES + 1)


@with_1_and_12
def test_article_with_polls_query_count_is_constant(author, assert_query_count, number):
    article = ArticlePageFactory(parent=author, authors=[author])
    polls = [PollFactory(closes_at=timezone.now()) for _ in range(number)]
    for poll in polls:
        freeze_result(poll)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}} for poll in polls])
    article.save()

    # PAGE_QUERIES; bylines with authors, topics, its audiences, poll options with polls,
    # voting states and frozen results.
    assert_query_count(article.url, PAGE_QUERIES + 4)


@with_1_and_12
def test_poll_list_query_count_is_constant(home, assert_query_count, number):
    for _ in range(number):
        PollFactory()
        PollFactory(opens_at=timezone.now() + timedelta(days=1))
        PollFactory(closes_at=timezone.now())

    # Number of closed polls, closed polls, open polls, scheduled polls; settings, site and
    # navigation.
    assert_query_count("/polls/", 7)


@with_1_and_12
def test_poll_page_query_count_is_constant(home, assert_query_count, number):
    poll = PollFactory(options=[f"Option {index}" for index in range(number + 1)])

    # The poll with voting state and frozen result, options, edits; settings, site and navigation.
    assert_query_count(poll.get_absolute_url(), 6)


@with_1_and_12
def test_result_page_query_count_is_constant(home, assert_query_count, number):
    poll = PollFactory(
        options=[f"Option {index}" for index in range(number + 1)], visibility="always"
    )
    for index in range(number):
        cast_ballot(poll=poll, options=[1], voter=f"{index:064x}")

    # The poll with voting state and frozen result, options, turnout with tallies, publisher,
    # edits; settings, site and navigation.
    assert_query_count(f"{poll.get_absolute_url()}results/", 8)


@with_1_and_12
@pytest.mark.parametrize("path", ["/feed/", "{author}feed/", "{topic}feed/", "{page}feed/"])
def test_feed_query_count_is_constant(
    home, author, client, django_assert_max_num_queries, number, path
):
    topic, audience = TopicFactory(), AudienceFactory()
    page = AudiencePageFactory(parent=home, audience=audience)
    for _ in range(number):
        article = ArticlePageFactory(
            parent=author, authors=[author], teasers={audience: "Because."}
        )
        article.topics.add(topic)
        article.save()
    topic_path = topic.get_absolute_url()
    path = path.format(author=author.url, topic=topic_path, page=page.url)

    # At most PAGE_QUERIES; its audience; which articles, articles, bylines with authors.
    with django_assert_max_num_queries(PAGE_QUERIES + 4):
        client.get(path)
