"""Purges caches in front of the site: proxies and CDNs that support surrogate keys.

Any process does it, from the invalidation log in the database: none is lost when the process that
made the change ends, and a purge that a cache refused is sent again.
"""

import logging
import time
from functools import partial

import requests
from django.conf import settings

from project.caching.models import Invalidation

logger = logging.getLogger(__name__)

# Seconds after an invalidation is first seen. By the first, every process has applied it and serves
# no stale response to a cache; the second is for a stale response that was long under way.
PURGE_DELAYS = (0.35, 2.5)
RETRY_SECONDS = 5
BATCH_SIZE = 1000
MAX_KEYS_PER_REQUEST = 30
TIMEOUT = 2
CLOUDFLARE = "https://api.cloudflare.com/client/v4/zones/{}/purge_cache"


class PurgeQueue:
    """The invalidations that are not purged yet: {primary key: when this process first saw it}."""

    def __init__(self):
        self.seen = {}

    def purge_invalidated(self):
        """Purge every invalidation whose delay has passed; one that fails stays in the queue."""
        if not get_purge_backends():
            return
        now, seen = time.monotonic(), {}
        for stage, seconds in enumerate(PURGE_DELAYS):
            rows = Invalidation.objects.filter(purge_count=stage).order_by("pk")
            waiting = dict(rows.values_list("pk", "key")[:BATCH_SIZE])
            seen |= {pk: self.seen.get(pk, now) for pk in waiting}
            ready = {pk: key for pk, key in waiting.items() if now - seen[pk] >= seconds}
            if ready and not self.purge(ready, stage):
                seen |= dict.fromkeys(ready, now - seconds + RETRY_SECONDS)
        self.seen = seen

    def purge(self, ready, stage):
        """Purge {primary key: surrogate key}, and return whether every cache accepted it.

        The rows are marked first, so that no other process purges them as well.
        """
        rows = Invalidation.objects.filter(pk__in=ready, purge_count=stage)
        if not rows.update(purge_count=stage + 1):
            return True
        if purge_keys(sorted(set(ready.values()))):
            return True
        Invalidation.objects.filter(pk__in=ready).update(purge_count=stage)
        return False


def purge_keys(keys):
    """Purge all responses with any of these surrogate keys; return whether every cache did."""
    size = MAX_KEYS_PER_REQUEST
    batches = [keys[start : start + size] for start in range(0, len(keys), size)]
    # Every backend is called: one that is down must not block the others.
    results = [all(try_purge(purge, batch) for batch in batches) for purge in get_purge_backends()]
    return all(results)


def get_purge_backends():
    """Return a function for each cache that purges a list of surrogate keys."""
    backends = [partial(purge_proxy, url) for url in settings.PURGE_URLS]
    return [*backends, purge_cloudflare] if settings.CLOUDFLARE_ZONE else backends


def try_purge(purge, keys):
    """Return whether a cache was purged; log why not."""
    try:
        purge(keys).raise_for_status()
    except Exception:
        # Any exception: an invalid URL raises errors that are not of requests.
        logger.exception("Purging a cache failed; it is tried again")
        return False
    return True


def purge_proxy(url, keys):
    headers = {"Surrogate-Key": " ".join(keys), **settings.PURGE_HEADERS}
    return requests.request(settings.PURGE_METHOD, url, headers=headers, timeout=TIMEOUT)


def purge_cloudflare(keys):
    headers = {"Authorization": f"Bearer {settings.CLOUDFLARE_TOKEN}"}
    url = CLOUDFLARE.format(settings.CLOUDFLARE_ZONE)
    return requests.post(url, headers=headers, json={"tags": keys}, timeout=TIMEOUT)


purge_queue = PurgeQueue()
