"""Private attributes of Django's form media."""

from django.forms import Media

from polls.internals import check_internals

ATTRIBUTES = [(Media, "_js"), (Media, "_css")]
check_internals(__name__, ATTRIBUTES)


def get_scripts(media: Media) -> list:
    return media._js


def extend_media(media: Media, *scripts: str) -> Media:
    """Return media with more scripts, which load after its own.

    The sum of two media does not guarantee that order, so the scripts must be in one list. The
    documentation of Wagtail does the same for its blocks.
    """
    return Media(js=[*media._js, *scripts], css=media._css)
