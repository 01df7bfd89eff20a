"""Rewrites markup of a Word document that mammoth does not support.

Content that cannot be converted is removed and reported.
"""

from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

from articles.word_import.ooxml import MC, VML, A, M, W, get_text
from articles.word_import.report import ImportReport

DELETED = "Text deleted in tracked changes"
INSERTED = "Text inserted in tracked changes, which was accepted"
TABLE_OF_CONTENTS = "The table of contents. The site builds its own from the headings"
TEXT_BOXES = "Text of text boxes and shapes, which follows their paragraph"
EQUATIONS = "Equations, converted to plain text. Write them again, or replace them with an image"
HIDDEN = "Text hidden in Word, converted to visible text. Delete it if readers should not see it"
SHAPES = "Drawn shapes without text"
EMBEDDED_DOCUMENTS = "Other documents that are embedded in this one"

# Elements around text that mammoth skips together with their text.
WRAPPERS = (f"{W}fldSimple", f"{W}dir", f"{W}bdo", f"{M}oMathPara")
OFF_VALUES = ("0", "false", "off")

type Replace = Callable[[Element], Iterable[Element]]


def preprocess(tree: Element, report: ImportReport) -> None:
    """Rewrite a part of the document in place."""
    for step in (
        choose_alternatives,
        remove_table_of_contents,
        remove_deletions,
        unwrap_elements,
        convert_equations,
        report_hidden_text,
        report_unsupported_elements,
        extract_text_boxes,
    ):
        step(tree, report)


def replace_elements(
    tree: Element, tags: tuple[str, ...], replace: Replace, *, outermost_first: bool = False
) -> None:
    """Replace each element with one of these tags by the elements that `replace` returns.

    Each parent's list of children is rebuilt once, so that the time is linear.
    """
    parents = list(tree.iter())
    for parent in parents if outermost_first else reversed(parents):
        children = list(parent)
        if any(child.tag in tags for child in children):
            parent[:] = [
                element
                for child in children
                for element in (replace(child) if child.tag in tags else (child,))
            ]


def choose_alternatives(tree: Element, report: ImportReport) -> None:
    """Replace content that is stored twice, for new and old versions of Word, by one of the two."""
    replace_elements(tree, (f"{MC}AlternateContent",), choose_alternative)


def choose_alternative(alternatives: Element) -> Iterable[Element]:
    choice, fallback = alternatives.find(f"{MC}Choice"), alternatives.find(f"{MC}Fallback")
    if choice is None:
        return () if fallback is None else fallback
    if fallback is None:
        return choice
    has_image = any(node.tag in (f"{A}blip", f"{VML}imagedata") for node in fallback.iter())
    has_text = get_text(fallback, f"{W}t") or not get_text(choice, f"{W}t")
    return fallback if has_text and (has_image or len(fallback)) else choice


def remove_table_of_contents(tree: Element, report: ImportReport) -> None:
    def replace(element):
        if not is_table_of_contents(element):
            return (element,)
        report.add_dropped(TABLE_OF_CONTENTS)
        return ()

    replace_elements(tree, (f"{W}sdt", f"{W}p"), replace)


def is_table_of_contents(element: Element) -> bool:
    """Whether this is a table of contents, or one of its lines."""
    if element.tag == f"{W}sdt":
        gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
    style = element.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").upper()[:3] == "TOC"


def remove_deletions(tree: Element, report: ImportReport) -> None:
    """Remove the deleted and the moved text of tracked changes; moved text is at its new place."""
    # mammoth itself handles a deleted paragraph mark and a deleted table row.
    properties = (element for tag in (f"{W}rPr", f"{W}trPr") for element in tree.iter(tag))
    marks = {mark for element in properties for mark in element}

    def replace(deletion):
        if deletion in marks:
            return (deletion,)
        text = get_text(deletion, f"{W}delText", f"{W}t")
        if deletion.tag == f"{W}del" and text:
            report.add_dropped(DELETED, text)
        return ()

    replace_elements(tree, (f"{W}del", f"{W}moveFrom"), replace, outermost_first=True)
    for insertion in tree.iter(f"{W}ins"):
        if text := get_text(insertion, f"{W}t"):
            report.add_changed(INSERTED, text)


def unwrap_elements(tree: Element, report: ImportReport) -> None:
    replace_elements(tree, WRAPPERS, list)


def convert_equations(tree: Element, report: ImportReport) -> None:
    def replace(equation):
        run = Element(f"{W}r")
        text = get_text(equation, f"{M}t", f"{W}t")
        SubElement(run, f"{W}t").text = text
        report.add_changed(EQUATIONS, text or "An empty equation")
        return (run,)

    replace_elements(tree, (f"{M}oMath",), replace, outermost_first=True)


def extract_text_boxes(tree: Element, report: ImportReport) -> None:
    """Move DrawingML text boxes into a VML picture: mammoth reads text boxes only from VML."""
    replace_elements(tree, (f"{W}drawing",), split_drawing)
    for box in tree.iter(f"{W}txbxContent"):
        report.add_changed(TEXT_BOXES, get_text(box, f"{W}t"))


def split_drawing(drawing: Element) -> Iterable[Element]:
    """Return the drawing without its text boxes, followed by a VML picture with the text boxes."""
    boxes = list(drawing.iter(f"{W}txbxContent"))
    if not boxes:
        return (drawing,)
    replace_elements(drawing, (f"{W}txbxContent",), lambda box: ())
    vml_picture = Element(f"{W}pict")
    vml_picture.extend(boxes)
    return (drawing, vml_picture)


def report_hidden_text(tree: Element, report: ImportReport) -> None:
    for run in tree.iter(f"{W}r"):
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val", "") not in OFF_VALUES:
            report.add_changed(HIDDEN, get_text(run, f"{W}t"))


def report_unsupported_elements(tree: Element, report: ImportReport) -> None:
    for data in tree.iter(f"{A}graphicData"):
        is_shape = data.get("uri", "").rpartition("/")[2].startswith("wordprocessing")
        if is_shape and not any(node.tag in (f"{A}blip", f"{W}t") for node in data.iter()):
            report.add_dropped(SHAPES, "A shape")
    for _ in tree.iter(f"{W}altChunk"):
        report.add_dropped(EMBEDDED_DOCUMENTS, "A document")
