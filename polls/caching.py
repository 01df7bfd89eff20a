"""What no cache may keep of polls."""

from django.utils.cache import patch_vary_headers


def keep_private(response):
    """Mark an answer that depends on who asks: no cache but the reader's own may hold it."""
    response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])
    return response
