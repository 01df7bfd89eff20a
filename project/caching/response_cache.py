"""Finished answers, kept before the rest of the stack and given again while they are right.

What may be kept is for `headers` to say, as to any cache; whether it is still right is known from
its surrogate keys (`watching`).
"""

import time
from http import HTTPStatus
from typing import NamedTuple

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from polls.voting.tallies import read_counts
from project.caching.cache_headers import DEPENDENCIES
from project.caching.cache_key import address_of, as_asked_by_anyone
from project.caching.cache_store import WAIT_SECONDS, shelf
from project.caching.invalidation_log import KEPT_SECONDS, Edition
from project.caching.log_polling import watcher
from project.caching.surrogate_keys import keys_of

# Ballots that are shown are counted anew after as many seconds.
COUNT_SECONDS = 1
HIT, MISS = "hit", "fwd=miss"
# More than any page; a whole list may be, and there is no end of lists.
LARGEST = 512 * 1024
# What may be old is kept by nobody for longer than a second.
FOR_NOW = "public, max-age=0, s-maxage=1"
OF_NOT_MODIFIED = {
    "cache-control",
    "etag",
    "vary",
    "surrogate-key",
    "cache-tag",
    "access-control-allow-origin",
}


class Answer(NamedTuple):
    """A finished answer; its Edition, as told in `changes`, says which of these it shows.

    `counts` are what it shows of polls, as Dependencies have them, and `counted` is when they were
    last the same.
    """

    status: str
    headers: list
    body: bytes
    etag: str
    keys: list
    edition: Edition | None
    expires: float
    counts: dict
    counted: float

    def is_right(self):
        return self.is_counted() and self.is_unchanged()

    def is_counted(self):
        return not self.counts or time.time() < self.counted + COUNT_SECONDS

    def is_unchanged(self):
        """Whether it is right but for ballots that came since."""
        return time.time() < self.expires and watcher.is_right(self.edition, self.keys)

    def for_now(self):
        """Return the answer as one that may be old, or soon will be."""
        headers = [
            (name, FOR_NOW if name.lower() == "cache-control" else value)
            for name, value in self.headers
        ]
        return self._replace(headers=headers)

    def give(self, environ, start_response, found):
        """Answer a request: with the body, without it, or with 304 to who has it.

        `found` says for the header Cache-Status (RFC 9211) whether the answer was kept.
        """
        status, headers, body = self.status, self.headers, [self.body]
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked and self.etag and (asked == "*" or self.etag in asked):
            status, body = "304 Not Modified", []
            headers = [each for each in headers if each[0].lower() in OF_NOT_MODIFIED]
        start_response(status, [*headers, ("Cache-Status", f"rostrum; {found}")])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body


class KeptAnswers:
    """A WSGI application that gives what it has kept, and asks `application` for the rest."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if settings.KEEP_ANSWERS or settings.IS_PURGED:
            # With whatever is asked first: caches in front may ask for nothing until they are told.
            watcher.start()
        if not settings.KEEP_ANSWERS or not (asked := as_asked_by_anyone(environ)):
            return self.application(environ, start_response)
        watcher.keep_up()
        address = address_of(asked)
        kept, is_right = shelf.find(address)
        if kept and watcher.is_cut_off:
            return kept.for_now().give(environ, start_response, HIT)
        if is_right:
            return kept.give(environ, start_response, HIT)
        with shelf.turn(address) as is_mine:
            # Somebody may have built it just before it was this one's turn.
            new = shelf.wait_for(address, 0 if is_mine else WAIT_SECONDS)
            if new and (right := self.recount(address, new)):
                return right.give(environ, start_response, HIT)
            return self.build(address, asked, old=kept).give(environ, start_response, MISS)

    def recount(self, address, answer):
        """Return an unchanged answer as one of now, None if ballots have come since."""
        if answer.is_counted():
            return answer
        counted = time.time()
        if answer.counts != count(answer.counts):
            return None
        right = answer._replace(counted=counted)
        shelf.put(address, right)
        return right

    def build(self, address, asked, old):
        """Return a new answer; the `old` one, if any, where the site fails (RFC 5861, 4)."""
        # Read first: what changes meanwhile, the answer may or may not show.
        edition, began = watcher.edition, time.time()
        status, headers, body = call(self.application, asked)
        if old and int(status[:3]) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return old.for_now()
        dependencies = asked.get(DEPENDENCIES)
        etag = dict(headers).get("ETag", "")
        if not dependencies or edition is None or len(body) > LARGEST:
            shelf.give_up(address)
            return Answer(status, headers, body, etag, [], None, 0, {}, began)
        keys, expires = keys_of(dependencies), time.time() + lifetime_of(dependencies)
        counts = dependencies.counts
        answer = Answer(status, headers, body, etag, keys, edition, expires, counts, began)
        watcher.keep_up()
        if not answer.is_unchanged():
            # It began before a change that caches in front may have been told of already.
            return answer.for_now()
        shelf.put(address, answer)
        return answer


def count(keys):
    """Return how many have voted in polls by now, None where there is no database to tell."""
    try:
        return read_counts([*keys])
    except Error:
        return None
    finally:
        # No request does it here.
        connection.close()


def lifetime_of(dependencies):
    """Return for how many seconds an answer is kept while nothing that it shows changes."""
    if not dependencies.until:
        return KEPT_SECONDS
    return min(KEPT_SECONDS, (dependencies.until - timezone.now()).total_seconds())


def call(application, environ):
    """Return (status, headers, body) of what a WSGI application answers."""
    said = []
    parts = application(environ, lambda status, headers, _=None: said.extend((status, headers)))
    try:
        body = b"".join(parts)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    return (*said, body)
