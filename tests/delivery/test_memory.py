"""How many rows a list has, and which come first, is known until a list changes."""

import pytest

from articles.models import ArticlePage, Topic
from articles.prefetch.cached_counts import number_of, part_of, with_numbers
from project.caching import cached_counts
from project.caching.invalidation_log import Edition
from project.caching.log_polling import watcher
from project.caching.surrogate_keys import LISTS
from tests.factories import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def watched(settings, monkeypatch):
    """A process that keeps answers, and knows of no change yet."""
    settings.KEEP_ANSWERS = True
    monkeypatch.setattr(watcher, "edition", Edition(1, frozenset()))
    monkeypatch.setattr(watcher, "changed", {})
    monkeypatch.setattr(watcher, "newest", 0)
    cached_counts.kept.clear()
    yield
    cached_counts.kept.clear()


def change_a_list():
    watcher.changed, watcher.newest = {LISTS: {1}}, 1
    watcher.edition = Edition(2, frozenset())


def test_a_list_is_counted_once_until_one_changes(django_assert_num_queries):
    ArticlePageFactory()
    assert number_of(ArticlePage.objects.all()) == 1

    with django_assert_num_queries(0):
        assert number_of(ArticlePage.objects.all()) == 1

    ArticlePageFactory()
    change_a_list()
    assert number_of(ArticlePage.objects.all()) == 2


def test_each_list_has_a_number_of_its_own():
    article = ArticlePageFactory()

    numbers = [number_of(ArticlePage.objects.filter(pk=pk)) for pk in (article.pk, 0)]

    assert numbers == [1, 0]


def test_what_comes_first_is_read_anew_in_the_same_order():
    pages = ArticlePageFactory.create_batch(3)
    newest = ArticlePage.objects.order_by("-pk")
    assert [page.pk for page in part_of(newest, 0, 2)] == [pages[2].pk, pages[1].pk]
    ArticlePage.objects.filter(pk=pages[2].pk).update(title="Another")

    again = part_of(newest, 0, 2)

    assert [page.pk for page in again] == [pages[2].pk, pages[1].pk]
    assert again[0].title == "Another"


def test_parts_and_orders_are_told_apart():
    pages = ArticlePageFactory.create_batch(3)
    keys = [page.pk for page in pages]

    found = [
        [page.pk for page in part_of(ArticlePage.objects.order_by(order), first, 3)]
        for order, first in (("pk", 0), ("-pk", 0), ("pk", 1))
    ]

    assert found == [keys, keys[::-1], keys[1:]]


def test_topics_are_read_anew_with_the_numbers_they_had():
    topic = TopicFactory()
    topic_page = ArticlePageFactory()
    topic_page.topics = [topic]
    topic_page.save()
    assert [each.number for each in with_numbers(Topic.objects.with_articles())] == [1]

    Topic.objects.update(name="Another")

    assert [(each.name, each.number) for each in with_numbers(Topic.objects.with_articles())] == [
        ("Another", 1)
    ]


def test_nothing_is_remembered_where_nobody_watches(monkeypatch):
    monkeypatch.setattr(watcher, "edition", None)
    number_of(ArticlePage.objects.all())
    ArticlePageFactory()

    assert number_of(ArticlePage.objects.all()) == 1


def test_a_list_in_memory_is_as_long_as_it_is():
    assert (number_of([1, 2]), part_of([1, 2, 3], 1, 3)) == (2, [2, 3])
