"""A document as HTML, in which an element says what the author's styles mean."""

import re
import tempfile
import zipfile
from xml.etree import ElementTree

import mammoth
from bs4 import BeautifulSoup

from articles.word_import.docx_file import DAMAGED, UnreadableDocument
from articles.word_import.preprocess import repair

PREFIX = "word-"
STYLES = """
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
# Styles that say nothing but how a paragraph looks.
PLAIN = (
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
)

UNKNOWN_STYLES = "Styles that the site does not have: what is set in them is plain text"
UNKNOWN_PARTS = "Parts of the file that were not understood, by their names in it"
ELSEWHERE = "Pictures that are not in the document, only linked from it: add them by hand"

STYLE = re.compile(r"Unrecognised (?:paragraph|run) style: (.*) \(Style ID: .*\)")
PART = re.compile(r"An unrecognised element was ignored: (?:\{.*\})?(.*)")


def read_html(package, pictures, report):
    """Return the document's text as a soup of HTML elements.

    Raises UnreadableDocument for a document that contradicts itself.
    """
    try:
        with tempfile.NamedTemporaryFile() as file:
            write_repaired(package, file, report)
            read = mammoth.convert_to_html(
                file,
                style_map=STYLES,
                include_embedded_style_map=False,
                id_prefix=PREFIX,
                convert_image=mammoth.images.img_element(pictures.take),
            )
        pass_on(read.messages, report)
        return BeautifulSoup(read.value, "html.parser")
    # A document can be wrong in as many ways as its reader has lines.
    except (ArithmeticError, AttributeError, LookupError, OSError, TypeError, ValueError) as error:
        raise UnreadableDocument(DAMAGED) from error
    except RecursionError as error:
        raise UnreadableDocument(DAMAGED) from error


def write_repaired(package, file, report):
    """Write the document to another file, with its texts repaired."""
    repaired = {package.main}
    for kind in ("footnotes", "endnotes"):
        repaired |= {name for name, tree in package.trees.items() if tree is package.part(kind)}
    for name in repaired:
        repair(package.trees[name], report)
    with zipfile.ZipFile(file, "w") as copy:
        for name in dict.fromkeys(package.archive.namelist()):
            tree = package.trees.get(name)
            data = package.read(name) if name not in repaired else ElementTree.tostring(tree)
            copy.writestr(name, data)


def pass_on(messages, report):
    """Report what the reader of the document says, in words that an editor knows."""
    for message in dict.fromkeys(each.message for each in messages):
        if style := STYLE.fullmatch(message):
            if style[1] not in (*PLAIN, "None"):
                report.change(UNKNOWN_STYLES, style[1])
        elif part := PART.fullmatch(message):
            report.lose(UNKNOWN_PARTS, part[1])
        elif message.startswith(("could not open external image", "could not find external image")):
            report.lose(ELSEWHERE, message)
