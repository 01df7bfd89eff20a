"""Where an address that is no longer there leads on to, for pages and the API alike."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from articles.visibility import is_public_page
from polls.cache_tags import lists
from project.caching.surrogate_keys import LISTS


def follow_redirects(get_response):
    """Lead on from where nothing is.

    Wagtail's own middleware also tells the address of a page that is a draft or private.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        try:
            found = find_redirect(request, request.get_full_path())
        except Http404:
            return response
        # A page may come to stand here.
        lists(("redirects",), (LISTS,))
        lead = HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect
        return lead(found.link)

    return middleware


def find_redirect(request, path):
    """Return the redirect of a path, with its query or without. Raises Http404 for none."""
    address = Redirect.normalise_path(path, decode_unicode=False)
    found = get_redirect(request, address) or get_redirect(request, urlsplit(address).path)
    if not found or not is_followed(found):
        raise Http404
    return found


def is_followed(redirect):
    """Whether a redirect leads anywhere that readers may know of."""
    page = redirect.redirect_page
    # A page that is in no site has no address.
    return is_public_page(page) and bool(page.url) if page else bool(redirect.redirect_link)
