"""How many queries each page takes: named, and the same with 1 row as with 12.

Every page under the tree takes these, the frame:

    1. the site
    2. the front page, from which paths are resolved
    3. the pages on the path and those of the menu, with what is private
    4. the page in its own type
    5. its ancestors, and 6. the view restrictions on any of them, before it is served
    7. the settings of the site

The roots of sites are in the cache, as they are after a first request.
"""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import AuthorPage
from home.models import FeaturedArticle, PinnedPage
from polls.results.closing import freeze
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

FRAME = 7
pytestmark = pytest.mark.usefixtures("known_site")
with_1_and_12 = pytest.mark.parametrize("number", [1, 12])


def picture_of(picture):
    return {"image": picture.pk, "alt_text": "A quay", "decorative": False}


def twenty_blocks(author, other):
    """A body with four of each thing that could cost a query."""
    blocks = []
    for number in range(4):
        picture, document = PictureFactory(), DocumentFactory()
        link = f'<a linktype="page" id="{other.pk}">page</a>'
        file = f'<a linktype="document" id="{document.pk}">file</a>'
        blocks += [
            ("heading", {"text": f"Section {number}", "level": "2"}),
            ("paragraph", {"text": f"<p>A {link} and a {file}.</p>"}),
            ("figure", {"picture": picture_of(picture), "caption": "", "credit": ""}),
            ("document", {"document": document.pk, "note": ""}),
            ("related_pages", {"heading": "Related", "pages": [other.pk, author.pk]}),
        ]
    return json.dumps([{"type": type, "value": value} for type, value in blocks])


def test_an_article_of_twenty_blocks(author, index, count):
    others = AuthorPageFactory.create_batch(2, parent=index)
    other = ArticlePageFactory(parent=author)
    article = ArticlePageFactory(parent=author, by=[author, *others], hero=PictureFactory())
    article.topics = TopicFactory.create_batch(3)
    article.body = twenty_blocks(author, other)
    article.save()

    # The frame; bylines with authors, topics, audiences it is for; pages, documents, pictures with
    # renditions.
    count(article.url, FRAME + 6)


def test_an_article_of_one_block(author, count):
    article = ArticlePageFactory(parent=author, by=[author])
    article.body = json.dumps([{"type": "paragraph", "value": {"text": "<p>Short.</p>"}}])
    article.save()

    # The frame; bylines with authors, topics, audiences it is for.
    count(article.url, FRAME + 3)


def test_the_print_edition(author, count):
    article = ArticlePageFactory(parent=author, by=[author])

    # The frame; bylines with authors.
    count(f"{article.url}print/", FRAME + 1)


@with_1_and_12
def test_an_author(author, count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
    AuthorPage.objects.update(photo=PictureFactory())

    # The frame; number of articles, articles, bylines with authors, pictures with renditions.
    count(author.url, FRAME + 4)


@with_1_and_12
def test_a_collection(author, index, count, number):
    for _ in range(number):
        ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
    AuthorPage.objects.update(photo=PictureFactory())

    # The frame; number of articles, articles, bylines with authors, authors of the collection,
    # pictures with renditions.
    count(index.url, FRAME + 5)


@with_1_and_12
def test_the_page_of_an_audience(home, author, count, number):
    audience, topic = AudienceFactory(), TopicFactory()
    page = AudiencePageFactory(parent=home, audience=audience)
    for _ in range(number):
        piece = StandardPageFactory(
            parent=home, hero=PictureFactory(), first_published_at=timezone.now()
        )
        address(piece, {audience: "Because."})
        article = ArticlePageFactory(
            parent=author, by=[author], hero=PictureFactory(), teasers={audience: "Because."}
        )
        article.topics.add(topic)
        article.save()
    for piece in (author, StandardPageFactory(parent=home)):
        PinnedPage.objects.create(page=page, piece=piece)

    # The frame; the audience. Of the pinned pieces: which, each of their two types. Of the others:
    # their number, which, each of their two types. Bylines with authors, pictures with renditions,
    # topics.
    count(page.url, FRAME + 12)


@with_1_and_12
def test_an_article_of_layers_read_as_an_audience(author, count, number):
    audiences = AudienceFactory.create_batch(number)
    article = ArticlePageFactory(parent=author, by=[author])
    article.body = [
        ("paragraph", {"text": "<p>For some.</p>", "audiences": [audience]})
        for audience in audiences
    ]
    article.save()

    # The frame; the audience of the address; bylines with authors, topics, audiences it is for,
    # those of its blocks.
    count(f"{article.url}?for={audiences[0].slug}", FRAME + 5)


@with_1_and_12
def test_the_front_page(home, author, count, number):
    for _ in range(number):
        article = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
    FeaturedArticle.objects.create(page=home, article=article)
    other = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
    FeaturedArticle.objects.create(page=home, article=other)

    # The site, the front page, its view restrictions (two), settings and menu; the choice, its
    # articles and their bylines, latest articles and their bylines, pictures with renditions.
    # With a single article, which is chosen, there is no latest one to have a byline.
    count("/", 12 if number > 1 else 11)


@with_1_and_12
def test_a_topic(author, count, number):
    topic = TopicFactory()
    for _ in range(number):
        article = ArticlePageFactory(parent=author, by=[author], hero=PictureFactory())
        article.topics.add(topic)
        article.save()

    # The topic, number of articles, articles, bylines with authors, pictures with renditions;
    # settings, site and menu.
    count(topic.get_absolute_url(), 8)


@with_1_and_12
def test_all_topics(home, count, number):
    TopicFactory.create_batch(number)

    # Number of topics, topics with their numbers; settings, site and menu.
    count("/topics/", 5)


@with_1_and_12
def test_all_authors(index, count, number):
    for _ in range(number):
        AuthorPageFactory(parent=index, photo=PictureFactory())

    # Number of authors, authors, pictures with renditions; settings, site and menu.
    count("/authors/", 6)


@with_1_and_12
def test_a_search(author, count, number):
    for day in range(number):
        title = f"Harbour, day {day}"
        ArticlePageFactory(parent=author, title=title, by=[author], hero=PictureFactory())
    author.introduction = "Writes about the harbour"
    author.save()

    # View restrictions and authors; view restrictions, number of articles, articles, bylines with
    # authors; pictures with renditions; settings, site and menu.
    count("/search/?q=harbour", 10)


@with_1_and_12
def test_a_plain_page(home, count, number):
    page = StandardPageFactory(parent=home, hero=PictureFactory(), show_in_menus=True)
    StandardPageFactory.create_batch(number, parent=home, show_in_menus=True)

    # The frame; pictures with renditions.
    count(page.url, FRAME + 1)


@with_1_and_12
def test_an_article_with_polls(author, count, number):
    article = ArticlePageFactory(parent=author, by=[author])
    polls = [PollFactory(closes_at=timezone.now()) for _ in range(number)]
    for poll in polls:
        freeze(poll)
    article.body = json.dumps([{"type": "poll", "value": {"poll": poll.pk}} for poll in polls])
    article.save()

    # The frame; bylines with authors, topics, audiences it is for, options of polls with these,
    # their boxes and frozen results.
    count(article.url, FRAME + 4)


@with_1_and_12
def test_all_polls(home, count, number):
    for _ in range(number):
        PollFactory()
        PollFactory(opens_at=timezone.now() + timedelta(days=1))
        PollFactory(closes_at=timezone.now())

    # Number of closed polls, closed ones, open ones, those to come; settings, site and menu.
    count("/polls/", 7)


@with_1_and_12
def test_a_poll(home, count, number):
    poll = PollFactory(options=[f"Option {at}" for at in range(number + 1)])

    # The poll with box and frozen result, its options, its log of edits; settings, site and menu.
    count(poll.get_absolute_url(), 6)


@with_1_and_12
def test_the_result_of_a_poll(home, count, number):
    poll = PollFactory(options=[f"Option {at}" for at in range(number + 1)], visibility="always")
    for at in range(number):
        cast_ballot(poll=poll, options=[1], voter=f"{at:064x}")

    # The poll with box and frozen result, its options, turnout with tallies, publisher, its log of
    # edits; settings, site and menu.
    count(f"{poll.get_absolute_url()}results/", 8)


@with_1_and_12
@pytest.mark.parametrize("path", ["/feed/", "{author}feed/", "{topic}feed/", "{page}feed/"])
def test_a_feed(home, author, client, django_assert_max_num_queries, number, path):
    topic, audience = TopicFactory(), AudienceFactory()
    page = AudiencePageFactory(parent=home, audience=audience)
    for _ in range(number):
        article = ArticlePageFactory(parent=author, by=[author], teasers={audience: "Because."})
        article.topics.add(topic)
        article.save()
    topic_address = topic.get_absolute_url()
    path = path.format(author=author.url, topic=topic_address, page=page.url)

    # At most the frame of a page; its audience; which articles, these, bylines with authors.
    with django_assert_max_num_queries(FRAME + 4):
        client.get(path)
