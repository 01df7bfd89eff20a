"""The article list of the API: filters, order and cursors."""

import base64
import json
from datetime import UTC, date, datetime

import pytest

from tests.factories import ArticlePageFactory, TopicFactory, set_audiences

pytestmark = pytest.mark.django_db
URL = "/api/v3/articles/"


@pytest.fixture
def titles(client, index):
    """Return a function that requests the list and returns its titles."""
    return lambda **query: [item["title"] for item in client.get(URL, query).json()["items"]]


@pytest.fixture
def articles(author):
    """Return three articles, "A" of 2021 to "C" of 2023."""
    return [
        ArticlePageFactory(parent=author, title=title, date=date(2021 + index, 5, 1))
        for index, title in enumerate("ABC")
    ]


def test_newest_article_is_first(articles, titles):
    assert titles() == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("order", "expected"), [("date", "ABC"), ("title", "ABC"), ("-title", "CBA")]
)
def test_order_parameter_sorts_the_list(articles, titles, order, expected):
    assert titles(order=order) == list(expected)


def test_list_is_filtered_by_author(articles, author, titles):
    ArticlePageFactory(parent=author, title="Hers", authors=[author])

    assert titles(author="ada-margin") == ["Hers"]


def test_list_is_filtered_by_topic(articles, titles):
    articles[0].topics.add(TopicFactory(slug="trade"))
    articles[0].save()

    assert titles(topic="trade") == ["A"]


def test_list_is_filtered_by_audience(articles, business, titles):
    set_audiences(articles[2], {business: "It pays."})

    assert titles(audience="business") == ["C"]


def test_list_is_filtered_by_ancestor(articles, index, author, titles):
    assert titles(descendant_of=author.pk) == ["C", "B", "A"]
    assert titles(descendant_of=articles[0].pk + 1000) == []


def test_list_is_filtered_by_year(articles, titles):
    assert titles(year=2022) == ["B"]


def test_list_is_filtered_by_search_words(author, titles):
    ArticlePageFactory(parent=author, title="Harbours at night")
    ArticlePageFactory(parent=author, title="Libraries")

    assert titles(search="harbours") == ["Harbours at night"]


@pytest.mark.parametrize("words", ['"', "'", "%", "\\", "  ", "a" * 200, "🚢", "-- drop"])
def test_any_search_text_is_accepted(client, articles, words):
    assert client.get(URL, {"search": words}).status_code == 200


def test_list_is_filtered_by_time_of_update(articles, titles):
    for index, article in enumerate(articles):
        article.last_published_at = datetime(2024, 1, 1 + index, tzinfo=UTC)
        article.save()

    assert titles(updated_since="2024-01-02T00:00:00Z", order="last_published_at") == ["B", "C"]


def test_filters_are_combined(articles, business, titles):
    set_audiences(articles[2], {business: ""})

    assert titles(audience="business", year=2021) == []


def test_card_has_teaser_for_audience_parameter(articles, business, client):
    set_audiences(articles[2], {business: "It pays."})

    first = client.get(URL, {"for": "business"}).json()["items"][0]
    assert first["teaser"] == "It pays."


def test_article_with_body_equals_page_detail(articles, client):
    article = client.get(URL, {"include": "body"}).json()["items"][0]

    assert article == client.get(f"/api/v3/pages/{articles[2].pk}/").json()


def fetch_all_titles(client, **query):
    """Return the titles of the whole list, requested one at a time."""
    titles, cursor = [], {}
    while True:
        page = client.get(URL, {"limit": 1, **query, **cursor}).json()
        titles += [item["title"] for item in page["items"]]
        if not page["next"]:
            return titles
        cursor = {"cursor": page["next"]}


@pytest.mark.parametrize(
    "order", ["-date", "date", "title", "-title", "last_published_at", "-last_published_at"]
)
def test_cursors_page_through_the_whole_list(articles, client, order):
    assert sorted(fetch_all_titles(client, order=order)) == ["A", "B", "C"]


def test_cursors_distinguish_articles_with_one_date(author, client):
    for title in "ABC":
        ArticlePageFactory(parent=author, title=title, date=date(2024, 1, 1))

    assert sorted(fetch_all_titles(client)) == ["A", "B", "C"]


def test_cursor_is_stable_while_articles_are_published(articles, author, client):
    first = client.get(URL, {"limit": 2}).json()
    ArticlePageFactory(parent=author, title="New", date=date(2025, 1, 1))
    second = client.get(URL, {"limit": 2, "cursor": first["next"]}).json()

    assert [item["title"] for item in first["items"] + second["items"]] == ["C", "B", "A"]


@pytest.mark.parametrize("cursor", ["x", "", "AAAA", "W10", "bnVsbA", "🚢", "WyJkYXRlIiwgdHJ1ZV0"])
def test_invalid_cursor_is_rejected_by_name(client, articles, cursor):
    response = client.get(URL, {"cursor": cursor})

    assert (response.status_code, response.json()["errors"][0]["location"]) == (422, "cursor")


@pytest.mark.parametrize(
    ("order", "value"),
    [
        ("title", "\ud800"),
        ("title", "\0"),
        ("title", 5),
        ("last_published_at", "2024-01-01T00:00:00"),
        ("last_published_at", "0001-01-01T00:00:00+23:59"),
        ("date", "2024-13-01"),
        ("date", None),
    ],
)
def test_forged_cursor_is_rejected(client, articles, order, value):
    text = json.dumps([order, False, value, 1])
    cursor = base64.urlsafe_b64encode(text.encode()).decode()

    assert client.get(URL, {"order": order, "cursor": cursor}).status_code == 422


def test_cursor_of_another_order_is_rejected(client, articles):
    cursor = client.get(URL, {"limit": 1}).json()["next"]

    assert client.get(URL, {"order": "title", "cursor": cursor}).status_code == 422


def test_cursor_with_offset_is_rejected(client, articles):
    cursor = client.get(URL, {"limit": 1}).json()["next"]

    assert client.get(URL, {"offset": 1, "cursor": cursor}).status_code == 422
