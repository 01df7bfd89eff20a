"""Converts a Word document to HTML, with an element for each of Word's styles."""

import re
import tempfile
import zipfile
from collections.abc import Iterable
from typing import BinaryIO
from xml.etree import ElementTree

import mammoth
from bs4 import BeautifulSoup

from articles.word_import.docx_file import DAMAGED, DocxFile, UnreadableDocument
from articles.word_import.images import DocumentImages
from articles.word_import.preprocess import preprocess
from articles.word_import.report import ImportReport

ID_PREFIX = "word-"
STYLE_MAP = """
p[style-name='Title'] => p.title:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Quote'] => blockquote:fresh
p[style-name='Intense Quote'] => blockquote:fresh
p[style-name='caption'] => p.caption:fresh
p[style-name='heading 7'] => h6:fresh
p[style-name='heading 8'] => h6:fresh
p[style-name='heading 9'] => h6:fresh
r[style-name='Emphasis'] => em
r[style-name='Intense Emphasis'] => em
r[style-name='Subtle Emphasis'] => em
u => u
"""
# Styles without a meaning of their own, which are not reported.
PLAIN_STYLES = (
    "Body Text",
    "Text body",
    "List Paragraph",
    "No Spacing",
    "Normal (Web)",
    "Default",
    "Default Paragraph Font",
    "List Bullet",
    "List Number",
    "Table Contents",
    "Table Heading",
    "footnote text",
    "endnote text",
    "Internet Link",
    "FollowedHyperlink",
    "Block Text",
    "None",
)

UNKNOWN_STYLES = "Styles that the site does not have. Their text is plain text"
UNKNOWN_ELEMENTS = "Unsupported elements of the file, by their XML names"
EXTERNAL_IMAGES = "Images that are linked, not part of the document. Add them by hand"
EXTERNAL_IMAGE_MESSAGES = ("could not open external image", "could not find external image")

STYLE_MESSAGE = re.compile(r"Unrecognised (?:paragraph|run) style: (.*) \(Style ID: .*\)")
ELEMENT_MESSAGE = re.compile(r"An unrecognised element was ignored: (?:\{.*\})?(.*)")


def convert_to_html(
    docx_file: DocxFile, images: DocumentImages, report: ImportReport
) -> BeautifulSoup:
    """Return the document's text as HTML elements.

    Raises UnreadableDocument for a document with inconsistent markup.
    """
    try:
        with tempfile.NamedTemporaryFile() as file:
            write_preprocessed(docx_file, file, report)
            result = mammoth.convert_to_html(
                file,
                style_map=STYLE_MAP,
                include_embedded_style_map=False,
                id_prefix=ID_PREFIX,
                convert_image=mammoth.images.img_element(images.add),
            )
        report_messages(result.messages, report)
        return BeautifulSoup(result.value, "html.parser")
    # mammoth raises no errors of its own for invalid markup.
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        raise UnreadableDocument(DAMAGED) from error
    except RecursionError as error:
        raise UnreadableDocument(DAMAGED) from error


def write_preprocessed(docx_file: DocxFile, file: BinaryIO, report: ImportReport) -> None:
    """Write a copy of the document in which the parts with text are preprocessed."""
    trees = [docx_file.main_part, docx_file.get_part("footnotes"), docx_file.get_part("endnotes")]
    text_names = {
        name for name, tree in docx_file.trees.items() if any(tree is part for part in trees)
    }
    for name in text_names:
        preprocess(docx_file.trees[name], report)
    with zipfile.ZipFile(file, "w") as archive:
        for name in dict.fromkeys(docx_file.archive.namelist()):
            is_text = name in text_names
            tree = docx_file.trees.get(name)
            data = ElementTree.tostring(tree) if is_text else docx_file.read(name)
            archive.writestr(name, data)


def report_messages(messages: Iterable, report: ImportReport) -> None:
    """Add mammoth's messages to the report, in words for an editor."""
    for message in dict.fromkeys(message.message for message in messages):
        if match := STYLE_MESSAGE.fullmatch(message):
            if match[1] not in PLAIN_STYLES:
                report.add_changed(UNKNOWN_STYLES, match[1])
        elif match := ELEMENT_MESSAGE.fullmatch(message):
            report.add_dropped(UNKNOWN_ELEMENTS, match[1])
        elif message.startswith(EXTERNAL_IMAGE_MESSAGES):
            report.add_dropped(EXTERNAL_IMAGES, message)
