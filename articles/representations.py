"""What the API says of a thing a block points at."""

from articles.addresses import absolute


def represent_picture(picture, alt):
    """Return {"alt", "credit", "width", "height", "renditions"}.

    Sizes are in pixels; renditions are {"url", "width", "height"}, narrowest first.
    """
    return {
        "alt": alt,
        "credit": picture.credit,
        "width": picture.width,
        "height": picture.height,
        "renditions": [
            {"url": absolute(rendition.url), "width": rendition.width, "height": rendition.height}
            for rendition in picture.in_size("text")
        ],
    }


def represent_page(page):
    """Return {"title", "url"} of a page that readers can open."""
    return {"title": page.title, "url": page.full_url}


def represent_document(document):
    """Return {"title", "url", "type", "size"}, the size in bytes; None for no document."""
    return document and {
        "title": document.title,
        "url": absolute(document.url),
        "type": document.content_type,
        "size": document.get_file_size(),
    }
