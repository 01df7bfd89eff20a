"""The `?for=<slug>` URL parameter, the only way in which a URL names an audience."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.encoding import escape_uri_path

from articles.audiences.models import get_audience_by_slug

AUDIENCE_PARAMETER = "for"


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


def redirect_to_audience(request: HttpRequest, audience=None) -> HttpResponseRedirect:
    """Return a redirect to the same URL for an audience, or for no audience."""
    query = request.GET.copy()
    query.pop(AUDIENCE_PARAMETER, None)
    if audience:
        query[AUDIENCE_PARAMETER] = audience.slug
    # `request.path` may be "//other-site.example/", which would redirect to another site.
    path = escape_uri_path("/" + request.path.lstrip("/"))
    url = f"{path}?{query.urlencode()}" if query else path
    return HttpResponseRedirect(url, headers={"Cache-Control": "no-store"})
