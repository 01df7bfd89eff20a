"""Where drafts are shown instead of here, told by whoever knows of such a place.

An app that shows them elsewhere registers a function with the hook `show_preview_elsewhere`; it
takes the request, the page or poll, and an audience's slug ("" for everyone), and returns a
response, or None to leave it to this site.
"""

from wagtail import hooks


def preview_elsewhere(request, previewed, audience=""):
    """Return a response that leads to where a draft is shown, None where that is here."""
    functions = hooks.get_hooks("show_preview_elsewhere")
    answers = (function(request, previewed, audience) for function in functions)
    return next((answer for answer in answers if answer), None)
