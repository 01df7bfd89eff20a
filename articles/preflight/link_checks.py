"""Links in rich text: their words, and whether they lead anywhere."""

import ipaddress
import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page

from articles.body.table_of_contents import make_outline
from articles.prefetch.body_prefetch import as_key

# Said alone, none of these says where a link leads.
EMPTY_WORDS = {
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
SCHEMES = {"http", "https"}
OTHER_SCHEMES = {"mailto", "tel"}


def check_links(page, parts, known):
    anchors = {section.anchor for section in make_outline(page.body).values()}
    for part in parts:
        if isinstance(part.block, blocks.RichTextBlock):
            for link in BeautifulSoup(part.value or "", "html.parser").find_all("a"):
                yield from check_words(part, link)
                yield from check_target(part, link, known, anchors)


def check_words(part, link):
    """A link is often read alone, without the words around it."""
    words = " ".join(link.get_text().split())
    if words.strip(" .,:;!…→»").lower() in EMPTY_WORDS:
        message = f"The link “{words}” does not say where it leads. Link the words that do."
        yield part.finding("link-words", message, about=target_of(link))
    elif re.match(r"(https?://|www\.)\S+$", words, re.IGNORECASE):
        message = f"The link “{words}” is a bare address. Link words that say what is there."
        yield part.finding("link-address", message, about=target_of(link))
    elif not words:
        message = "There is a link without words, which nobody can see. Remove it."
        yield part.finding("link-empty", message, about=target_of(link))


def target_of(link):
    """Return what tells a link's target from others: "page 5", or its address."""
    return f"{link.get('linktype')} {link.get('id')}" if link.get("id") else link.get("href", "")


def check_target(part, link, known, anchors):
    words = " ".join(link.get_text().split())
    match link.get("linktype"):
        case "page":
            target = known.get(Page, as_key(link.get("id")))
            yield from check_readable(part, target, f"The link “{words}”", "page", link)
        case "document":
            target = known.get(get_document_model(), as_key(link.get("id")))
            yield from check_readable(part, target, f"The link “{words}”", "document", link)
        case _:
            yield from check_address(part, link.get("href", ""), words, anchors)


def check_readable(part, target, what, kind, link):
    """Whether readers can open the page or document that something leads to."""
    about = target_of(link)
    if target is None:
        message = f"{what} leads to a {kind} that was deleted. Remove it, or choose another."
        yield part.finding("link-deleted", message, breaks=True, about=about)
    elif not getattr(target, "live", True):
        message = f"{what} leads to “{target.title}”, which is not published. Readers see no link."
        yield part.finding("link-unpublished", message, about=about)
    elif target.is_private:
        message = f"{what} leads to “{target.title}”, which is private. Readers see no link."
        yield part.finding("link-private", message, about=about)


def check_address(part, address, words, anchors):
    if address.startswith("#"):
        if address[1:] not in anchors:
            message = f"The link “{words}” leads to “{address}”, and no section has this address."
            yield part.finding("link-section", message, about=address)
    elif not is_address(address):
        message = f"The link “{words}” leads to “{address}”, which is no address. Write it anew."
        yield part.finding("link-malformed", message, breaks=True, about=address)


def is_address(address):
    """Whether a browser could go there, for all that can be told without asking."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    # Elsewhere, browsers put up with spaces.
    if any(character.isspace() for character in parts.scheme + parts.netloc):
        return False
    if parts.scheme in OTHER_SCHEMES:
        return bool(parts.path)
    if not parts.scheme:
        return address.startswith("/") and (not parts.netloc or is_host(host))
    return parts.scheme in SCHEMES and is_host(host)


def is_host(host):
    """Whether this is a name of the public network, or a number."""
    try:
        return bool(ipaddress.ip_address(host))
    except ValueError:
        return "." in host.strip(".") and ".." not in host
