"""Private attributes of Django's and modelcluster's querysets and relations.

Prefetching for many pages at once must put rows where Django and modelcluster look for them.
Django's own `prefetch_related_objects` compiles the SQL of each query again, and fetches relations
that a draft has in memory.
"""

from django.db.models import Model, QuerySet
from modelcluster import fields

from polls.internals import check_internals

ATTRIBUTES = [
    (QuerySet(), "_result_cache"),
    (QuerySet(), "_prefetch_done"),
    (QuerySet(), "_iterable_class"),
]
MENTIONS = [
    (Model, "refresh_from_db", "_prefetched_objects_cache"),
    (fields, "create_deferring_foreign_related_manager", "_cluster_related_objects"),
]
check_internals(__name__, ATTRIBUTES, MENTIONS)


def get_prefetched_relations(instance) -> dict:
    """Return {name: queryset} of an object's prefetched relations; may be added to."""
    return instance.__dict__.setdefault("_prefetched_objects_cache", {})


def get_draft_relations(page) -> dict:
    """Return {name: list} of the relations that a draft has in memory."""
    return getattr(page, "_cluster_related_objects", {})


def fill_queryset(queryset: QuerySet, rows: list) -> QuerySet:
    """Give a new queryset its rows, so that it runs no query, and return it."""
    queryset._result_cache, queryset._prefetch_done = rows, True
    return queryset


def iterate_rows(queryset: QuerySet):
    """Return an iterator that executes the queryset's query, without the queryset's cache."""
    return iter(queryset._iterable_class(queryset))
