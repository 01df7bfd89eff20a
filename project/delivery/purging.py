"""Telling caches in front what has changed: proxies and CDNs that know surrogate keys.

Any process that keeps answers does it, from the changes that it finds in the database: so none is
lost when whoever made it ends, and what a cache did not take is sent again.
"""

import logging
import time

import requests
from django.conf import settings

from project.delivery.models import Change

logger = logging.getLogger(__name__)

# Seconds after a change is first seen. By the first, every process knows of it, and none gives a
# cache the old answer any more; the second is for an answer that was long under way.
AFTER = (0.35, 2.5)
AT_ONCE = 1000
KEYS_A_REQUEST = 30
TIMEOUT = 2
CLOUDFLARE = "https://api.cloudflare.com/client/v4/zones/{}/purge_cache"


class Purger:
    def __init__(self):
        self.seen = {}

    def purge_what_changed(self):
        """Tell all caches of the changes that are due; those that failed stay so."""
        if not (settings.PURGE_URLS or settings.CLOUDFLARE_ZONE):
            return
        waiting = Change.objects.filter(purges__lt=len(AFTER)).order_by("pk")
        waiting = list(waiting.values_list("pk", "key", "purges")[:AT_ONCE])
        now = time.monotonic()
        self.seen = {pk: self.seen.get(pk, now) for pk, *_ in waiting}
        for stage, seconds in enumerate(AFTER):
            due = {
                pk: key
                for pk, key, purges in waiting
                if purges == stage and now - self.seen[pk] >= seconds
            }
            if due:
                self.purge(due, stage)

    def purge(self, due, stage):
        """Purge {change's key: surrogate key}. Other processes find these done meanwhile."""
        changes = Change.objects.filter(pk__in=due, purges=stage)
        if not changes.update(purges=stage + 1):
            return
        try:
            purge_keys(sorted(set(due.values())))
        except requests.RequestException:
            logger.exception("A cache in front was not purged; this is tried again")
            Change.objects.filter(pk__in=due).update(purges=stage)


def purge_keys(keys):
    """Purge all answers with any of these keys. Raises requests.RequestException."""
    for first in range(0, len(keys), KEYS_A_REQUEST):
        part = keys[first : first + KEYS_A_REQUEST]
        for url in settings.PURGE_URLS:
            headers = {"Surrogate-Key": " ".join(part), **settings.PURGE_HEADERS}
            request(settings.PURGE_METHOD, url, headers=headers)
        if settings.CLOUDFLARE_ZONE:
            headers = {"Authorization": f"Bearer {settings.CLOUDFLARE_TOKEN}"}
            url = CLOUDFLARE.format(settings.CLOUDFLARE_ZONE)
            request("POST", url, headers=headers, json={"tags": part})


def request(method, url, **options):
    requests.request(method, url, timeout=TIMEOUT, **options).raise_for_status()


purger = Purger()
