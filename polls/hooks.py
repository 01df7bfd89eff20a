"""As whom readers come: plain slugs, told by whoever knows the audiences there are.

An app that has audiences registers a function with the hook `register_poll_audiences`; it returns
{slug: name}. A ballot keeps the slug, whatever becomes of the audience.
"""

from wagtail import hooks


def known_audiences():
    """Return {slug: name} of all audiences."""
    audiences = {}
    for function in hooks.get_hooks("register_poll_audiences"):
        audiences |= function()
    return audiences


def as_audience(slug):
    """Return the slug if it is an audience's, "" for any other."""
    return slug if slug and slug in known_audiences() else ""
