"""Telling caches in front what has changed: proxies and CDNs that know surrogate keys.

Any process that keeps answers does it, from the changes that it finds in the database: so none is
lost when whoever made it ends, and what a cache did not take is sent again.
"""

import logging
import time
from functools import partial

import requests
from django.conf import settings

from project.caching.models import Change

logger = logging.getLogger(__name__)

# Seconds after a change is first seen. By the first, every process knows of it, and none gives a
# cache the old answer any more; the second is for an answer that was long under way.
AFTER = (0.35, 2.5)
# … and before a cache that did not take it is told again.
AGAIN = 5
AT_ONCE = 1000
KEYS_A_REQUEST = 30
TIMEOUT = 2
CLOUDFLARE = "https://api.cloudflare.com/client/v4/zones/{}/purge_cache"


class Purger:
    def __init__(self):
        self.seen = {}

    def purge_what_changed(self):
        """Tell all caches of the changes that are due; those that failed stay so."""
        if not tellers():
            return
        now, seen = time.monotonic(), {}
        for stage, seconds in enumerate(AFTER):
            waiting = Change.objects.filter(purges=stage).order_by("pk")
            waiting = dict(waiting.values_list("pk", "key")[:AT_ONCE])
            seen |= {pk: self.seen.get(pk, now) for pk in waiting}
            due = {pk: key for pk, key in waiting.items() if now - seen[pk] >= seconds}
            if due and not self.purge(due, stage):
                seen |= dict.fromkeys(due, now - seconds + AGAIN)
        self.seen = seen

    def purge(self, due, stage):
        """Purge {change's key: surrogate key}, and return whether every cache took it.

        Other processes find these changes done meanwhile.
        """
        changes = Change.objects.filter(pk__in=due, purges=stage)
        if not changes.update(purges=stage + 1):
            return True
        if purge_keys(sorted(set(due.values()))):
            return True
        Change.objects.filter(pk__in=due).update(purges=stage)
        return False


def purge_keys(keys):
    """Purge all answers with any of these keys; return whether every cache was told."""
    parts = [keys[at : at + KEYS_A_REQUEST] for at in range(0, len(keys), KEYS_A_REQUEST)]
    # All of them are asked: one cache that is down keeps nothing from the others.
    return sum(all(told(tell, part) for part in parts) for tell in tellers()) == len(tellers())


def tellers():
    """Return for each cache a function that tells it of some keys."""
    tellers = [partial(tell_proxy, url) for url in settings.PURGE_URLS]
    return [*tellers, tell_cloudflare] if settings.CLOUDFLARE_ZONE else tellers


def told(tell, keys):
    try:
        tell(keys).raise_for_status()
    except Exception:
        # Of whatever kind: an address that cannot be one raises errors of its own.
        logger.exception("A cache in front was not purged; this is tried again")
        return False
    return True


def tell_proxy(url, keys):
    headers = {"Surrogate-Key": " ".join(keys), **settings.PURGE_HEADERS}
    return requests.request(settings.PURGE_METHOD, url, headers=headers, timeout=TIMEOUT)


def tell_cloudflare(keys):
    headers = {"Authorization": f"Bearer {settings.CLOUDFLARE_TOKEN}"}
    url = CLOUDFLARE.format(settings.CLOUDFLARE_ZONE)
    return requests.post(url, headers=headers, json={"tags": keys}, timeout=TIMEOUT)


purger = Purger()
