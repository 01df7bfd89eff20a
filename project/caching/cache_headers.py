"""The cache headers of every response: who may cache it, for how long, and by which keys."""

import hashlib
from http import HTTPStatus

from django.conf import settings
from django.utils import timezone
from django.utils.cache import get_conditional_response

from polls.cache_tags import collect_cache_tags
from polls.http import mark_private
from project.caching.cache_key import API
from project.caching.surrogate_keys import get_surrogate_keys

STALE_WHILE_REVALIDATE_SECONDS = 1
STALE_IF_ERROR_SECONDS = 24 * 60 * 60
# The s-maxage of a result that changes with every ballot.
LIVE_RESULT_SECONDS = 5
# Of staff and of signed-in users; their views set their own headers.
PRIVATE_PATHS = ("/admin/", "/documents/")
# They count the requests of one client.
PER_CLIENT_HEADERS = ("RateLimit-Remaining", "RateLimit-Reset")
# The key in `request.META`, and so in the WSGI environ, of a cacheable response's CacheTags.
CACHE_TAGS = "project.caching.cache_tags"
ALLOW_ORIGIN = "Access-Control-Allow-Origin"
# A response with a form is personal.
CSRF_FIELD = b"csrfmiddlewaretoken"


def cache_headers_middleware(get_response):
    """Add Cache-Control, ETag and surrogate keys to cacheable responses; mark others private."""

    def middleware(request):
        if request.method not in ("GET", "HEAD") or request.path.startswith(PRIVATE_PATHS):
            return get_response(request)
        with collect_cache_tags() as cache_tags:
            response = get_response(request)
        if "Cache-Control" in response.headers or response.streaming:
            return response
        if not is_cacheable(request, response, cache_tags):
            return mark_private(response)
        return add_cache_headers(request, response, cache_tags)

    return middleware


def is_cacheable(request, response, cache_tags):
    """Return whether every client gets the same response; errors are never cacheable."""
    if is_identified(request) or response.cookies or CSRF_FIELD in response.content:
        return False
    is_redirect = ("redirects",) in (cache_tags.list_tags or ())
    return response.status_code == HTTPStatus.OK or (
        is_redirect and response.status_code < HTTPStatus.BAD_REQUEST
    )


def is_identified(request):
    """Return whether a request has a token, or a session outside the API."""
    if "Authorization" in request.headers:
        return True
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and not request.path.startswith(API)


def add_cache_headers(request, response, cache_tags):
    """Return a cacheable response, or 304 if the client has it.

    The strong ETag (RFC 9110, 8.8.3) is the digest of the body.
    """
    request.META[CACHE_TAGS] = cache_tags
    keys = get_surrogate_keys(cache_tags)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = build_cache_control(cache_tags)
    response.headers["Surrogate-Key"] = " ".join(keys)
    response.headers["Cache-Tag"] = ",".join(keys)
    for name in PER_CLIENT_HEADERS:
        del response.headers[name]
    conditional = get_conditional_response(request, etag=etag, response=response)
    if ALLOW_ORIGIN in response.headers:
        # A 304 needs it too for a front end on another origin.
        conditional.headers[ALLOW_ORIGIN] = response.headers[ALLOW_ORIGIN]
    return conditional


def build_cache_control(cache_tags):
    return (
        f"public, max-age=0, s-maxage={get_s_maxage(cache_tags)}, "
        f"stale-while-revalidate={STALE_WHILE_REVALIDATE_SECONDS}, "
        f"stale-if-error={STALE_IF_ERROR_SECONDS}"
    )


def get_s_maxage(cache_tags):
    """Return how many seconds shared caches may serve a response without revalidation."""
    seconds = LIVE_RESULT_SECONDS if cache_tags.poll_counts else settings.CACHE_S_MAXAGE
    if not cache_tags.expires_at:
        return seconds
    remaining = int((cache_tags.expires_at - timezone.now()).total_seconds())
    return max(0, min(remaining, seconds))
