"""Rate limit of the API for each client network.

The headers are those of the IETF draft “RateLimit header fields” in the form with one number each:
`RateLimit-Limit`, `RateLimit-Remaining` and `RateLimit-Reset`, in seconds.
"""

import logging
import time
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

from polls.http import build_problem
from polls.voting.abuse import get_network_hash

logger = logging.getLogger(__name__)


class RateLimit(NamedTuple):
    """The headers for the response, and the problem to return if the limit is exceeded."""

    headers: dict[str, str]
    problem: HttpResponse | None = None


@cache
def get_rate_limiter() -> FixedWindowRateLimiter:
    """Return the counter, shared by all processes if there is Redis, otherwise one per process."""
    url, options = settings.CACHE_URL or "memory://", {}
    if settings.CACHE_URL:
        options = settings.REDIS_CACHE["OPTIONS"]
    return FixedWindowRateLimiter(storage_from_string(url, wrap_exceptions=True, **options))


def count_request(request: HttpRequest) -> RateLimit:
    """Count a request of the client's network. Requests are allowed while Redis is down."""
    if not settings.API_RATE_LIMIT:
        return RateLimit({})
    limit, key = parse(settings.API_RATE_LIMIT), get_network_hash(request)
    try:
        is_allowed = get_rate_limiter().hit(limit, "api", key)
        window = get_rate_limiter().get_window_stats(limit, "api", key)
    except StorageError:
        logger.exception("Requests are not rate limited: Redis is not available")
        return RateLimit({})
    seconds = max(1, round(window.reset_time - time.time()))
    headers = {
        "RateLimit-Limit": str(limit.amount),
        "RateLimit-Remaining": str(window.remaining),
        "RateLimit-Reset": str(seconds),
    }
    return RateLimit(headers) if is_allowed else build_exceeded_rate_limit(headers, seconds)


def build_exceeded_rate_limit(headers: dict[str, str], seconds: int) -> RateLimit:
    detail = f"Try again in {seconds} seconds."
    problem = build_problem(429, "Too many requests from your network", detail, "too-many-requests")
    return RateLimit(headers | {"Retry-After": str(seconds)}, problem)
