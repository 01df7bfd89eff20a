"""Polls in templates."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from polls import context

register = template.Library()
register.simple_tag(context.show_poll)

# As Django's json_script: what could end the script element is written as an escape.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.filter
def as_script(data):
    """Return JSON-LD in an element of its own."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(text))


@register.filter
def by_option(result):
    """Return a result by audience the other way round: [{"label", "cells"}], a cell an audience."""
    return [
        {"label": row["label"], "cells": [each["options"][at] for each in result["audiences"]]}
        for at, row in enumerate(result["options"])
    ]
