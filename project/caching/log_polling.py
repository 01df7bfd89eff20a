"""Polls the invalidation log, so that each process knows which cached responses are stale.

A thread polls the database five times a second: no request waits for it, and none fails while the
database is down. Cached responses are served then, since nothing can be published without it.
"""

import logging
import os
import threading
import time
from contextlib import contextmanager

from django.db import Error, connection
from wagtail.models import Site

from project.caching.invalidation import (
    delete_old_invalidations,
    get_invalidations_since,
    get_newest_invalidations,
    read_snapshot,
)
from project.caching.purge import purge_queue
from project.caching.surrogate_keys import SITE

logger = logging.getLogger(__name__)

POLL_SECONDS = 0.2
# A request refreshes by itself if the last refresh is older, because the thread got no time.
LATE_SECONDS = 0.3
CLEANUP_SECONDS = 3600
# A request waits this long for a refresh of another thread, in case the database hangs.
REFRESH_TIMEOUT = 0.2
# At twice as many invalidations only these stay; older responses count as stale then.
MAX_INVALIDATIONS = 20_000


class LogPoller:
    """`numbers_by_key` is {surrogate key: {numbers of its invalidations}}.

    `snapshot` is that of a response built from now on, None before the first refresh. Invalidations
    up to the number `floor` are unknown.
    """

    def __init__(self):
        self.numbers_by_key = {}
        self.snapshot = None
        self.floor = self.newest = 0
        self.refreshed_at = 0.0
        self.is_disconnected = False
        self.process_id = None
        self.start_lock, self.refresh_lock = threading.Lock(), threading.Lock()

    def start(self):
        """Start the thread of this process; called with each request, since servers fork."""
        if self.process_id == os.getpid():
            return
        with self.start_lock:
            if self.process_id != os.getpid():
                self.refresh()
                threading.Thread(target=self.run, daemon=True, name="invalidation-log").start()
                self.process_id = os.getpid()

    def run(self):
        clean_up_at = time.monotonic()
        while True:
            if time.monotonic() >= clean_up_at:
                clean_up_at += CLEANUP_SECONDS
                with log_exceptions():
                    delete_old_invalidations()
            time.sleep(POLL_SECONDS)
            with log_exceptions():
                self.refresh()
                if not self.is_disconnected:
                    purge_queue.purge_invalidated()

    def refresh(self, timeout=-1):
        """Read the invalidations since the last refresh, unless another refresh takes too long."""
        if not self.refresh_lock.acquire(timeout=timeout):
            return
        try:
            # In this order: a row committed between the two is read now and once more.
            snapshot = read_snapshot()
            self.apply_invalidations()
        except Error:
            if not self.is_disconnected:
                logger.exception("The database is down: cached responses are served unchecked")
            self.is_disconnected = True
        else:
            self.snapshot, self.is_disconnected = snapshot, False
            self.refreshed_at = time.monotonic()
        finally:
            connection.close()
            self.refresh_lock.release()

    def apply_invalidations(self):
        """Read the invalidations since the snapshot; at the first time, the newest ones."""
        if self.snapshot is None:
            rows, self.floor = get_newest_invalidations(MAX_INVALIDATIONS)
        else:
            rows = get_invalidations_since(self.snapshot)
        if not rows:
            return
        if any(key == SITE for key, _ in rows):
            # Wagtail caches the root paths of sites in each process.
            Site.clear_site_root_paths_cache()
        # A new dictionary: other threads read the old one meanwhile.
        numbers_by_key = self.numbers_by_key | {
            key: set(self.numbers_by_key.get(key, ())) for key, _ in rows
        }
        for key, number in rows:
            numbers_by_key[key].add(number)
        if sum(map(len, numbers_by_key.values())) > 2 * MAX_INVALIDATIONS:
            numbers_by_key = self.drop_oldest(numbers_by_key)
        self.newest = max((self.newest, *(number for _, number in rows)))
        self.numbers_by_key = numbers_by_key

    def drop_oldest(self, numbers_by_key):
        """Return the newest MAX_INVALIDATIONS, and set `floor` to the newest one dropped."""
        numbers = sorted(number for numbers in numbers_by_key.values() for number in numbers)
        self.floor = numbers[-MAX_INVALIDATIONS - 1]
        newest = {
            key: {number for number in numbers if number > self.floor}
            for key, numbers in numbers_by_key.items()
        }
        return {key: numbers for key, numbers in newest.items() if numbers}

    def refresh_if_late(self):
        """Refresh if the thread is late and the database answers."""
        self.start()
        if not self.is_disconnected and time.monotonic() - self.refreshed_at > LATE_SECONDS:
            self.refresh(REFRESH_TIMEOUT)

    def is_fresh(self, snapshot, keys):
        """Return whether a snapshot includes all invalidations of these surrogate keys."""
        if snapshot.end > self.newest and not snapshot.running:
            return True
        if min(snapshot.running, default=snapshot.end) <= self.floor:
            return False
        numbers_by_key = self.numbers_by_key
        return all(snapshot.includes(numbers_by_key[key]) for key in keys if key in numbers_by_key)


@contextmanager
def log_exceptions():
    """Log any exception and go on: the thread would not be started again."""
    try:
        yield
    except Exception:
        logger.exception("Polling the invalidation log failed; it is tried again")
    finally:
        connection.close()


log_poller = LogPoller()
