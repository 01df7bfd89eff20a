"""The `?for=<slug>` URL parameter, the only way in which a URL names an audience."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import escape_uri_path

from articles.audiences.models import Audience, get_audience_by_slug

AUDIENCE_PARAMETER = "for"
# The admin and the API have parameters of their own.
EXCLUDED_PREFIXES = ("/admin/", "/api/")


def audience_middleware(get_response: Callable) -> Callable:
    """Set `request.audience` from `?for=`; redirect if that names no audience."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(EXCLUDED_PREFIXES):
            return get_response(request)
        return set_request_audience(request) or get_response(request)

    return middleware


def set_request_audience(request: HttpRequest) -> HttpResponseRedirect | None:
    """Set `request.audience` to the audience of the URL, or to None.

    If the parameter does not name exactly one current audience, returns an uncacheable redirect to
    the URL with the current slug of that audience, or to the URL without the parameter.
    """
    request.audience = None
    slugs = request.GET.getlist(AUDIENCE_PARAMETER)
    if not slugs:
        return None
    audience = get_audience_by_slug(slugs[0]) if len(slugs) == 1 else None
    if audience and audience.slug == slugs[0]:
        request.audience = audience
        return None
    return redirect_to_audience(request, audience)


def redirect_to_audience(
    request: HttpRequest, audience: Audience | None = None
) -> HttpResponseRedirect:
    """Return a redirect to the same URL for an audience, or for no audience."""
    query = request.GET.copy()
    query.pop(AUDIENCE_PARAMETER, None)
    if audience:
        query[AUDIENCE_PARAMETER] = audience.slug
    # `request.path` may be "//other-site.example/", which would redirect to another site.
    path = escape_uri_path("/" + request.path.lstrip("/"))
    url = f"{path}?{query.urlencode()}" if query else path
    return HttpResponseRedirect(url, headers={"Cache-Control": "no-store"})
