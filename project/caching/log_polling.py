"""What a process that keeps answers knows of changes, and how it learns of them.

A thread of its own asks the database five times a second, so that no request waits for it, and none
fails while the database is down: what is kept then is as right as it ever was, since nothing can be
published without the database.
"""

import logging
import os
import threading
import time
from contextlib import contextmanager

from django.db import Error, connection
from wagtail.models import Site

from project.caching.invalidation_log import (
    changes_since,
    forget_old_changes,
    newest_changes,
    read_edition,
)
from project.caching.purge import purger
from project.caching.surrogate_keys import SITE

logger = logging.getLogger(__name__)

SECONDS = 0.2
# A look that is older than this, because this process had no time for it, is taken at once.
LATE_SECONDS = 0.3
# Old changes are forgotten so often.
FORGET_SECONDS = 3600
# Whoever looks longer than this waits for a database that does not answer.
PATIENCE = 0.2
# At twice as many changes only these are remembered; of older answers nothing is known then.
MOST = 20_000


class Watcher:
    """`changed` is {surrogate key: {numbers of its changes}}, all that are remembered.

    An answer built from now on is of the Edition `edition`; None before the first look.
    """

    def __init__(self):
        self.changed = {}
        self.edition = None
        self.floor = self.newest = 0
        self.looked_at = 0.0
        self.is_cut_off = False
        self.process = None
        self.starting, self.looking = threading.Lock(), threading.Lock()

    def start(self):
        """Watch, in this process; called with each request, since servers fork."""
        if self.process == os.getpid():
            return
        with self.starting:
            if self.process != os.getpid():
                self.look()
                threading.Thread(target=self.watch, daemon=True, name="watcher").start()
                self.process = os.getpid()

    def watch(self):
        forget_at = time.monotonic()
        while True:
            if time.monotonic() >= forget_at:
                forget_at += FORGET_SECONDS
                with logged_failures():
                    forget_old_changes()
            time.sleep(SECONDS)
            with logged_failures():
                self.look()
                if not self.is_cut_off:
                    purger.purge_what_changed()

    def look(self, patience=-1):
        """Learn what has changed since the last look, unless another look takes too long."""
        if not self.looking.acquire(timeout=patience):
            return
        try:
            # In this order: what is committed between the two is learnt of now and once more.
            edition = read_edition()
            self.learn()
        except Error:
            if not self.is_cut_off:
                logger.exception("Kept answers are served as they are: no database")
            self.is_cut_off = True
        else:
            self.edition, self.is_cut_off = edition, False
            self.looked_at = time.monotonic()
        finally:
            connection.close()
            self.looking.release()

    def learn(self):
        """Read what has changed since the edition known; at first, all that is remembered."""
        if self.edition is None:
            changes, self.floor = newest_changes(MOST)
        else:
            changes = changes_since(self.edition)
        if not changes:
            return
        if any(key == SITE for key, _ in changes):
            # Each process remembers the addresses of sites by itself.
            Site.clear_site_root_paths_cache()
        # A new dictionary: others read the old one meanwhile.
        changed = self.changed | {key: set(self.changed.get(key, ())) for key, _ in changes}
        for key, number in changes:
            changed[key].add(number)
        if sum(map(len, changed.values())) > 2 * MOST:
            changed = self.without_oldest(changed)
        self.newest = max((self.newest, *(number for _, number in changes)))
        self.changed = changed

    def without_oldest(self, changed):
        """Return the newest MOST changes, and note of which numbers nothing is known any more."""
        numbers = sorted(number for each in changed.values() for number in each)
        self.floor = numbers[-MOST - 1]
        newest = {key: {n for n in each if n > self.floor} for key, each in changed.items()}
        return {key: each for key, each in newest.items() if each}

    def keep_up(self):
        """See to it that what is known is hardly older than SECONDS, while there is a database."""
        self.start()
        if not self.is_cut_off and time.monotonic() - self.looked_at > LATE_SECONDS:
            self.look(PATIENCE)

    def is_right(self, edition, keys):
        """Whether nothing of these surrogate keys has changed since an answer's edition."""
        if edition.end > self.newest and not edition.running:
            return True
        if min(edition.running, default=edition.end) <= self.floor:
            return False
        changed = self.changed
        return all(edition.sees(changed[key]) for key in keys if key in changed)


@contextmanager
def logged_failures():
    """Go on, whatever happens: nobody would start the thread again."""
    try:
        yield
    except Exception:
        logger.exception("The watcher goes on after an error")
    finally:
        connection.close()


watcher = Watcher()
