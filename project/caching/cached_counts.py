"""Caches the counts and the first rows of public lists until a list changes.

A value is fresh as long as a cached response that shows any list, see `log_polling`.
"""

from collections import OrderedDict

from django.conf import settings
from django.core.exceptions import EmptyResultSet

from articles.prefetch.cached_counts import CachedValue, CountCache
from project.caching.log_polling import log_poller
from project.caching.surrogate_keys import LISTS, SITE

MAX_ENTRIES = 1000


class StoredValue(CachedValue):
    def __init__(self, store, name):
        # Read first: the value may or may not include later changes.
        self.store, self.name, self.snapshot = store, name, log_poller.snapshot
        snapshot, value = store.get(name, (None, None))
        self.value = value if snapshot and log_poller.is_fresh(snapshot, (SITE, LISTS)) else None

    def set(self, value):
        self.store[self.name] = self.snapshot, value
        while len(self.store) > MAX_ENTRIES:
            self.store.popitem(last=False)


store = OrderedDict()


def get_cached_value(rows, purpose):
    """Return the CachedValue of a queryset for a purpose, in this process."""
    if not settings.RESPONSE_CACHE_ENABLED or log_poller.snapshot is None:
        return CachedValue()
    try:
        return StoredValue(store, (purpose, *rows.values("pk").query.sql_with_params()))
    except EmptyResultSet:
        return CachedValue()


def connect():
    CountCache.get_cached_value = get_cached_value
