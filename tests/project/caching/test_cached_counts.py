"""The count and the first rows of a list are cached until a list changes."""

import pytest

from articles.models import ArticlePage, Topic
from articles.prefetch.cached_counts import get_count, get_rows_with_counts, get_slice
from project.caching import cached_counts
from project.caching.invalidation import Snapshot
from project.caching.log_polling import log_poller
from project.caching.surrogate_keys import LISTS
from tests.factories import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def enabled_cache(settings, monkeypatch):
    """A process with the response cache enabled, and no invalidation yet."""
    settings.RESPONSE_CACHE_ENABLED = True
    monkeypatch.setattr(log_poller, "snapshot", Snapshot(1, frozenset()))
    monkeypatch.setattr(log_poller, "numbers_by_key", {})
    monkeypatch.setattr(log_poller, "newest", 0)
    cached_counts.store.clear()
    yield
    cached_counts.store.clear()


def change_a_list():
    log_poller.numbers_by_key, log_poller.newest = {LISTS: {1}}, 1
    log_poller.snapshot = Snapshot(2, frozenset())


def test_list_is_counted_once_until_a_list_changes(django_assert_num_queries):
    ArticlePageFactory()
    assert get_count(ArticlePage.objects.all()) == 1

    with django_assert_num_queries(0):
        assert get_count(ArticlePage.objects.all()) == 1

    ArticlePageFactory()
    change_a_list()
    assert get_count(ArticlePage.objects.all()) == 2


def test_each_list_has_its_own_count():
    article = ArticlePageFactory()

    counts = [get_count(ArticlePage.objects.filter(pk=pk)) for pk in (article.pk, 0)]

    assert counts == [1, 0]


def test_cached_slice_loads_current_rows_in_the_same_order():
    pages = ArticlePageFactory.create_batch(3)
    newest = ArticlePage.objects.order_by("-pk")
    assert [page.pk for page in get_slice(newest, 0, 2)] == [pages[2].pk, pages[1].pk]
    ArticlePage.objects.filter(pk=pages[2].pk).update(title="Another")

    again = get_slice(newest, 0, 2)

    assert [page.pk for page in again] == [pages[2].pk, pages[1].pk]
    assert again[0].title == "Another"


def test_slices_and_orders_are_cached_separately():
    pages = ArticlePageFactory.create_batch(3)
    keys = [page.pk for page in pages]

    ids = [
        [page.pk for page in get_slice(ArticlePage.objects.order_by(order), first, 3)]
        for order, first in (("pk", 0), ("-pk", 0), ("pk", 1))
    ]

    assert ids == [keys, keys[::-1], keys[1:]]


def test_topics_are_loaded_again_with_cached_counts():
    topic = TopicFactory()
    topic_page = ArticlePageFactory()
    topic_page.topics = [topic]
    topic_page.save()
    assert load_topic_counts() == [(topic.name, 1)]

    Topic.objects.update(name="Another")

    assert load_topic_counts() == [("Another", 1)]


def load_topic_counts():
    topics = get_rows_with_counts(Topic.objects.with_article_counts())
    return [(topic.name, topic.article_count) for topic in topics]


def test_nothing_is_cached_without_a_log_poller(monkeypatch):
    monkeypatch.setattr(log_poller, "snapshot", None)
    get_count(ArticlePage.objects.all())
    ArticlePageFactory()

    assert get_count(ArticlePage.objects.all()) == 1


def test_python_list_is_counted_and_sliced():
    assert (get_count([1, 2]), get_slice([1, 2, 3], 1, 3)) == (2, [2, 3])
