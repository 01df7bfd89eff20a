"""Template tags and filters of polls."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from polls.context import build_poll_context

register = template.Library()
register.simple_tag(build_poll_context)

# The characters that could end the script element, as in Django's json_script.
JSON_SCRIPT_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def json_ld_script(data: dict[str, Any]) -> SafeString:
    """Return JSON-LD in a script element."""
    text = json.dumps(data, ensure_ascii=False).translate(JSON_SCRIPT_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.filter
def group_by_option(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Return [{"label", "cells"}] of a result by audience, with one cell for each audience."""
    return [
        {
            "label": option["label"],
            "cells": [audience["options"][index] for audience in result["audiences"]],
        }
        for index, option in enumerate(result["options"])
    ]
