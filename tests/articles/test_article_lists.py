"""The list of articles: its filters, its orders, and cursors that stay right."""

import base64
import json
from datetime import UTC, date, datetime

import pytest

from tests.factories import ArticlePageFactory, TopicFactory, address

pytestmark = pytest.mark.django_db
URL = "/api/v3/articles/"


@pytest.fixture
def titles(client, index):
    """Return the titles that a list gives."""
    return lambda **query: [item["title"] for item in client.get(URL, query).json()["items"]]


@pytest.fixture
def three(author):
    """Three articles, "A" of 2021 to "C" of 2023."""
    return [
        ArticlePageFactory(parent=author, title=title, date=date(2021 + at, 5, 1))
        for at, title in enumerate("ABC")
    ]


def test_the_newest_come_first(three, titles):
    assert titles() == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("order", "expected"), [("date", "ABC"), ("title", "ABC"), ("-title", "CBA")]
)
def test_another_order_may_be_asked_for(three, titles, order, expected):
    assert titles(order=order) == list(expected)


def test_by_author(three, author, titles):
    ArticlePageFactory(parent=author, title="Hers", by=[author])

    assert titles(author="ada-margin") == ["Hers"]


def test_by_topic(three, titles):
    three[0].topics.add(TopicFactory(slug="trade"))
    three[0].save()

    assert titles(topic="trade") == ["A"]


def test_by_audience(three, business, titles):
    address(three[2], {business: "It pays."})

    assert titles(audience="business") == ["C"]


def test_within_a_collection(three, index, author, titles):
    assert titles(within=author.pk) == ["C", "B", "A"]
    assert titles(within=three[0].pk + 1000) == []


def test_by_year(three, titles):
    assert titles(year=2022) == ["B"]


def test_by_words(author, titles):
    ArticlePageFactory(parent=author, title="Harbours at night")
    ArticlePageFactory(parent=author, title="Libraries")

    assert titles(search="harbours") == ["Harbours at night"]


@pytest.mark.parametrize("words", ['"', "'", "%", "\\", "  ", "a" * 200, "🚢", "-- drop"])
def test_any_words_may_be_searched_for(client, three, words):
    assert client.get(URL, {"search": words}).status_code == 200


def test_since_a_moment(three, titles):
    for at, article in enumerate(three):
        article.last_published_at = datetime(2024, 1, 1 + at, tzinfo=UTC)
        article.save()

    assert titles(updated_since="2024-01-02T00:00:00Z", order="changed") == ["B", "C"]


def test_filters_hold_together(three, business, titles):
    address(three[2], {business: ""})

    assert titles(audience="business", year=2021) == []


def test_a_card_has_the_teaser_of_who_reads(three, business, client):
    address(three[2], {business: "It pays."})

    first = client.get(URL, {"for": "business"}).json()["items"][0]
    assert first["teaser"] == "It pays."


def test_whole_articles_are_as_at_their_own_addresses(three, client):
    listed = client.get(URL, {"include": "body"}).json()["items"][0]

    assert listed == client.get(f"/api/v3/pages/{three[2].pk}/").json()


def follow(client, **query):
    """Return the titles of a list, one a request, and publish nothing."""
    seen, cursor = [], {}
    while True:
        answer = client.get(URL, {"limit": 1, **query, **cursor}).json()
        seen += [item["title"] for item in answer["items"]]
        if not answer["next"]:
            return seen
        cursor = {"cursor": answer["next"]}


@pytest.mark.parametrize("order", ["-date", "date", "title", "-title", "changed", "-changed"])
def test_cursors_lead_through_a_whole_list(three, client, order):
    assert sorted(follow(client, order=order)) == ["A", "B", "C"]


def test_cursors_tell_articles_of_one_day_apart(author, client):
    for title in "ABC":
        ArticlePageFactory(parent=author, title=title, date=date(2024, 1, 1))

    assert sorted(follow(client)) == ["A", "B", "C"]


def test_a_cursor_stays_right_while_articles_are_published(three, author, client):
    first = client.get(URL, {"limit": 2}).json()
    ArticlePageFactory(parent=author, title="New", date=date(2025, 1, 1))
    rest = client.get(URL, {"limit": 2, "cursor": first["next"]}).json()

    assert [item["title"] for item in first["items"] + rest["items"]] == ["C", "B", "A"]


@pytest.mark.parametrize("cursor", ["x", "", "AAAA", "W10", "bnVsbA", "🚢", "WyJkYXRlIiwgdHJ1ZV0"])
def test_what_is_no_cursor_is_refused_by_name(client, three, cursor):
    answer = client.get(URL, {"cursor": cursor})

    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "cursor")


@pytest.mark.parametrize(
    ("order", "value"),
    [
        ("title", "\ud800"),
        ("title", "\0"),
        ("title", 5),
        ("changed", "2024-01-01T00:00:00"),
        ("changed", "0001-01-01T00:00:00+23:59"),
        ("date", "2024-13-01"),
        ("date", None),
    ],
)
def test_a_forged_cursor_is_refused(client, three, order, value):
    text = json.dumps([order, False, value, 1])
    cursor = base64.urlsafe_b64encode(text.encode()).decode()

    assert client.get(URL, {"order": order, "cursor": cursor}).status_code == 422


def test_a_cursor_of_another_order_is_refused(client, three):
    cursor = client.get(URL, {"limit": 1}).json()["next"]

    assert client.get(URL, {"order": "title", "cursor": cursor}).status_code == 422


def test_a_cursor_and_an_offset_are_refused(client, three):
    cursor = client.get(URL, {"limit": 1}).json()["next"]

    assert client.get(URL, {"offset": 1, "cursor": cursor}).status_code == 422
