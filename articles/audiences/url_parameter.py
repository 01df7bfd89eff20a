"""As which audience an address is read: `?for=<slug>` at its end, and nothing else."""

from django.http import HttpResponseRedirect
from django.utils.encoding import escape_uri_path

from articles.audiences.models import find_audience

PARAMETER = "for"


def read_audience(request):
    """Set `request.audience` to the audience an address names, None for everyone.

    Returns a redirect, which no cache keeps, where the address names none there is: to the same
    address without it, or with the slug that the audience has now.
    """
    request.audience = None
    named = request.GET.getlist(PARAMETER)
    if not named:
        return None
    audience = find_audience(named[0]) if len(named) == 1 else None
    if audience and audience.slug == named[0]:
        request.audience = audience
        return None
    return lead_to(request, audience)


def lead_to(request, audience=None):
    """Return a redirect to the same address as an audience reads it, or as everyone does."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    if audience:
        query[PARAMETER] = audience.slug
    # Not `request.path`: "//elsewhere.example/" would lead to another site.
    path = escape_uri_path("/" + request.path.lstrip("/"))
    address = f"{path}?{query.urlencode()}" if query else path
    return HttpResponseRedirect(address, headers={"Cache-Control": "no-store"})
