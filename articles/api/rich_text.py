"""Rich text for other front ends, in each format that Wagtail's API knows.

In none of them is there a link to what readers cannot open: its text stays, without the link.
Everything linked is looked up in what was loaded with the body; see `articles.prefetch.body_prefetch`.
"""

import re

from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from articles.prefetch.body_prefetch import find, using
from articles.rich_text import FEATURES
from articles.visibility import is_public_file, is_public_page

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
CHECKS = {"page": (Page, is_public_page), "document": (get_document_model(), is_public_file)}


def serialize_text(text, rich_text_format):
    """Return a rich text in a RichTextFormat: HTML, or Markdown as in CommonMark."""
    # One that was written in code, such as the preview of a block, was loaded with nothing.
    with using(getattr(text, "references", None)):
        if rich_text_format in ("html", "markdown"):
            html = without_empty_links(expand_db_html(text.source))
            return html if rich_text_format == "html" else as_markdown(html)
        source = LINK.sub(keep_public, text.source)
    if rich_text_format == "db_html":
        return source
    return as_markdown(LINK.sub(name_reference, source))


def as_markdown(html):
    # Wagtail's converters need all models, and blocks are part of these.
    from wagtail.admin.rich_text.converters.markdown_db import MarkdownConverter

    return MarkdownConverter(FEATURES).from_database_format(html, resolved=True).strip()


def without_empty_links(html):
    """Return HTML in which a link that leads nowhere is its text."""
    return re.sub(r"<a>(.*?)</a>", r"\1", html, flags=re.DOTALL)


def keep_public(link):
    """Return a link of database HTML as it is, or its text if readers cannot open what it names."""
    attributes = dict(ATTRIBUTE.findall(link[1]))
    if (kind := attributes.get("linktype")) not in CHECKS:
        return link[0]
    model, is_public = CHECKS[kind]
    return link[0] if is_public(find(model, [attributes.get("id")])[0]) else link[2]


def name_reference(link):
    """Return a link of database HTML with its reference as an address.

    As Wagtail's Markdown has it; so the converter has nothing to look up.
    """
    attributes = dict(ATTRIBUTE.findall(link[1]))
    if (kind := attributes.get("linktype")) not in CHECKS:
        return link[0]
    return f'<a href="{escape(f"wagtail://{kind}?id={attributes['id']}")}">{link[2]}</a>'
