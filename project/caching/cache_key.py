"""Which requests may be given a kept answer, and which of them are given the same one."""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

# What is for somebody, answers in pieces, or is kept by who serves files.
APART = ("/admin/", "/documents/", "/preview/", "/healthz", "/readyz")
# Here a session counts for nothing.
API = "/api/"
# What pages read of a query. With any other name they are not kept: there is no end of names.
READ = {"for", "page", "q"}
# By these, newsletters and networks follow readers; no page depends on them.
FOLLOWING = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid")
# Who sends these is somebody: with a token, or as a voter.
NAMING = ("HTTP_AUTHORIZATION", "HTTP_POLL_VOTER", "HTTP_POLL_RECEIPT")
# A request for what is kept is asked without these, so that the answer comes whole.
CONDITIONS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
    "HTTP_IF_RANGE",
)


def as_asked_by_anyone(environ):
    """Return the request as everyone's, None where the answer may depend on who asks."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(apart()):
        return None
    if any(name in environ for name in NAMING):
        return None
    of_api = path.startswith(API)
    if not of_api and settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    query = environ.get("QUERY_STRING", "")
    if query and not of_api and (query := read_query(query)) is None:
        return None
    asked = environ | {"REQUEST_METHOD": "GET", "QUERY_STRING": query}
    for name in CONDITIONS:
        asked.pop(name, None)
    return asked


@cache
def apart():
    return (*APART, settings.STATIC_URL, settings.MEDIA_URL)


def read_query(query):
    """Return a query without what follows readers; None for one that pages do not know."""
    pairs = parse_qsl(query, keep_blank_values=True)
    pairs = [(name, value) for name, value in pairs if not name.startswith(FOLLOWING)]
    return urlencode(pairs) if all(name in READ for name, _ in pairs) else None


def address_of(asked):
    """Return the name, for a cache, of all requests that are given the same answer."""
    proxy = settings.SECURE_PROXY_SSL_HEADER
    parts = (
        release(),
        asked["wsgi.url_scheme"],
        proxy and asked.get(proxy[0]) == proxy[1],
        asked.get("HTTP_HOST", ""),
        asked["PATH_INFO"],
        asked["QUERY_STRING"],
        origin_of(asked),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def origin_of(asked):
    """Return the Origin to which the answer of the API is open by name, "*" if to all, or ""."""
    origin = asked.get("HTTP_ORIGIN", "")
    if settings.CORS_ALLOW_ALL_ORIGINS:
        return origin and "*"
    return origin if origin in settings.CORS_ALLOWED_ORIGINS else ""


@cache
def release():
    """Return a digest of the code, the templates and the secret key: others answer otherwise."""
    digest = hashlib.sha256(settings.SECRET_KEY.encode())
    for folder in ("project", "home", "articles", "polls", "templates"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".xml", ".txt"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
