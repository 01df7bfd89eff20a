import json

import pytest
from django.db import connection
from wagtail.models import PageViewRestriction

from articles.models import Byline
from tests.factories import ArticlePageFactory, AuthorPageFactory

on_postgresql = connection.vendor == "postgresql"


@pytest.fixture
def search(client):
    """Return the titles pages, authors first."""

    def search(query):
        response = client.get("/search/", {"q": query})
        assert response.status_code == 200
        pages = (*response.context["authors"], *response.context["articles"])
        return [page.title for page in pages]

    return search


@pytest.fixture
def article(author):
    text = "<p>Álvaro Obregón recognised it in 1924.</p>"
    return ArticlePageFactory(
        parent=author,
        title="Treaties and the sea",
        standfirst="How policies outlive governments.",
        body=json.dumps([{"type": "paragraph", "value": {"text": text}}]),
    )


@pytest.mark.parametrize("query", ["treaties", "TREATIES", "sea", "Treaties and the sea"])
def test_words_of_the_title_are_found(search, article, query):
    assert search(query) == [article.title]


@pytest.mark.parametrize("query", ["treaty", "policy", "government", "recognise"])
def test_other_forms_of_a_word_are_found(search, article, query):
    assert search(query) == [article.title]


@pytest.mark.parametrize("query", ["Obregón", "obregon", "ÁLVARO", "alvaro"])
def test_words_are_found_with_and_without_accents(search, article, query):
    assert search(query) == [article.title]


def test_query_with_accents_finds_words_without_accents(search, author):
    ArticlePageFactory(parent=author, title="Zurich and its trams")

    assert search("Zürich") == ["Zurich and its trams"]


def test_authors_come_first(search, article, index):
    AuthorPageFactory(parent=index, title="Sea Captain")

    assert search("sea") == ["Sea Captain", "Treaties and the sea"]


def test_article_is_found_by_its_author(search, author):
    article = ArticlePageFactory(parent=author, title="Ports")
    article.bylines = [Byline(author=author)]
    article.save_revision().publish()

    assert search("margin") == ["Ada Margin", "Ports"]


def test_drafts_are_not_found(search, article):
    article.unpublish()

    assert search("treaties") == []


def test_private_pages_are_not_found(search, article, author):
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    assert search("treaties") == []


@pytest.mark.parametrize("query", ["", "   ", "zyxwv"])
def test_query_without_matches_finds_no_pages(search, article, query):
    assert search(query) == []


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'",
        "*",
        "sea*",
        "-",
        "--",
        "sea -treaties",
        "(",
        "((((",
        ")",
        "AND",
        "OR NOT",
        "NEAR(a b)",
        "title:sea",
        "^sea",
        "a:b:c",
        "%",
        "_",
        "\\",
        "\\\\'",
        ";drop table x",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "&|!",
        ":*",
        "<->",
        "\u202e",
        "\u0301",
        "🙂",
        "a" * 5000,
        "word " * 3000,
        "\ud7ff",
        "١٢٣",
    ],
)
def test_every_query_is_accepted(client, article, query):
    response = client.get("/search/", {"q": query})

    assert response.status_code == 200
    assert "<script>alert" not in response.text
    assert "Internal" not in response.text


def test_query_is_shown_escaped(client, home):
    assert "&lt;b&gt;ports" in client.get("/search/", {"q": "<b>ports"}).text


def test_changed_article_is_found_by_its_new_words(search, article):
    article.title = "Rivers"
    article.save_revision().publish()

    assert search("rivers") == ["Rivers"]
    assert search("treaties") == []


def test_renamed_author_is_found_only_by_the_new_name(search, author):
    article = ArticlePageFactory(parent=author, title="Ports")
    article.bylines = [Byline(author=author)]
    article.save_revision().publish()
    author.title = "Ada Quoin"
    author.save_revision().publish()

    assert search("quoin") == ["Ada Quoin", "Ports"]
    assert search("margin") == []
