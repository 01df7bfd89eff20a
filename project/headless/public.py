"""What anyone may read: the pages, files and redirects that no session or token opens."""

from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from articles.prefetch.body_prefetch import with_types
from articles.visibility import private_page
from home.models import AudiencePage


def pages_in_site(roots=None):
    """Return all pages below a front page, and these, with their types and `is_private`.

    `roots` are the paths of front pages, where they are known.
    """
    roots = roots or [root.root_path for root in Site.get_site_root_paths()]
    below = [Q(url_path__startswith=root) for root in roots]
    pages = Page.objects.filter(reduce(or_, below, Q(pk=None))).select_related("locale")
    return with_types(pages).annotate(is_private=private_page())


def public_pages(roots=None):
    """Return the pages that anyone may open, without those that only lead elsewhere."""
    leading_on = AudiencePage.objects.filter(audience=None)
    pages = pages_in_site(roots).live().filter(is_private=False)
    return pages.exclude(pk__in=leading_on.values("pk"))


def followed_redirects():
    """Return the redirects that lead to what anyone may open, or to an address."""
    page = Page.objects.live().exclude(private_page()).filter(pk=OuterRef("redirect_page"))
    to_page = Q(Exists(page))
    to_address = Q(redirect_page=None) & ~Q(redirect_link="")
    return Redirect.objects.filter(to_page | to_address).select_related("redirect_page")
