"""Queries whose SQL is made once bring what they would bring if it were made each time."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticlePage
from articles.prefetch.compiled_queries import prepared
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


@prepared
def articles_with(pks):
    return ArticlePage.objects.filter(pk__in=pks).select_related("locale").order_by("-pk")


@prepared
def articles_at(paths, live):
    return ArticlePage.objects.filter(url_path__in=paths, live=live)


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_as_many_keys_as_are_given_bring_their_rows_in_order(number):
    pages = ArticlePageFactory.create_batch(6)
    keys = [page.pk for page in pages[:number]]

    assert [page.pk for page in articles_with(keys)] == keys[::-1]


def test_other_keys_bring_other_rows():
    one, two = ArticlePageFactory.create_batch(2)

    assert [articles_with([one.pk]), articles_with([two.pk])] == [[one], [two]]


def test_what_is_not_there_brings_nothing():
    assert (articles_with([7]), articles_with([])) == ([], [])


def test_keys_may_be_words_and_other_parameters_count():
    page = ArticlePageFactory()

    found = [articles_at([page.url_path], live) for live in (True, False)]

    assert found == [[page], []]


def test_what_is_joined_comes_with_the_row(django_assert_num_queries):
    page = ArticlePageFactory()

    with django_assert_num_queries(1):
        assert articles_with([page.pk])[0].locale.pk == page.locale_id


def test_each_asks_the_database_anew():
    page = ArticlePageFactory()
    articles_with([page.pk])
    ArticlePage.objects.filter(pk=page.pk).update(title="Another")

    assert articles_with([page.pk])[0].title == "Another"


def test_the_words_are_the_same_for_few_and_for_one_more():
    with CaptureQueriesContext(connection) as queries:
        articles_with([1, 2, 3])
        articles_with([4, 5, 6, 7])

    first, second = (query["sql"] for query in queries)
    assert first.count(",") == second.count(",")
