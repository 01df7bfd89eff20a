"""Pictures in templates."""

from urllib.parse import urljoin

from django import template

register = template.Library()


@register.filter
def in_size(picture, size):
    """Return the renditions of a size named in SIZES, narrowest first; none for no picture."""
    return picture.in_size(size) if picture else []


@register.filter
def srcset(renditions):
    """Return the value of `srcset`; a picture narrower than its sizes is named once."""
    widths = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in widths.items())


@register.filter
def absolute(address, page_address):
    """Return an address on the site of the page at `page_address`, which may be None."""
    return urljoin(page_address or "", address)
