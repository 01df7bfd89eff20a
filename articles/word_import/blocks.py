"""The HTML of a document as the blocks of a body, with a title and a standfirst."""

from copy import copy
from uuid import uuid4

from django.utils.html import escape

from articles.word_import.rich_text import RichText, is_note
from articles.word_import.tables import make_table

# What the fields of the blocks hold.
HEADING, CAPTION, QUOTATION = 160, 400, 600
DEEPEST = 4

LONG_HEADINGS = f"Headings longer than {HEADING} characters are paragraphs in bold"
LEVELS = "Headings whose level was changed, so that none is skipped and none below the third"
PLAIN = "Links in headings, tables, captions and quotations: their text is there, as plain text"
NO_ALT = "Pictures without alternative text: say what they show, or mark them as decoration"
NOTES = "Footnotes and endnotes are a numbered list at the end, and numbers in brackets in the text"


class Composer:
    """Takes the elements of a document in their order and keeps the blocks that they make.

    `texts` are the words of all that was made; a figure names its picture by its digest.
    """

    def __init__(self, report):
        self.report = report
        self.text = RichText(report)
        self.title = self.standfirst = ""
        self.blocks, self.paragraphs, self.texts = [], [], []
        self.caption = ""

    def compose(self, soup):
        for element in soup.find_all(True, recursive=False):
            self.take(element)
            self.add_figures()
        self.close_caption()
        self.close_paragraphs()
        self.find_title()
        self.set_levels()
        return self

    def find_title(self):
        """Without a paragraph that is the title, the first heading is; one at the top moves."""
        headings = [block for block in self.blocks if block["type"] == "heading"]
        if headings and not self.title:
            self.title = headings[0]["value"]["text"]
            if headings[0] is self.blocks[0]:
                self.blocks.pop(0)

    def take(self, element):
        kind = element.get("class", [""])[0]
        match element.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self.take_heading(element)
            case "table":
                self.take_table(element)
            case "blockquote":
                self.take_quotation(element)
            case "ul" | "ol":
                self.take_list(element)
            case _ if kind == "title" and not self.title:
                self.title = self.plain(element)
                self.texts.append(self.title)
            case _ if kind == "standfirst" and not self.standfirst and not self.blocks:
                self.standfirst = self.plain(element)
                self.texts.append(self.standfirst)
            case _ if kind == "caption":
                self.take_caption(element)
            case _:
                self.take_paragraph(element)

    def plain(self, element):
        """Return an element's text on one line, and report the links that it loses."""
        for link in element.find_all("a", href=True):
            if not is_note(link["href"]):
                self.report.change(PLAIN, f"{link.get_text()} ({link['href']})")
        self.text.pictures.extend(element.find_all("img"))
        return words_of(element)

    def add(self, kind, value):
        self.close_paragraphs()
        self.blocks.append({"type": kind, "value": {**value, "audiences": []}, "id": str(uuid4())})

    def take_paragraph(self, element):
        if text := self.text.write(element).strip():
            self.close_caption()
            self.paragraphs.append(f"<p>{text}</p>")
            self.texts.append(element.get_text())

    def close_paragraphs(self):
        """Make one block of the paragraphs and lists that follow each other."""
        if self.paragraphs:
            paragraphs, self.paragraphs = self.paragraphs, []
            self.add("paragraph", {"text": "".join(paragraphs)})

    def take_list(self, element):
        self.close_caption()
        if is_note(f"#{element.li.get('id', '')}"):
            self.report.change(NOTES)
            self.add("heading", {"text": "Notes", "level": ""})
            for back in element.find_all("a", string="↑"):
                back.decompose()
        self.paragraphs.append(self.text.write_list(element))
        self.texts += [item.get_text() for item in element.find_all(["li", "p"])]

    def take_heading(self, element):
        if not (words := words_of(element)):
            return
        self.close_caption()
        self.texts.append(words)
        if len(words) > HEADING:
            self.report.change(LONG_HEADINGS, words)
            self.paragraphs.append(f"<p><b>{self.text.write(element)}</b></p>")
        else:
            self.add("heading", {"text": self.plain(element), "level": element.name[1]})

    def take_quotation(self, element):
        if len(words_of(element)) > QUOTATION:
            self.take_paragraph(element)
        elif text := self.plain(element):
            self.close_caption()
            self.texts.append(text)
            self.add("quotation", {"text": text.strip("“”\"' "), "attribution": ""})

    def take_table(self, element):
        if table := make_table(element, self.plain, self.report):
            table["table"]["caption"], self.caption = self.caption, ""
            self.add("table", table)
            self.texts += [each["heading"] for each in table["table"]["columns"]]
            self.texts += [cell for row in table["table"]["rows"] for cell in row["values"]]

    def take_caption(self, element):
        """A caption belongs to the picture before it, or to the table after it."""
        self.close_caption()
        text = self.plain(element)
        if len(text) > CAPTION:
            self.take_paragraph(element)
            return
        self.texts.append(text)
        last = self.blocks[-1] if self.blocks and not self.paragraphs else None
        if last and last["type"] == "figure" and not last["value"]["caption"]:
            last["value"]["caption"] = text
        else:
            self.caption = text

    def close_caption(self):
        """A caption of nothing is a paragraph."""
        if self.caption:
            text, self.caption = self.caption, ""
            self.paragraphs.append(f"<p>{escape(text)}</p>")

    def add_figures(self):
        """Set the pictures of an element after it, as they have no place in a text."""
        pictures, self.text.pictures = self.text.pictures, []
        for picture in {id(picture): picture for picture in pictures}.values():
            if digest := picture.get("src"):
                alt = picture.get("alt", "")
                if not alt:
                    self.report.change(NO_ALT, "A picture")
                shown = {"image": digest, "alt_text": alt, "decorative": False}
                caption, self.caption = self.caption, ""
                self.add("figure", {"picture": shown, "caption": caption, "credit": ""})

    def set_levels(self):
        """Begin the headings' levels at 2, skip none, and end at 4; that of the notes has none."""
        headings = [block["value"] for block in self.blocks if block["type"] == "heading"]
        highest = min((int(each["level"]) for each in headings if each["level"]), default=2)
        above = 1
        for each in headings:
            level = int(each["level"] or highest) - highest + 2
            allowed = min(level, above + 1, DEEPEST)
            if allowed != level:
                self.report.change(LEVELS, each["text"])
            each["level"], above = str(allowed), allowed


def words_of(element):
    """Return an element's text on one line."""
    element = copy(element)
    for part in element.find_all(["p", "li", "br"]):
        part.append(" ")
    return " ".join(element.get_text().split())
