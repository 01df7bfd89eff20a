"""Stores cached responses: in the memory of the process, and in Redis for all processes."""

import logging
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import caches
from redis.exceptions import RedisError

from project.caching.invalidation import RESPONSE_TTL_SECONDS

logger = logging.getLogger(__name__)

# The request that builds a response holds the lock for at most LOCK_SECONDS; others wait for less.
LOCK_SECONDS = 10
WAIT_SECONDS = 3
WAIT_STEP_SECONDS = 0.01
# A key whose response was uncacheable needs no lock for this long.
UNCACHEABLE_SECONDS = 10
# A Redis that failed is not used for this long.
RETRY_SECONDS = 5


class CacheStore:
    """Cached responses by cache key, with a lock for each that is being built (single flight)."""

    def __init__(self):
        self.retry_at = 0.0

    def get(self, key):
        """Return (the newest cached response, whether it is fresh), or (None, False)."""
        response = caches["responses"].get(key)
        if response and response.is_fresh():
            return response, True
        if not (shared := self.call_shared_cache("get", key)):
            return response, False
        caches["responses"].set(key, shared, RESPONSE_TTL_SECONDS)
        return shared, shared.is_fresh()

    def set(self, key, response):
        caches["responses"].set(key, response, RESPONSE_TTL_SECONDS)
        self.call_shared_cache("set", key, response, RESPONSE_TTL_SECONDS)

    @contextmanager
    def lock(self, key):
        """Yield whether the caller has the lock to build the response; one caller has it."""
        locks, name = caches["response_locks"], f"lock-{key}"
        if locks.get(f"uncacheable-{key}"):
            yield True
            return
        is_locked = locks.add(name, True, LOCK_SECONDS)
        if is_locked and self.call_shared_cache("add", name, True, LOCK_SECONDS) is False:
            locks.delete(name)
            is_locked = False
        try:
            yield is_locked
        finally:
            if is_locked:
                locks.delete(name)
                self.call_shared_cache("delete", name)

    def wait_for(self, key, seconds):
        """Return the response once another caller has built it, or None after some seconds.

        It has no invalidation since; new ballots are not checked.
        """
        deadline = time.monotonic() + seconds
        while True:
            response, _ = self.get(key)
            if response and response.is_unchanged():
                return response
            is_uncacheable = caches["response_locks"].get(f"uncacheable-{key}")
            if time.monotonic() >= deadline or is_uncacheable:
                return None
            time.sleep(WAIT_STEP_SECONDS)

    def mark_uncacheable(self, key):
        """Record that the response of a key cannot be cached, so that nobody waits for it."""
        caches["response_locks"].set(f"uncacheable-{key}", True, UNCACHEABLE_SECONDS)

    def call_shared_cache(self, method, *arguments):
        """Call the Redis cache; return None if there is none, or if it fails."""
        if not settings.CACHE_URL or time.monotonic() < self.retry_at:
            return None
        try:
            return getattr(caches["shared_responses"], method)(*arguments)
        except RedisError:
            logger.exception("Redis failed: each process caches its own responses")
            self.retry_at = time.monotonic() + RETRY_SECONDS
            return None


cache_store = CacheStore()
