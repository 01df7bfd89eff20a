"""Whole addresses, for what is printed or read elsewhere."""

from urllib.parse import urljoin

from wagtail.models import Site


def absolute(address):
    """Return an address of this site with its scheme and host; one that has them is unchanged."""
    roots = Site.get_site_root_paths()
    return urljoin(roots[0].root_url, address) if roots else address
