"""Cached counts and page slices of long lists, which take longer to query than the rows shown.

The count of a list and the primary keys of a slice are cached. The rows are always read from the
database. Without a cache that is invalidated when lists change, nothing is cached.
"""

from django.db.models import QuerySet


class CachedValue:
    """The cached `value` of a public queryset, None if there is none."""

    value = None

    def set(self, value):
        """Cache a value that was read after this object was created."""


class CountCache:
    """`get_cached_value` returns the CachedValue of a queryset for a purpose.

    `project.caching` replaces it; the default caches nothing.
    """

    get_cached_value = staticmethod(lambda rows, purpose: CachedValue())


def get_count(rows):
    """Return the length of a list, or the cached count of a public queryset."""
    if not isinstance(rows, QuerySet):
        return len(rows)
    cached = CountCache.get_cached_value(rows, "number")
    if cached.value is not None:
        return cached.value
    number = rows.count()
    cached.set(number)
    return number


def get_slice(rows, first, last):
    """Return rows[first:last] of a list or a public queryset."""
    if not isinstance(rows, QuerySet):
        return rows[first:last]
    cached = CountCache.get_cached_value(rows, (first, last))
    if cached.value is not None:
        place = {pk: at for at, pk in enumerate(cached.value)}
        return sorted(rows.filter(pk__in=place), key=lambda row: place[row.pk])
    part = list(rows[first:last])
    cached.set([row.pk for row in part])
    return part


def get_rows_with_counts(rows):
    """Return the rows of a queryset that annotates `article_count`, with cached counts."""
    cached = CountCache.get_cached_value(rows, "numbers")
    if cached.value is None:
        fetched = list(rows)
        cached.set({row.pk: row.article_count for row in fetched})
        return fetched
    fetched = list(rows.model._default_manager.filter(pk__in=cached.value))
    for row in fetched:
        row.article_count = cached.value[row.pk]
    return fetched
