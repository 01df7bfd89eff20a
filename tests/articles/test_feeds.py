"""Atom feeds, held to what RFC 4287 asks of a feed and of an entry."""

import datetime

import pytest
from defusedxml import ElementTree
from wagtail.models import PageViewRestriction

from articles.models import Byline
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AudiencePageFactory,
    AuthorPageFactory,
    TopicFactory,
    address,
)

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feeds(home, author):
    topic, audience = TopicFactory(slug="trade"), AudienceFactory()
    page = AudiencePageFactory(parent=home, audience=audience)
    article = ArticlePageFactory(
        parent=author, title="Ports & <tides>", date=datetime.date(2025, 3, 1), by=[author]
    )
    article.updated_on = datetime.date(2025, 4, 2)
    article.topics.add(topic)
    address(article, {audience: "Because."})
    ArticlePageFactory(parent=author, title="Older", date=datetime.date(2020, 1, 1), by=[author])
    return {
        "site": "/feed/",
        "author": f"{author.url}feed/",
        "topic": f"{topic.get_absolute_url()}feed/",
        "audience": f"{page.url}feed/",
    }


def fetch(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def texts(element, name):
    return [found.text for found in element.findall(f"{ATOM}{name}")]


every_feed = pytest.mark.parametrize("name", ["site", "author", "topic", "audience"])


@every_feed
def test_a_feed_has_what_the_standard_asks(client, feeds, name):
    # RFC 4287, 4.1.1: exactly one id, title and updated, and a link to itself.
    feed = fetch(client, feeds[name])

    for element in ("id", "title", "updated"):
        assert len(texts(feed, element)) == 1
        assert texts(feed, element)[0]
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == f"http://testserver{feeds[name]}"


@every_feed
def test_an_entry_has_what_the_standard_asks(client, feeds, name):
    # RFC 4287, 4.1.2: exactly one id, title and updated; an author here or in the feed; a link.
    feed = fetch(client, feeds[name])
    entries = feed.findall(f"{ATOM}entry")

    assert entries
    for entry in entries:
        for element in ("id", "title", "updated"):
            assert len(texts(entry, element)) == 1
        assert texts(entry, "id")[0].startswith("urn:uuid:")
        assert datetime.datetime.fromisoformat(texts(entry, "updated")[0]).tzinfo
        assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None
        assert entry.find(f"{ATOM}link").get("href").startswith("http")


@every_feed
def test_entries_differ_in_their_identifiers(client, feeds, name):
    entries = fetch(client, feeds[name]).findall(f"{ATOM}entry")
    identifiers = [texts(entry, "id")[0] for entry in entries]

    assert len(set(identifiers)) == len(identifiers)


def test_an_entry_tells_the_article(client, feeds):
    entry = fetch(client, feeds["site"]).find(f"{ATOM}entry")

    assert texts(entry, "title") == ["Ports & <tides>"]
    assert texts(entry, "summary") == ["What it says, in a sentence."]
    assert texts(entry, "published")[0].startswith("2025-03-01")
    assert texts(entry, "updated")[0].startswith("2025-04-02")


def test_an_entry_names_every_author(client, author, index):
    article = ArticlePageFactory(parent=author)
    article.bylines = [
        Byline(author=author),
        Byline(author=AuthorPageFactory(parent=index, title="Bo Gutter")),
        Byline(name="A. Guest"),
    ]
    article.save()

    entry = fetch(client, "/feed/").find(f"{ATOM}entry")

    names = [each.text for each in entry.findall(f"{ATOM}author/{ATOM}name")]
    assert names == ["Ada Margin", "Bo Gutter", "A. Guest"]


@every_feed
def test_a_feed_of_articles_without_authors_has_one_of_its_own(client, feeds, name):
    Byline.objects.all().delete()

    feed = fetch(client, feeds[name])

    assert feed.find(f"{ATOM}author/{ATOM}name").text


def test_an_entry_keeps_its_identifier_when_the_article_moves(client, author):
    article = ArticlePageFactory(parent=author)
    before = texts(fetch(client, "/feed/").find(f"{ATOM}entry"), "id")
    article.slug = "elsewhere"
    article.save()

    assert texts(fetch(client, "/feed/").find(f"{ATOM}entry"), "id") == before


def test_a_character_that_xml_cannot_hold_is_left_out(client, author):
    ArticlePageFactory(parent=author, title="One\x0btwo", standfirst="Three\x0bfour", by=[author])

    entry = fetch(client, f"{author.url}feed/").find(f"{ATOM}entry")

    assert texts(entry, "title") == ["One two"]
    assert texts(entry, "summary") == ["Three four"]


@every_feed
def test_nothing_hidden_is_in_a_feed(client, feeds, name, author):
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    response = client.get(feeds[name])

    assert "Ports" not in response.content.decode()


def test_a_feed_of_nothing_is_a_feed(client, home):
    assert fetch(client, "/feed/").findall(f"{ATOM}entry") == []
