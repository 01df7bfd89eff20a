"""Template filters for images."""

from urllib.parse import urljoin

from django import template

register = template.Library()


@register.filter
def get_renditions_for_size(image, size):
    """Return the renditions of a size in IMAGE_SIZES, narrowest first; [] without an image."""
    return image.get_renditions_for_size(size) if image else []


@register.filter
def srcset(renditions):
    """Return the value of the `srcset` attribute.

    An image narrower than its sizes has several renditions of one width, which is listed once.
    """
    urls = {rendition.width: rendition.url for rendition in renditions}
    return ", ".join(f"{url} {width}w" for width, url in urls.items())


@register.filter
def resolve_url(url, page_url):
    """Return an absolute URL, relative to the page at `page_url`, which may be None."""
    return urljoin(page_url or "", url)
