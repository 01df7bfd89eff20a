"""Builds the blocks of a body, a title and a standfirst from the HTML of a document."""

from copy import copy
from uuid import uuid4

from bs4 import BeautifulSoup, Tag
from django.utils.html import escape

from articles.word_import.report import ImportReport
from articles.word_import.rich_text import RichTextConverter, is_note_link
from articles.word_import.tables import convert_table

# The limits of the block fields.
MAX_HEADING_LENGTH, MAX_CAPTION_LENGTH, MAX_QUOTATION_LENGTH = 160, 400, 600
MIN_LEVEL, MAX_LEVEL = 2, 4

LONG_HEADINGS = (
    f"Headings longer than {MAX_HEADING_LENGTH} characters, converted to bold paragraphs"
)
HEADING_LEVELS = "Headings with a new level, because a level was skipped or is below the third"
LINKS = "Links in headings, tables, captions and quotations, converted to plain text"
MISSING_ALT_TEXTS = (
    "Images without alternative text. Describe what each shows, or mark it as decorative"
)
NOTES = "Footnotes and endnotes, converted to a numbered list at the end"


class BlockBuilder:
    """Adds the elements of a document in their order and collects the blocks built from them.

    `texts` has the plain text of each imported element. A figure names its image by its digest.
    """

    def __init__(self, report: ImportReport):
        self.report = report
        self.rich_text = RichTextConverter(report)
        self.title = self.standfirst = ""
        self.blocks: list[dict] = []
        self.texts: list[str] = []
        # Paragraphs and lists that are not in a block yet, and a caption that has no block yet.
        self.paragraphs: list[str] = []
        self.caption = ""

    def build(self, soup: BeautifulSoup) -> None:
        for element in soup.find_all(True, recursive=False):
            self.add_element(element)
            self.add_figures()
        self.flush_caption()
        self.flush_paragraphs()
        self.use_heading_as_title()
        self.normalize_heading_levels()

    def add_element(self, element: Tag) -> None:
        match element.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.add_heading(element)
            case "table":
                self.add_table(element)
            case "blockquote":
                self.add_quotation(element)
            case "ul" | "ol":
                self.add_list(element)
            case _:
                self.add_styled_paragraph(element)

    def add_styled_paragraph(self, element: Tag) -> None:
        match element.get("class", [""])[0]:
            case "title" if not self.title:
                self.title = self.get_plain_text(element)
                self.texts.append(self.title)
            case "standfirst" if not self.standfirst and not self.blocks:
                self.standfirst = self.get_plain_text(element)
                self.texts.append(self.standfirst)
            case "caption":
                self.add_caption(element)
            case _:
                self.add_paragraph(element)

    def get_plain_text(self, element: Tag) -> str:
        """Return an element's text on one line, and report the links that are lost."""
        for link in element.find_all("a", href=True):
            if not is_note_link(link["href"]):
                self.report.add_changed(LINKS, f"{link.get_text()} ({link['href']})")
        self.rich_text.images.extend(element.find_all("img"))
        return get_line(element)

    def add_block(self, block_type: str, value: dict) -> None:
        self.flush_paragraphs()
        value = {**value, "audiences": []}
        self.blocks.append({"type": block_type, "value": value, "id": str(uuid4())})

    def add_paragraph(self, element: Tag) -> None:
        if text := self.rich_text.convert_children(element).strip():
            self.flush_caption()
            self.paragraphs.append(f"<p>{text}</p>")
            self.texts.append(element.get_text())

    def flush_paragraphs(self) -> None:
        """Add one block for consecutive paragraphs and lists."""
        if self.paragraphs:
            paragraphs, self.paragraphs = self.paragraphs, []
            self.add_block("paragraph", {"text": "".join(paragraphs)})

    def add_list(self, element: Tag) -> None:
        self.flush_caption()
        if is_note_link(f"#{element.li.get('id', '')}"):
            self.report.add_changed(NOTES)
            self.add_block("heading", {"text": "Notes", "level": ""})
            for back_link in element.find_all("a", string="↑"):
                back_link.decompose()
        self.paragraphs.append(self.rich_text.convert_list(element))
        self.texts += [item.get_text() for item in element.find_all(["li", "p"])]

    def add_heading(self, element: Tag) -> None:
        if not (text := get_line(element)):
            return
        self.flush_caption()
        self.texts.append(text)
        if len(text) > MAX_HEADING_LENGTH:
            self.report.add_changed(LONG_HEADINGS, text)
            self.paragraphs.append(f"<p><b>{self.rich_text.convert_children(element)}</b></p>")
        else:
            text, level = self.get_plain_text(element), element.name[1]
            self.add_block("heading", {"text": text, "level": level})

    def add_quotation(self, element: Tag) -> None:
        if len(get_line(element)) > MAX_QUOTATION_LENGTH:
            self.add_paragraph(element)
        elif text := self.get_plain_text(element):
            self.flush_caption()
            self.texts.append(text)
            self.add_block("quotation", {"text": text.strip("“”\"' "), "attribution": ""})

    def add_table(self, element: Tag) -> None:
        if value := convert_table(element, self.get_plain_text, self.report):
            table = value["table"]
            table["caption"], self.caption = self.caption, ""
            self.add_block("table", value)
            self.texts += [column["heading"] for column in table["columns"]]
            self.texts += [cell for row in table["rows"] for cell in row["values"]]

    def add_caption(self, element: Tag) -> None:
        """Add a caption to the figure before it, or else to the figure or table after it."""
        self.flush_caption()
        text = self.get_plain_text(element)
        if len(text) > MAX_CAPTION_LENGTH:
            self.add_paragraph(element)
            return
        self.texts.append(text)
        previous = self.blocks[-1] if self.blocks and not self.paragraphs else None
        if previous and previous["type"] == "figure" and not previous["value"]["caption"]:
            previous["value"]["caption"] = text
        else:
            self.caption = text

    def flush_caption(self) -> None:
        """Add a caption without a figure or table as a paragraph."""
        if self.caption:
            text, self.caption = self.caption, ""
            self.paragraphs.append(f"<p>{escape(text)}</p>")

    def add_figures(self) -> None:
        """Add the images of an element after it: rich text cannot contain them."""
        images, self.rich_text.images = self.rich_text.images, []
        for image in {id(image): image for image in images}.values():
            if digest := image.get("src"):
                self.add_figure(digest, image.get("alt", ""))

    def add_figure(self, digest: str, alt_text: str) -> None:
        if not alt_text:
            self.report.add_changed(MISSING_ALT_TEXTS, "An image")
        image = {"image": digest, "alt_text": alt_text, "decorative": False}
        caption, self.caption = self.caption, ""
        self.add_block("figure", {"image": image, "caption": caption, "credit": ""})

    def use_heading_as_title(self) -> None:
        """Use the first heading as the title if there is none. At the top, remove its block."""
        headings = [block for block in self.blocks if block["type"] == "heading"]
        if headings and not self.title:
            self.title = headings[0]["value"]["text"]
            if headings[0] is self.blocks[0]:
                self.blocks.pop(0)

    def normalize_heading_levels(self) -> None:
        """Renumber the levels from 2, without gaps, to 4 at most. "Notes" gets the top level."""
        headings = [block["value"] for block in self.blocks if block["type"] == "heading"]
        levels = [int(heading["level"]) for heading in headings if heading["level"]]
        top_level = min(levels, default=MIN_LEVEL)
        previous_level = MIN_LEVEL - 1
        for heading in headings:
            level = int(heading["level"] or top_level) - top_level + MIN_LEVEL
            allowed_level = min(level, previous_level + 1, MAX_LEVEL)
            if allowed_level != level:
                self.report.add_changed(HEADING_LEVELS, heading["text"])
            heading["level"], previous_level = str(allowed_level), allowed_level


def get_line(element: Tag) -> str:
    """Return an element's text on one line."""
    element = copy(element)
    for node in element.find_all(["p", "li", "br"]):
        node.append(" ")
    return " ".join(element.get_text().split())
