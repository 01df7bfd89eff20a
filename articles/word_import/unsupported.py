"""Reports elements of a document that are not converted, and text that is not in the article."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from articles.word_import.docx_file import DocxFile
from articles.word_import.ooxml import CHART, OFFICE, A, W, get_paragraph_texts, get_text
from articles.word_import.report import ImportReport

COMMENTS = "Comments"
HEADERS_AND_FOOTERS = "Headers and footers"
CHARTS = "Charts. Save each as an image and add it to the article"
DIAGRAMS = "Diagrams (SmartArt). Save each as an image and add it to the article"
OBJECTS = "Embedded objects, such as spreadsheets"
MISSING_TEXT = "Text that was not imported. Add it by hand"
UNUSED_NOTES = "Notes without a reference in the text"

# The total number of characters to search for paragraphs that are not equal to a text of the
# article. The search takes a few seconds then.
MAX_SEARCHED_CHARACTERS = 4_000_000_000
# A reference to a note, as mammoth writes it.
NOTE_REFERENCE = re.compile(r"\[\d+\]")


def report_unsupported(docx_file: DocxFile, report: ImportReport) -> None:
    """Report the content of the parts that are not converted."""
    report_comments(docx_file, report)
    parts = [*docx_file.get_parts("header"), *docx_file.get_parts("footer")]
    if texts := dict.fromkeys(text for part in parts for text in get_paragraph_texts(part)):
        report.add_dropped(HEADERS_AND_FOOTERS, *texts)
    for chart in docx_file.get_parts("charts/chart"):
        texts = [node.text for node in chart.iter() if node.tag in (f"{A}t", f"{CHART}v")]
        report.add_dropped(CHARTS, " ".join(filter(None, texts)) or "A chart without text")
    for diagram in docx_file.get_parts("diagrams/data"):
        texts = [get_text(paragraph, f"{A}t") for paragraph in diagram.iter(f"{A}p")]
        report.add_dropped(DIAGRAMS, " · ".join(filter(None, texts)) or "A diagram without text")
    for ole_object in docx_file.main_part.iter(f"{OFFICE}OLEObject"):
        report.add_dropped(OBJECTS, ole_object.get("ProgID", "An object"))


def report_comments(docx_file: DocxFile, report: ImportReport) -> None:
    comments = docx_file.get_part("comments")
    for comment in comments.iter(f"{W}comment") if comments is not None else ():
        author = comment.get(f"{W}author", "")
        report.add_dropped(COMMENTS, f"{author}: {' '.join(get_paragraph_texts(comment))}")


def report_missing_text(docx_file: DocxFile, texts: Iterable[str], report: ImportReport) -> None:
    """Report each paragraph of the document that is not in the text of the article."""
    index = TextIndex(texts)
    parts = (
        (docx_file.main_part, MISSING_TEXT),
        (docx_file.get_part("footnotes"), UNUSED_NOTES),
        (docx_file.get_part("endnotes"), UNUSED_NOTES),
    )
    for part, message in parts:
        for paragraph in part.iter(f"{W}p") if part is not None else ():
            segments = get_segments(paragraph)
            if not all(normalize(segment) in index for segment in segments):
                report.add_dropped(message, "".join(segments))


class TextIndex:
    """The normalized strings of an article, for searching with `in`."""

    def __init__(self, texts: Iterable[str]):
        self.texts = set(map(normalize, texts))
        self.joined_texts = "\n".join(self.texts)
        self.remaining_searches = MAX_SEARCHED_CHARACTERS // (len(self.joined_texts) or 1)

    def __contains__(self, text: str) -> bool:
        """Whether a text of the article contains this one. False once the limit is reached."""
        if not text or text in self.texts:
            return True
        self.remaining_searches -= 1
        return self.remaining_searches >= 0 and text in self.joined_texts


def get_segments(paragraph: Element) -> list[str]:
    """Return the text of a paragraph without nested paragraphs, split at symbols.

    mammoth converts a symbol to a character that is not in the XML.
    """
    segments, stack = [""], list(paragraph)[::-1]
    while stack:
        node = stack.pop()
        if node.tag == f"{W}t":
            segments[-1] += node.text or ""
        elif node.tag == f"{W}sym":
            segments.append("")
        elif node.tag != f"{W}p":
            stack.extend(list(node)[::-1])
    return segments


def normalize(text: str) -> str:
    """Return the letters and digits of a text, without references to notes."""
    return "".join(filter(str.isalnum, NOTE_REFERENCE.sub("", text)))
