"""Atom feeds: the requirements of RFC 4287 for feeds and entries."""

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
    set_audiences,
)

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def feeds(home, author):
    topic, audience = TopicFactory(slug="trade"), AudienceFactory()
    page = AudiencePageFactory(parent=home, audience=audience)
    article = ArticlePageFactory(
        parent=author, title="Ports & <tides>", date=datetime.date(2025, 3, 1), authors=[author]
    )
    article.updated_on = datetime.date(2025, 4, 2)
    article.topics.add(topic)
    set_audiences(article, {audience: "Because."})
    ArticlePageFactory(
        parent=author, title="Older", date=datetime.date(2020, 1, 1), authors=[author]
    )
    return {
        "site": "/feed/",
        "author": f"{author.url}feed/",
        "topic": f"{topic.get_absolute_url()}feed/",
        "audience": f"{page.url}feed/",
    }


def fetch(client, url):
    response = client.get(url)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)


def get_texts(element, name):
    return [child.text for child in element.findall(f"{ATOM}{name}")]


every_feed = pytest.mark.parametrize("name", ["site", "author", "topic", "audience"])


@every_feed
def test_feed_has_elements_required_by_rfc_4287(client, feeds, name):
    # RFC 4287, 4.1.1: exactly one id, title and updated, and a link to itself.
    feed = fetch(client, feeds[name])

    for element in ("id", "title", "updated"):
        assert len(get_texts(feed, element)) == 1
        assert get_texts(feed, element)[0]
    (self_link,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert self_link.get("href") == f"http://testserver{feeds[name]}"


@every_feed
def test_entry_has_elements_required_by_rfc_4287(client, feeds, name):
    # RFC 4287, 4.1.2: exactly one id, title and updated; an author here or in the feed; a link.
    feed = fetch(client, feeds[name])
    entries = feed.findall(f"{ATOM}entry")

    assert entries
    for entry in entries:
        for element in ("id", "title", "updated"):
            assert len(get_texts(entry, element)) == 1
        assert get_texts(entry, "id")[0].startswith("urn:uuid:")
        assert datetime.datetime.fromisoformat(get_texts(entry, "updated")[0]).tzinfo
        assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None
        assert entry.find(f"{ATOM}link").get("href").startswith("http")


@every_feed
def test_entries_have_different_ids(client, feeds, name):
    entries = fetch(client, feeds[name]).findall(f"{ATOM}entry")
    ids = [get_texts(entry, "id")[0] for entry in entries]

    assert len(set(ids)) == len(ids)


def test_entry_contains_title_summary_and_dates_of_article(client, feeds):
    entry = fetch(client, feeds["site"]).find(f"{ATOM}entry")

    assert get_texts(entry, "title") == ["Ports & <tides>"]
    assert get_texts(entry, "summary") == ["What it says, in a sentence."]
    assert get_texts(entry, "published")[0].startswith("2025-03-01")
    assert get_texts(entry, "updated")[0].startswith("2025-04-02")


def test_entry_names_every_author(client, author, index):
    article = ArticlePageFactory(parent=author)
    article.bylines = [
        Byline(author=author),
        Byline(author=AuthorPageFactory(parent=index, title="Bo Gutter")),
        Byline(name="A. Guest"),
    ]
    article.save()

    entry = fetch(client, "/feed/").find(f"{ATOM}entry")

    names = [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")]
    assert names == ["Ada Margin", "Bo Gutter", "A. Guest"]


@every_feed
def test_feed_of_articles_without_authors_has_an_author(client, feeds, name):
    Byline.objects.all().delete()

    feed = fetch(client, feeds[name])

    assert feed.find(f"{ATOM}author/{ATOM}name").text


def test_entry_has_same_id_after_article_is_moved(client, author):
    article = ArticlePageFactory(parent=author)
    before = get_texts(fetch(client, "/feed/").find(f"{ATOM}entry"), "id")
    article.slug = "elsewhere"
    article.save()

    assert get_texts(fetch(client, "/feed/").find(f"{ATOM}entry"), "id") == before


def test_characters_invalid_in_xml_are_replaced(client, author):
    ArticlePageFactory(
        parent=author, title="One\x0btwo", standfirst="Three\x0bfour", authors=[author]
    )

    entry = fetch(client, f"{author.url}feed/").find(f"{ATOM}entry")

    assert get_texts(entry, "title") == ["One two"]
    assert get_texts(entry, "summary") == ["Three four"]


@every_feed
def test_private_articles_are_not_in_feeds(client, feeds, name, author):
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    response = client.get(feeds[name])

    assert "Ports" not in response.content.decode()


def test_feed_without_entries_is_valid(client, home):
    assert fetch(client, "/feed/").findall(f"{ATOM}entry") == []
