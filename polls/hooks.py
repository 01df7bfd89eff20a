"""Wagtail hooks through which other apps take part in polls and previews.

`register_poll_audiences` returns {slug: name} of the audiences that a site has. A ballot stores
the slug, even after the audience is deleted.

`render_external_preview` takes the request, the page or poll, and the slug of an audience ("" for
everyone). It returns a response that shows the draft in another front end, or None.
"""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from wagtail import hooks


def get_poll_audiences() -> dict[str, str]:
    """Return {slug: name} of all audiences."""
    audiences: dict[str, str] = {}
    for function in hooks.get_hooks("register_poll_audiences"):
        audiences |= function()
    return audiences


def clean_audience_slug(slug: str) -> str:
    """Return the slug if an audience has it, "" otherwise."""
    return slug if slug and slug in get_poll_audiences() else ""


def render_external_preview(
    request: HttpRequest, instance: Model, audience: str = ""
) -> HttpResponse | None:
    """Return the response of another front end that shows a draft, None to show it here."""
    for function in hooks.get_hooks("render_external_preview"):
        if response := function(request, instance, audience):
            return response
    return None
