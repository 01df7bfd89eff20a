"""Whole addresses, for what is printed or read elsewhere."""

from urllib.parse import urljoin

from wagtail.models import Site


def absolute(address):
    """Return an address of this site with its scheme and host; one that has them is unchanged."""
    return with_root(own_root(), address)


def own_root():
    """Return the scheme and host of this site, "" while there is no site."""
    roots = Site.get_site_root_paths()
    return roots[0].root_url if roots else ""


def with_root(root, address):
    return urljoin(root, address) if root else address
