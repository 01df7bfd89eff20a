"""Where finished answers are kept: in the memory of the process, and in the Redis all share."""

import logging
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.cache import caches
from redis.exceptions import RedisError

from project.caching.invalidation_log import KEPT_SECONDS

logger = logging.getLogger(__name__)

# Whoever builds an answer has its turn for so long; the others wait for less.
TURN_SECONDS = 10
WAIT_SECONDS = 3
STEP_SECONDS = 0.01
# An address whose answer was not for keeping is asked without turns for so long.
UNKEPT_SECONDS = 10
# A Redis that does not answer is left alone for so long.
REST_SECONDS = 5


class Shelf:
    """Answers by their addresses; `turns` says who is building one at this moment."""

    def __init__(self):
        self.rests_until = 0.0

    def find(self, address):
        """Return (the newest answer there is, whether it is right); (None, False) for none."""
        answer = caches["answers"].get(address)
        if answer and answer.is_right():
            return answer, True
        if not (shared := self.share("get", address)):
            return answer, False
        caches["answers"].set(address, shared, KEPT_SECONDS)
        return shared, shared.is_right()

    def put(self, address, answer):
        caches["answers"].set(address, answer, KEPT_SECONDS)
        self.share("set", address, answer, KEPT_SECONDS)

    @contextmanager
    def turn(self, address):
        """Yield whether it is the caller's turn to build an answer, and nobody else's."""
        turns, name = caches["turns"], f"turn-{address}"
        if turns.get(f"unkept-{address}"):
            yield True
            return
        mine = turns.add(name, True, TURN_SECONDS)
        if mine and self.share("add", name, True, TURN_SECONDS) is False:
            turns.delete(name)
            mine = False
        try:
            yield mine
        finally:
            if mine:
                turns.delete(name)
                self.share("delete", name)

    def wait_for(self, address, seconds):
        """Return an unchanged answer as soon as somebody has built it, None if nobody does in time.

        Ballots may have come since.
        """
        until = time.monotonic() + seconds
        while True:
            answer, _ = self.find(address)
            if answer and answer.is_unchanged():
                return answer
            if time.monotonic() >= until or caches["turns"].get(f"unkept-{address}"):
                return None
            time.sleep(STEP_SECONDS)

    def give_up(self, address):
        """Note that an address has no answer that could be kept."""
        caches["turns"].set(f"unkept-{address}", True, UNKEPT_SECONDS)

    def share(self, verb, *arguments):
        """Ask the Redis of all processes; None where there is none, or it does not answer."""
        if not settings.CACHE_URL or time.monotonic() < self.rests_until:
            return None
        try:
            return getattr(caches["shared_answers"], verb)(*arguments)
        except RedisError:
            logger.exception("Answers are kept by each process alone: Redis does not answer")
            self.rests_until = time.monotonic() + REST_SECONDS
            return None


shelf = Shelf()
