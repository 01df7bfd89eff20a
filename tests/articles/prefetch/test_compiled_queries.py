"""Compiled queries return the same rows as queries that are compiled each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage
from articles.prefetch.compiled_queries import compiled
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@compiled
def fetch_articles(pks):
    return ArticlePage.objects.filter(pk__in=pks).select_related("locale").order_by("-pk")


@compiled
def fetch_articles_at(paths, live):
    return ArticlePage.objects.filter(url_path__in=paths, live=live)


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_query_returns_rows_of_all_keys_in_its_order(number):
    pages = ArticlePageFactory.create_batch(6)
    keys = [page.pk for page in pages[:number]]

    assert [page.pk for page in fetch_articles(keys)] == keys[::-1]


def test_other_keys_return_other_rows():
    first, second = ArticlePageFactory.create_batch(2)

    assert [fetch_articles([first.pk]), fetch_articles([second.pk])] == [[first], [second]]


def test_unknown_key_and_no_key_return_no_rows():
    assert (fetch_articles([7]), fetch_articles([])) == ([], [])


def test_keys_may_be_texts_and_other_parameters_are_applied():
    page = ArticlePageFactory()

    results = [fetch_articles_at([page.url_path], live) for live in (True, False)]

    assert results == [[page], []]


def test_selected_related_rows_need_no_further_query(django_assert_num_queries):
    page = ArticlePageFactory()

    with django_assert_num_queries(1):
        assert fetch_articles([page.pk])[0].locale.pk == page.locale_id


def test_every_call_queries_the_database():
    page = ArticlePageFactory()
    fetch_articles([page.pk])
    ArticlePage.objects.filter(pk=page.pk).update(title="Another")

    assert fetch_articles([page.pk])[0].title == "Another"


def test_number_of_placeholders_is_rounded_up():
    with CaptureQueriesContext(connection) as queries:
        fetch_articles([1, 2, 3])
        fetch_articles([4, 5, 6, 7])

    first, second = (query["sql"] for query in queries)
    assert first.count(",") == second.count(",")
