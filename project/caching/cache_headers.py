"""What caches may keep of the answers of this site, by their headers."""

import hashlib
from http import HTTPStatus

from django.conf import settings
from django.utils import timezone
from django.utils.cache import get_conditional_response

from polls.cache_tags import collect
from polls.caching import keep_private
from project.caching.cache_key import API
from project.caching.surrogate_keys import keys_of

# A cache may give an answer that has just become old while it asks for the new one, and one of the
# day before while the site is down.
STALE_SECONDS = 1
STALE_IF_DOWN_SECONDS = 24 * 60 * 60
# A result that changes with every ballot is asked for as often, however many read it.
COUNTED_SECONDS = 5
# Staff and signed-in people; what they are shown is for no cache.
APART = ("/admin/", "/documents/")
# They count the requests of whoever came first.
OF_ONE_CLIENT = ("RateLimit-Remaining", "RateLimit-Reset")
# Where a request has what its answer depends on, once it turned out to be for everyone.
DEPENDENCIES = "project.caching.dependencies"
ALLOWED = "Access-Control-Allow-Origin"
# It stands in a form, which is for one reader alone.
FORM = b"csrfmiddlewaretoken"


def mark_for_caches(get_response):
    """Say of each answer who may keep it, for how long, and by which surrogate keys."""

    def middleware(request):
        if request.method not in ("GET", "HEAD") or request.path.startswith(APART):
            return get_response(request)
        with collect() as dependencies:
            response = get_response(request)
        if "Cache-Control" in response.headers or response.streaming:
            return response
        if not is_for_everyone(request, response, dependencies):
            return keep_private(response)
        return share(request, response, dependencies)

    return middleware


def is_for_everyone(request, response, dependencies):
    """Whether anyone else would be given the same answer; errors never hold for long."""
    if is_somebody(request) or response.cookies or FORM in response.content:
        return False
    is_redirect = ("redirects",) in (dependencies.lists or ())
    return response.status_code == HTTPStatus.OK or (
        is_redirect and response.status_code < HTTPStatus.BAD_REQUEST
    )


def is_somebody(request):
    """Whether a request comes with a token, or with a session where that counts."""
    if "Authorization" in request.headers:
        return True
    in_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return in_session and not request.path.startswith(API)


def share(request, response, dependencies):
    """Let any cache keep an answer; answer 304 to who has it.

    The strong ETag (RFC 9110, 8.8.3) is the digest of the body.
    """
    request.META[DEPENDENCIES] = dependencies
    keys = keys_of(dependencies)
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = (
        f"public, max-age=0, s-maxage={seconds_of(dependencies)}, "
        f"stale-while-revalidate={STALE_SECONDS}, stale-if-error={STALE_IF_DOWN_SECONDS}"
    )
    response.headers["Surrogate-Key"] = " ".join(keys)
    response.headers["Cache-Tag"] = ",".join(keys)
    for name in OF_ONE_CLIENT:
        del response.headers[name]
    answer = get_conditional_response(request, etag=etag, response=response)
    if ALLOWED in response.headers:
        # A browser that has the answer asks for a front end of another origin, too.
        answer.headers[ALLOWED] = response.headers[ALLOWED]
    return answer


def seconds_of(dependencies):
    """Return how long an answer holds while nobody changes what it shows."""
    seconds = COUNTED_SECONDS if dependencies.counts else settings.SHARED_SECONDS
    if not dependencies.until:
        return seconds
    left = int((dependencies.until - timezone.now()).total_seconds())
    return max(0, min(left, seconds))
