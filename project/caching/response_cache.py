"""Caches finished responses in front of Django, and serves them while they are fresh.

`cache_headers` decides which responses are cacheable, as for any cache. Whether one is fresh
follows from its surrogate keys and the invalidation log (`log_polling`).
"""

import time
from http import HTTPStatus
from typing import NamedTuple

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from polls.voting.tallies import load_counts
from project.caching.cache_headers import CACHE_TAGS
from project.caching.cache_key import build_cache_key, normalize_request
from project.caching.cache_store import WAIT_SECONDS, cache_store
from project.caching.invalidation import RESPONSE_TTL_SECONDS, Snapshot
from project.caching.log_polling import log_poller
from project.caching.surrogate_keys import get_surrogate_keys

# The ballots that a response shows are counted again after this time.
COUNT_SECONDS = 1
HIT, MISS = "hit", "fwd=miss"
# More than any page; a list of everything may be larger.
MAX_BODY_BYTES = 512 * 1024
# A response that may be stale is cached elsewhere for a second at most.
STALE_CACHE_CONTROL = "public, max-age=0, s-maxage=1"
NOT_MODIFIED_HEADERS = {
    "cache-control",
    "etag",
    "vary",
    "surrogate-key",
    "cache-tag",
    "access-control-allow-origin",
}


class CachedResponse(NamedTuple):
    """A finished response; its Snapshot orders it among the invalidations.

    `poll_counts` are the counts of ballots that it shows, as in CacheTags, and `counted_at` is when
    they were last compared with the database, in seconds since 1970, like `expires_at`.
    """

    status: str
    headers: list
    body: bytes
    etag: str
    keys: list
    snapshot: Snapshot | None
    expires_at: float
    poll_counts: dict
    counted_at: float

    def is_fresh(self):
        return self.has_current_counts() and self.is_unchanged()

    def has_current_counts(self):
        return not self.poll_counts or time.time() < self.counted_at + COUNT_SECONDS

    def is_unchanged(self):
        """Return whether it is fresh apart from new ballots."""
        return time.time() < self.expires_at and log_poller.is_fresh(self.snapshot, self.keys)

    def as_stale(self):
        """Return the response with the headers of one that may be stale."""
        headers = [
            (name, STALE_CACHE_CONTROL if name.lower() == "cache-control" else value)
            for name, value in self.headers
        ]
        return self._replace(headers=headers)

    def serve(self, environ, start_response, cache_status):
        """Respond with the body, without it (HEAD), or with 304 if the client has it.

        `cache_status` is the value of the header Cache-Status (RFC 9211): hit or miss.
        """
        status, headers, body = self.status, self.headers, [self.body]
        if_none_match = environ.get("HTTP_IF_NONE_MATCH")
        if if_none_match and self.etag and (if_none_match == "*" or self.etag in if_none_match):
            status, body = "304 Not Modified", []
            headers = [header for header in headers if header[0].lower() in NOT_MODIFIED_HEADERS]
        start_response(status, [*headers, ("Cache-Status", f"rostrum; {cache_status}")])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body


class ResponseCacheMiddleware:
    """WSGI middleware that serves cached responses, and calls `application` for all others."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if settings.RESPONSE_CACHE_ENABLED or settings.PURGE_ENABLED:
            # With the first request of any kind: a cache in front may send none until it is purged.
            log_poller.start()
        request = normalize_request(environ) if settings.RESPONSE_CACHE_ENABLED else None
        if not request:
            return self.application(environ, start_response)
        log_poller.refresh_if_late()
        response, status = self.get_response(build_cache_key(request), request)
        return response.serve(environ, start_response, status)

    def get_response(self, key, request):
        """Return (CachedResponse, HIT or MISS): from the cache, or built now."""
        cached, is_fresh = cache_store.get(key)
        if cached and log_poller.is_disconnected:
            return cached.as_stale(), HIT
        if is_fresh:
            return cached, HIT
        with cache_store.lock(key) as is_locked:
            # Another process may have built it just before this one got the lock.
            new = cache_store.wait_for(key, 0 if is_locked else WAIT_SECONDS)
            if new and (fresh := self.revalidate(key, new)):
                return fresh, HIT
            return self.build(key, request, old=cached), MISS

    def revalidate(self, key, response):
        """Return an unchanged response with current counts, None if ballots were cast since."""
        if response.has_current_counts():
            return response
        counted_at = time.time()
        if response.poll_counts != count_ballots(response.poll_counts):
            return None
        fresh = response._replace(counted_at=counted_at)
        cache_store.set(key, fresh)
        return fresh

    def build(self, key, request, old):
        """Return a new response, or the `old` one, if any, on a server error (RFC 5861, 4)."""
        # Read first: the response may or may not include later changes.
        snapshot, started_at = log_poller.snapshot, time.time()
        status, headers, body = call_application(self.application, request)
        if old and int(status[:3]) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return old.as_stale()
        cache_tags = request.get(CACHE_TAGS)
        etag = dict(headers).get("ETag", "")
        if not cache_tags or snapshot is None or len(body) > MAX_BODY_BYTES:
            cache_store.mark_uncacheable(key)
            return CachedResponse(status, headers, body, etag, [], None, 0, {}, started_at)
        keys, expires_at = get_surrogate_keys(cache_tags), time.time() + get_ttl(cache_tags)
        content = (status, headers, body, etag, keys, snapshot, expires_at)
        response = CachedResponse(*content, cache_tags.poll_counts, started_at)
        log_poller.refresh_if_late()
        if not response.is_unchanged():
            # A change came meanwhile, for which caches in front may have been purged already.
            return response.as_stale()
        cache_store.set(key, response)
        return response


def count_ballots(poll_ids):
    """Return the current counts of polls, None if the database is down."""
    try:
        return load_counts([*poll_ids])
    except Error:
        return None
    finally:
        # Outside Django's request cycle, which closes connections otherwise.
        connection.close()


def get_ttl(cache_tags):
    """Return how many seconds a response is cached unless it is invalidated."""
    if not cache_tags.expires_at:
        return RESPONSE_TTL_SECONDS
    return min(RESPONSE_TTL_SECONDS, (cache_tags.expires_at - timezone.now()).total_seconds())


def call_application(application, environ):
    """Return (status, headers, body) of the response of a WSGI application."""
    head = []
    parts = application(environ, lambda status, headers, _=None: head.extend((status, headers)))
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return (*head, body)
