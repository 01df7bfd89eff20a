"""Where a preview link leads."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse

from articles.absolute_urls import absolute
from project.headless.preview.targets import kind_of, model_of

PRIVATE = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def front_end_origin():
    """Return the scheme and host of the front end that shows drafts, "" if there is none."""
    parts = urlsplit(settings.HEADLESS_PREVIEW_URL)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def address_of(link, **more):
    """Return the whole address of a link: of the other front end, if there is one, or of ours."""
    page = settings.HEADLESS_PREVIEW_URL
    if not page:
        return f"{absolute(reverse('preview'))}?{urlencode({'token': link.token})}"
    query = {"token": link.token, "kind": kind_of(model_of(link)), "locale": link.locale}
    query |= {"audience": link.audience} if link.audience else {}
    return f"{page}{'&' if '?' in page else '?'}{urlencode(query | more)}"


def keep_private(response):
    """Return the response, kept by nobody, found by no search, and told to no other site."""
    for name, value in PRIVATE.items():
        response.headers[name] = value
    return response


def allow_front_end(response):
    """Return the response, as one that pages of the front end may read."""
    if origin := front_end_origin():
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
