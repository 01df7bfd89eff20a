"""Redirects from old URLs, for pages and the API."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from articles.visibility import is_public_page
from polls.cache_tags import add_list_tag
from project.caching.surrogate_keys import LISTS


def redirect_middleware(get_response):
    """Redirect a request that would get 404.

    Wagtail's own middleware would also reveal the URL of a draft or private page.
    """

    def middleware(request):
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        try:
            redirect = find_redirect(request, request.get_full_path())
        except Http404:
            return response
        # The response must be invalidated when a page is created at this URL.
        add_list_tag(("redirects",), (LISTS,))
        response_class = (
            HttpResponsePermanentRedirect if redirect.is_permanent else HttpResponseRedirect
        )
        return response_class(redirect.link)

    return middleware


def find_redirect(request: HttpRequest, path: str) -> Redirect:
    """Return the redirect for a path with its query, or without it. Raises Http404."""
    path = Redirect.normalise_path(path, decode_unicode=False)
    redirect = get_redirect(request, path) or get_redirect(request, urlsplit(path).path)
    if not redirect or not has_public_target(redirect):
        raise Http404
    return redirect


def has_public_target(redirect: Redirect) -> bool:
    page = redirect.redirect_page
    # A page outside every site has no URL.
    return is_public_page(page) and bool(page.url) if page else bool(redirect.redirect_link)
