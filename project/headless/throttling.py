"""How many requests of the API a client may make, and how many it has left.

The headers are those of the IETF's draft on rate limits in its widely read form, a number each:
`RateLimit-Limit`, `RateLimit-Remaining` and, in seconds, `RateLimit-Reset`.
"""

import logging
import time
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from polls.http import problem
from polls.voting.abuse import network_of

logger = logging.getLogger(__name__)


class Rate(NamedTuple):
    """What counting a request came to: headers for its answer, and a refusal past the limit."""

    headers: dict
    refusal: HttpResponse | None = None


@cache
def limiter():
    """Return what counts: in Redis where all processes share one, else each for itself."""
    address, options = settings.CACHE_URL or "memory://", {}
    if settings.CACHE_URL:
        options = settings.REDIS["OPTIONS"]
    return FixedWindowRateLimiter(storage_from_string(address, wrap_exceptions=True, **options))


def count_request(request):
    """Count one more request of a client's network, and return its Rate.

    Nothing is refused while the counter is down.
    """
    if not settings.API_RATE_LIMIT:
        return Rate({})
    limit, key = parse(settings.API_RATE_LIMIT), network_of(request)
    try:
        allowed = limiter().hit(limit, "api", key)
        window = limiter().get_window_stats(limit, "api", key)
    except StorageError:
        logger.exception("Limits are not held: the cache does not answer")
        return Rate({})
    seconds = max(1, round(window.reset_time - time.time()))
    headers = {
        "RateLimit-Limit": str(limit.amount),
        "RateLimit-Remaining": str(window.remaining),
        "RateLimit-Reset": str(seconds),
    }
    return Rate(headers) if allowed else refuse(headers, seconds)


def refuse(headers, seconds):
    detail = f"Please try again in {seconds} seconds."
    refusal = problem(429, "Too many requests from your network", detail, "too-many")
    return Rate(headers | {"Retry-After": str(seconds)}, refusal)
