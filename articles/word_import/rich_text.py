"""HTML of a document as rich text, with what the site's rich text may hold and nothing else."""

from urllib.parse import urlsplit

from bs4 import NavigableString
from django.utils.html import escape

from articles.word_import.html import PREFIX

LINKS = "Links that lead nowhere outside the document, or that are not safe: their text is there"
STRUCK = "Struck-through text stands as plain text: delete it if it is not meant"
UNDERLINED = "Underlined text stands without the line"
TAGS = {"strong": "b", "em": "i", "sup": "sup", "sub": "sub"}
SCHEMES = ("http", "https", "mailto", "tel")


class RichText:
    """Writes elements as rich text, and keeps the pictures that it meets in `pictures`."""

    def __init__(self, report):
        self.report, self.pictures = report, []

    def write(self, node):
        """Return the rich text of an element's children."""
        return "".join(map(self.write_one, node.children))

    def write_one(self, node):
        if isinstance(node, NavigableString):
            return escape(" ".join(node.split("\t")))
        match node.name:
            case "br":
                return "<br/>"
            case "img":
                self.pictures.append(node)
                return ""
            case "input":
                return "☑" if node.has_attr("checked") else "☐"
            case "ul" | "ol":
                return self.write_list(node)
        text = self.write(node)
        if node.name == "a":
            return self.write_link(node, text)
        if node.name in ("s", "u"):
            self.report.change(STRUCK if node.name == "s" else UNDERLINED, node.get_text())
        tag = TAGS.get(node.name)
        return f"<{tag}>{text}</{tag}>" if tag and text else text

    def write_link(self, node, text):
        address = node.get("href", "").strip()
        if not text or not address or is_note(address):
            return text
        if not is_safe(address):
            self.report.change(LINKS, f"{node.get_text()} ({address})")
            return text
        return f'<a href="{escape(address)}">{text}</a>'

    def write_list(self, node):
        """Return a list; the paragraphs of one item are lines in it."""
        items = node.find_all("li", recursive=False)
        return f"<{node.name}>{''.join(map(self.write_item, items))}</{node.name}>"

    def write_item(self, item):
        lines, lists = [""], ""
        for child in item.children:
            if child.name in ("ul", "ol"):
                lists += self.write_list(child)
            elif child.name == "p":
                lines += [self.write(child), ""]
            else:
                lines[-1] += self.write_one(child)
        text = "<br/>".join(line for line in map(str.strip, lines) if line)
        return f"<li>{text}{lists}</li>"


def is_note(address):
    """Whether a link leads to a note of the document, or back from it."""
    return address.startswith((f"#{PREFIX}footnote-", f"#{PREFIX}endnote-"))


def is_safe(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.scheme in ("mailto", "tel"))
