"""URLs of preview links, and headers that let the external front end read drafts."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from polls.http import build_absolute_url
from project.headless.models import PreviewLink
from project.headless.preview.targets import get_preview_kind, get_previewed_model

PREVIEW_HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


def get_front_end_origin() -> str:
    """Return the scheme and host of the external front end; "" without one."""
    parts = urlsplit(settings.PREVIEW_URL)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def build_preview_url(link: PreviewLink, **parameters: str) -> str:
    """Return the absolute URL of a link: on the external front end if there is one, or here."""
    front_end_url = settings.PREVIEW_URL
    if not front_end_url:
        return f"{build_absolute_url(reverse('preview'))}?{urlencode({'token': link.token})}"
    query = {
        "token": link.token,
        "kind": get_preview_kind(get_previewed_model(link)),
        "locale": link.locale,
    }
    query |= {"audience": link.audience} if link.audience else {}
    separator = "&" if "?" in front_end_url else "?"
    return f"{front_end_url}{separator}{urlencode(query | parameters)}"


def add_preview_headers(response: HttpResponse) -> HttpResponse:
    """Forbid caches to store a preview, search engines to index it, and referrers from it."""
    for name, value in PREVIEW_HEADERS.items():
        response.headers[name] = value
    return response


def allow_front_end(response: HttpResponse) -> HttpResponse:
    """Allow scripts of the external front end to read the response, and return it."""
    if origin := get_front_end_origin():
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
