"""Querysets of public pages and redirects, regardless of the session or token of a request."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from articles.prefetch.body_prefetch import annotate_content_types
from articles.visibility import build_private_page_condition
from home.models import AudiencePage


def get_pages_in_site(root_paths: Sequence[str] | None = None) -> QuerySet[Page]:
    """Return the home pages and all pages below, annotated with their types and `is_private`.

    `root_paths` are the URL paths of the home pages, if they are loaded already.
    """
    root_paths = root_paths or [root.root_path for root in Site.get_site_root_paths()]
    conditions = [Q(url_path__startswith=root_path) for root_path in root_paths]
    pages = Page.objects.filter(reduce(or_, conditions, Q(pk=None))).select_related("locale")
    return annotate_content_types(pages).annotate(is_private=build_private_page_condition())


def get_public_api_pages(root_paths: Sequence[str] | None = None) -> QuerySet[Page]:
    """Return the public pages, without audience pages that redirect for lack of an audience."""
    redirecting_pages = AudiencePage.objects.filter(audience=None)
    pages = get_pages_in_site(root_paths).live().filter(is_private=False)
    return pages.exclude(pk__in=redirecting_pages.values("pk"))


def get_public_redirects() -> QuerySet[Redirect]:
    """Return the redirects to public pages and to URLs."""
    public_pages = Page.objects.live().exclude(build_private_page_condition())
    to_page = Q(Exists(public_pages.filter(pk=OuterRef("redirect_page"))))
    to_url = Q(redirect_page=None) & ~Q(redirect_link="")
    return Redirect.objects.filter(to_page | to_url).select_related("redirect_page")
