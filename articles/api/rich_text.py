"""Rich text in each format that Wagtail's API knows, without links to content that is not public.

Links are resolved from the objects prefetched with the body: `articles.prefetch.body_prefetch`.
"""

import re

from django.utils.html import escape
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from articles.api.parameters import RichTextFormat
from articles.fields import RICH_TEXT_FEATURES
from articles.prefetch.body_prefetch import get_prefetched, use_prefetched_objects
from articles.visibility import is_public_document, is_public_page

LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
LINK_WITHOUT_HREF = re.compile(r"<a>(.*?)</a>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
VISIBILITY_CHECKS = {
    "page": (Page, is_public_page),
    "document": (get_document_model(), is_public_document),
}


def render_rich_text(text: RichText, rich_text_format: RichTextFormat) -> str:
    """Return a rich text in one of the formats; a link that is not public becomes its text."""
    # The text of a block preview is written in code and has no prefetched objects.
    with use_prefetched_objects(getattr(text, "prefetched_objects", None)):
        if rich_text_format in ("html", "markdown"):
            html = LINK_WITHOUT_HREF.sub(r"\1", expand_db_html(text.source))
            return html if rich_text_format == "html" else convert_to_markdown(html)
        source = LINK.sub(remove_private_link, text.source)
    if rich_text_format == "db_html":
        return source
    return convert_to_markdown(LINK.sub(replace_reference_by_url, source))


def convert_to_markdown(html: str) -> str:
    # Wagtail's converters import models, which import the blocks that import this module.
    from wagtail.admin.rich_text.converters.markdown_db import MarkdownConverter

    return MarkdownConverter(RICH_TEXT_FEATURES).from_database_format(html, resolved=True).strip()


def remove_private_link(link: re.Match[str]) -> str:
    """Return a link in database HTML unchanged, or only its text if its target is not public."""
    attributes = dict(ATTRIBUTE.findall(link[1]))
    if (link_type := attributes.get("linktype")) not in VISIBILITY_CHECKS:
        return link[0]
    model, is_public = VISIBILITY_CHECKS[link_type]
    return link[0] if is_public(get_prefetched(model, [attributes.get("id")])[0]) else link[2]


def replace_reference_by_url(link: re.Match[str]) -> str:
    """Return a link in database HTML with its reference as a `wagtail://` URL.

    Wagtail's Markdown uses these URLs; given as an href, the converter has nothing to look up.
    """
    attributes = dict(ATTRIBUTE.findall(link[1]))
    if (link_type := attributes.get("linktype")) not in VISIBILITY_CHECKS:
        return link[0]
    url = escape(f"wagtail://{link_type}?id={attributes['id']}")
    return f'<a href="{url}">{link[2]}</a>'
