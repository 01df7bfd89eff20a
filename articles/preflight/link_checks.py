"""Checks of the links in rich text: their words and their targets."""

import ipaddress
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.body.table_of_contents import build_table_of_contents
from articles.prefetch.body_prefetch import parse_primary_key
from articles.preflight.body_walk import BodyPart
from articles.preflight.issue import Issue
from articles.preflight.lookups import Lookups

# Link text that does not describe the target when read without its context.
UNINFORMATIVE_WORDS = {
    "click",
    "click here",
    "details",
    "download",
    "find out more",
    "follow this link",
    "here",
    "learn more",
    "link",
    "more",
    "more here",
    "read",
    "read here",
    "read more",
    "see here",
    "this",
    "this link",
    "this page",
}
HOST_SCHEMES = {"http", "https"}
PATH_SCHEMES = {"mailto", "tel"}

NOT_PUBLISHED = "Readers see no link. Publish the page, or choose another target."
PRIVATE = "Readers see no link. Choose a public target, or remove the link."


def check_links(page: Page, parts: list[BodyPart], lookups: Lookups) -> Iterator[Issue]:
    anchors = {entry.anchor for entry in build_table_of_contents(page.body).values()}
    for part in parts:
        if isinstance(part.block, blocks.RichTextBlock):
            for link in BeautifulSoup(part.value or "", "html.parser").find_all("a"):
                yield from check_link_text(part, link)
                yield from check_link_target(part, link, lookups, anchors)


def check_link_text(part: BodyPart, link: Tag) -> Iterator[Issue]:
    """Check that a link describes its target: screen readers list links without their context."""
    words, subject = get_link_text(link), get_link_target(link)
    if words.strip(" .,:;!…→»").lower() in UNINFORMATIVE_WORDS:
        message = f"The link “{words}” does not describe its target. Link more specific words."
        yield part.build_issue("link-words", message, subject=subject)
    elif re.match(r"(https?://|www\.)\S+$", words, re.IGNORECASE):
        message = f"The text of the link “{words}” is a URL. Link words that describe the page."
        yield part.build_issue("link-bare-url", message, subject=subject)
    elif not words:
        message = "A link has no text, so readers cannot see it. Remove it."
        yield part.build_issue("link-empty", message, subject=subject)


def get_link_text(link: Tag) -> str:
    return " ".join(link.get_text().split())


def get_link_target(link: Tag) -> str:
    """Return what a link points to: "page 5", "document 5" or a URL."""
    return f"{link.get('linktype')} {link.get('id')}" if link.get("id") else link.get("href", "")


def check_link_target(
    part: BodyPart, link: Tag, lookups: Lookups, anchors: set[str]
) -> Iterator[Issue]:
    link_type = link.get("linktype")
    model = {"page": Page, "document": get_document_model()}.get(link_type)
    if model:
        target = lookups.get(model, parse_primary_key(link.get("id")))
        yield from check_linked_object(part, link, target, link_type)
    else:
        yield from check_url(part, link, anchors)


def check_linked_object(part: BodyPart, link: Tag, target: Any, label: str) -> Iterator[Issue]:
    start, subject = f"The link “{get_link_text(link)}” points to", get_link_target(link)
    if target is None:
        message = f"{start} a {label} that was deleted. Remove it, or choose another {label}."
        yield part.build_issue("link-deleted", message, is_blocking=True, subject=subject)
    elif not getattr(target, "live", True):
        message = f"{start} “{target.title}”, which is not published. {NOT_PUBLISHED}"
        yield part.build_issue("link-unpublished", message, subject=subject)
    elif target.is_private:
        message = f"{start} “{target.title}”, which is private. {PRIVATE}"
        yield part.build_issue("link-private", message, subject=subject)


def check_url(part: BodyPart, link: Tag, anchors: set[str]) -> Iterator[Issue]:
    url = link.get("href", "")
    start = f"The link “{get_link_text(link)}” points to “{url}”,"
    if url.startswith("#"):
        if url[1:] not in anchors:
            message = f"{start} but this page has no such section. Choose another target."
            yield part.build_issue("link-section", message, subject=url)
    elif not is_valid_url(url):
        message = f"{start} which is not a valid URL. Correct it."
        yield part.build_issue("link-malformed", message, is_blocking=True, subject=url)


def is_valid_url(url: str) -> bool:
    """Whether a browser could open this URL. Checks its form only and sends no request."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    # Browsers encode spaces in a path or a query, but not in a scheme or a host.
    if any(character.isspace() for character in parts.scheme + parts.netloc):
        return False
    if parts.scheme in PATH_SCHEMES:
        return bool(parts.path)
    if not parts.scheme:
        return url.startswith("/") and (not parts.netloc or is_public_host(host))
    return parts.scheme in HOST_SCHEMES and is_public_host(host)


def is_public_host(host: str) -> bool:
    """Whether this is an IP address, or a host name with a dot."""
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return "." in host.strip(".") and ".." not in host
