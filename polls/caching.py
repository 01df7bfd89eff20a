"""What a cache may keep of polls, and for how long."""

import hashlib

from django.conf import settings
from django.utils.cache import get_conditional_response, patch_vary_headers

# Behind a CDN an open result is asked for about once in this many seconds, however many read it.
SECONDS = 5
STALE_SECONDS = 30


def share(request, response, seconds=SECONDS, *, of_session=True):
    """Let any cache keep an answer that is the same for all; answer 304 to who has it.

    The strong ETag (RFC 9110, 8.8.3) is the digest of the body. Whoever is signed in may be shown
    more on a page, such as Wagtail's bar, which is for no cache; an answer for which a session
    counts for nothing is not `of_session`.
    """
    if of_session and settings.SESSION_COOKIE_NAME in request.COOKIES:
        return keep_private(response)
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response.headers["Cache-Control"] = (
        f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={STALE_SECONDS}"
    )
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)


def keep_private(response):
    """Mark an answer that depends on who asks: no cache but the reader's own may hold it."""
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response
