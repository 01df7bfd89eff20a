"""The cache tags of the response that is being built: what it shows, and when it expires.

A tag is a kind and a key, such as ("page", 12). A list tag names a list, such as ("menu",). A
response without any list tag is invalidated with every list, so a view that forgets to add its
list tags is rebuilt too often, never too seldom. Outside `collect_cache_tags` adding does nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone

_cache_tags: ContextVar["CacheTags | None"] = ContextVar("cache_tags", default=None)


@dataclass
class CacheTags:
    """The cache tags of one response; `expires_at` may be past, None is never."""

    tags: set[tuple] = field(default_factory=set)
    list_tags: set[tuple] | None = None
    expires_at: datetime | None = None
    started_at: datetime = field(default_factory=timezone.now)
    # The counts of polls, which change with every ballot, as `load_counts` returns them.
    poll_counts: dict[int, Any] = field(default_factory=dict)


@contextmanager
def collect_cache_tags() -> Iterator[CacheTags]:
    """Yield the CacheTags of the response that is built within the context."""
    cache_tags = CacheTags()
    token = _cache_tags.set(cache_tags)
    try:
        yield cache_tags
    finally:
        _cache_tags.reset(token)


def add_cache_tag(*tag: Any) -> None:
    """Add the tag of an object that the response shows."""
    if cache_tags := _cache_tags.get():
        cache_tags.tags.add(tag)


def add_ancestor_tag(page: Model) -> None:
    """Replace the tag of a page by the tag of its title and URL, as breadcrumbs show them."""
    if cache_tags := _cache_tags.get():
        cache_tags.tags.discard(("page", page.pk))
        cache_tags.tags.add(("place", page.pk))


def add_list_tag(*list_tags: tuple) -> None:
    """Add the lists that the response shows; without arguments, state that it shows none."""
    if cache_tags := _cache_tags.get():
        cache_tags.list_tags = (cache_tags.list_tags or set()) | set(list_tags)


def add_expiry(*moments: datetime | None) -> None:
    """Add moments at which the response changes by itself; past moments are ignored."""
    if cache_tags := _cache_tags.get():
        candidates = [cache_tags.expires_at, *moments]
        started_at = cache_tags.started_at
        future = [moment for moment in candidates if moment and moment > started_at]
        cache_tags.expires_at = min(future, default=None)


def add_poll_counts(poll_id: int, counts: Any) -> None:
    """Add the counts of a poll that the response shows."""
    if cache_tags := _cache_tags.get():
        cache_tags.poll_counts[poll_id] = counts
