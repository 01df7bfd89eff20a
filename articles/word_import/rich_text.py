"""Converts HTML of a document to rich text, limited to the elements of the site's rich text."""

from urllib.parse import urlsplit

from bs4 import NavigableString, PageElement, Tag
from django.utils.html import escape

from articles.word_import.html import ID_PREFIX
from articles.word_import.report import ImportReport

LINKS = (
    "Links without a target outside the document, or with an unsafe one, converted to plain text"
)
STRUCK_THROUGH = (
    "Struck-through text, converted to plain text. Delete it if it is not meant for readers"
)
UNDERLINED = "Underlines of text, removed"
TAGS = {"strong": "b", "em": "i", "sup": "sup", "sub": "sub"}
SCHEMES = ("http", "https", "mailto", "tel")


class RichTextConverter:
    """Converts elements to rich text, and collects their `img` elements in `images`."""

    def __init__(self, report: ImportReport):
        self.report = report
        self.images: list[Tag] = []

    def convert_children(self, element: Tag) -> str:
        return "".join(map(self.convert, element.children))

    def convert(self, node: PageElement) -> str:
        if isinstance(node, NavigableString):
            return escape(" ".join(node.split("\t")))
        match node.name:
            case "br":
                return "<br/>"
            case "img":
                self.images.append(node)
                return ""
            case "input":
                return "☑" if node.has_attr("checked") else "☐"
            case "ul" | "ol":
                return self.convert_list(node)
            case "a":
                return self.convert_link(node)
        return self.convert_inline(node)

    def convert_inline(self, element: Tag) -> str:
        text = self.convert_children(element)
        if element.name in ("s", "u"):
            message = STRUCK_THROUGH if element.name == "s" else UNDERLINED
            self.report.add_changed(message, element.get_text())
        tag = TAGS.get(element.name)
        return f"<{tag}>{text}</{tag}>" if tag and text else text

    def convert_link(self, link: Tag) -> str:
        text, url = self.convert_children(link), link.get("href", "").strip()
        if not text or not url or is_note_link(url):
            return text
        if not is_safe_url(url):
            self.report.add_changed(LINKS, f"{link.get_text()} ({url})")
            return text
        return f'<a href="{escape(url)}">{text}</a>'

    def convert_list(self, element: Tag) -> str:
        items = element.find_all("li", recursive=False)
        return f"<{element.name}>{''.join(map(self.convert_item, items))}</{element.name}>"

    def convert_item(self, item: Tag) -> str:
        """Return a list item, in which the paragraphs are separated by line breaks."""
        lines, lists = [""], ""
        for child in item.children:
            if child.name in ("ul", "ol"):
                lists += self.convert_list(child)
            elif child.name == "p":
                lines += [self.convert_children(child), ""]
            else:
                lines[-1] += self.convert(child)
        text = "<br/>".join(line for line in map(str.strip, lines) if line)
        return f"<li>{text}{lists}</li>"


def is_note_link(url: str) -> bool:
    """Whether a link points to a note of the document, or from a note back to the text."""
    return url.startswith((f"#{ID_PREFIX}footnote-", f"#{ID_PREFIX}endnote-"))


def is_safe_url(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.scheme in ("mailto", "tel"))
