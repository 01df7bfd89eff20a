"""Which requests may get a cached response, and the cache key of each."""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from django.conf import settings

# Personal, streamed, or cached by the server of static files and media.
UNCACHED_PATHS = ("/admin/", "/documents/", "/preview/", "/healthz", "/readyz")
# The API ignores sessions.
API = "/api/"
# The query parameters that pages read. Requests with any other are not cached, since their number
# is unlimited.
CACHED_PARAMETERS = {"for", "page", "q"}
# Added by newsletters and social networks; no page depends on them.
TRACKING_PARAMETERS = ("utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid")
# Sent by a client with a token, or by a voter.
IDENTIFYING_HEADERS = ("HTTP_AUTHORIZATION", "HTTP_POLL_VOTER", "HTTP_POLL_RECEIPT")
# Removed from the request, so that a whole response is cached.
CONDITIONAL_HEADERS = (
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_RANGE",
    "HTTP_IF_RANGE",
)


def normalize_request(environ):
    """Return the WSGI environ of an anonymous request, None if the response may be personal."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or path.startswith(get_uncached_paths()):
        return None
    if any(name in environ for name in IDENTIFYING_HEADERS):
        return None
    is_api = path.startswith(API)
    if not is_api and settings.SESSION_COOKIE_NAME in environ.get("HTTP_COOKIE", ""):
        return None
    query = environ.get("QUERY_STRING", "")
    if query and not is_api and (query := normalize_query(query)) is None:
        return None
    request = environ | {"REQUEST_METHOD": "GET", "QUERY_STRING": query}
    for name in CONDITIONAL_HEADERS:
        request.pop(name, None)
    return request


@cache
def get_uncached_paths():
    return (*UNCACHED_PATHS, settings.STATIC_URL, settings.MEDIA_URL)


def normalize_query(query):
    """Return a query without tracking parameters, None if it has a parameter no page reads."""
    pairs = parse_qsl(query, keep_blank_values=True)
    pairs = [(name, value) for name, value in pairs if not name.startswith(TRACKING_PARAMETERS)]
    return urlencode(pairs) if all(name in CACHED_PARAMETERS for name, _ in pairs) else None


def build_cache_key(request):
    """Return the cache key that all requests with the same response share."""
    proxy = settings.SECURE_PROXY_SSL_HEADER
    parts = (
        get_release_digest(),
        request["wsgi.url_scheme"],
        proxy and request.get(proxy[0]) == proxy[1],
        request.get("HTTP_HOST", ""),
        request["PATH_INFO"],
        request["QUERY_STRING"],
        get_cors_origin(request),
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def get_cors_origin(request):
    """Return the origin that the API's response allows by name, "*" if it allows all, or ""."""
    origin = request.get("HTTP_ORIGIN", "")
    if settings.CORS_ALLOW_ALL_ORIGINS:
        return origin and "*"
    return origin if origin in settings.CORS_ALLOWED_ORIGINS else ""


@cache
def get_release_digest():
    """Return a digest of the code, the templates and the secret key: a release shares no cache."""
    digest = hashlib.sha256(settings.SECRET_KEY.encode())
    for folder in ("project", "home", "articles", "polls", "templates"):
        for path in sorted(Path(settings.BASE_DIR, folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".xml", ".txt"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
