"""Makes plain, in the text of a document, what its reader would pass over.

So that it gets into the article where it can, and is named in the report.
"""

from xml.etree.ElementTree import Element, SubElement

from articles.word_import.ooxml import MC, VML, A, M, W, text_of

DELETED = "Deleted in tracked changes, and so not in the article"
INSERTED = "Inserted in tracked changes, and taken as accepted"
CONTENTS = "The table of contents: the site makes its own from the headings"
BOXES = "Text of text boxes and shapes stands after the paragraph to which they belong"
EQUATIONS = "Equations stand as plain text without their form: set them anew, or as a picture"
HIDDEN = "Text that is hidden in Word stands in the article: delete it if readers should not see it"
SHAPES = "Drawn shapes without text"
INCLUDED = "Other documents that are included in this one"

# Elements that only hold others, of which the reader knows nothing.
WRAPPERS = (f"{W}fldSimple", f"{W}dir", f"{W}bdo", f"{M}oMathPara")
OFF = ("0", "false", "off")


def repair(tree, report):
    """Change a part of the document so that as much of it as possible will be read."""
    for step in (
        choose_alternatives,
        drop_contents,
        drop_deletions,
        unwrap,
        write_out_equations,
        name_the_rest,
        free_text_boxes,
    ):
        step(tree, report)


def rebuild(tree, tags, change, *, outermost=False):
    """Put what `change` makes of it in the place of each element with these tags, innermost first.

    The children of an element are put together once, however many there are.
    """
    parents = list(tree.iter())
    for parent in parents if outermost else reversed(parents):
        children = list(parent)
        if any(child.tag in tags for child in children):
            parent[:] = [
                each
                for child in children
                for each in (change(child) if child.tag in tags else (child,))
            ]


def choose_alternatives(tree, report):
    """Keep of each thing that is said twice, for newer and older readers, what says more."""
    rebuild(tree, (f"{MC}AlternateContent",), best_alternative)


def best_alternative(twice):
    return best_of(twice.find(f"{MC}Choice"), twice.find(f"{MC}Fallback"))


def best_of(newer, older):
    if older is None or newer is None:
        return newer if older is None else older if newer is None else ()
    shows = any(each.tag in (f"{A}blip", f"{VML}imagedata") for each in older.iter())
    says = text_of(older, f"{W}t") or not text_of(newer, f"{W}t")
    return older if says and (shows or len(older)) else newer


def drop_contents(tree, report):
    def drop(element):
        if not (is_contents(element) if element.tag == f"{W}sdt" else is_line_of_contents(element)):
            return (element,)
        report.lose(CONTENTS)
        return ()

    rebuild(tree, (f"{W}sdt", f"{W}p"), drop)


def is_contents(holder):
    gallery = holder.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def is_line_of_contents(paragraph):
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style is not None and style.get(f"{W}val", "").upper()[:3] == "TOC"


def drop_deletions(tree, report):
    """What was moved away stands where it was moved to."""
    # The end of a paragraph, or a whole row, is deleted by a mark that the reader knows.
    marks = {mark for tag in (f"{W}rPr", f"{W}trPr") for each in tree.iter(tag) for mark in each}

    def drop(deleted):
        if deleted in marks:
            return (deleted,)
        if deleted.tag == f"{W}del" and (text := text_of(deleted, f"{W}delText", f"{W}t")):
            report.lose(DELETED, text)
        return ()

    rebuild(tree, (f"{W}del", f"{W}moveFrom"), drop, outermost=True)
    for inserted in tree.iter(f"{W}ins"):
        if text := text_of(inserted, f"{W}t"):
            report.change(INSERTED, text)


def unwrap(tree, report):
    rebuild(tree, WRAPPERS, list)


def write_out_equations(tree, report):
    def write_out(equation):
        run = Element(f"{W}r")
        words = text_of(equation, f"{M}t", f"{W}t")
        SubElement(run, f"{W}t").text = words
        report.change(EQUATIONS, words or "An empty equation")
        return (run,)

    rebuild(tree, (f"{M}oMath",), write_out, outermost=True)


def free_text_boxes(tree, report):
    """Text boxes that are drawn in the newer way are passed over, those of the older are read."""
    rebuild(tree, (f"{W}drawing",), set_boxes_apart)
    for box in tree.iter(f"{W}txbxContent"):
        report.change(BOXES, text_of(box, f"{W}t"))


def set_boxes_apart(drawing):
    boxes = list(drawing.iter(f"{W}txbxContent"))
    if not boxes:
        return (drawing,)
    rebuild(drawing, (f"{W}txbxContent",), lambda box: ())
    older = Element(f"{W}pict")
    older.extend(boxes)
    return (drawing, older)


def name_the_rest(tree, report):
    for run in tree.iter(f"{W}r"):
        hidden = run.find(f"{W}rPr/{W}vanish")
        if hidden is not None and hidden.get(f"{W}val", "") not in OFF:
            report.change(HIDDEN, text_of(run, f"{W}t"))
    for data in tree.iter(f"{A}graphicData"):
        is_shape = data.get("uri", "").rpartition("/")[2].startswith("wordprocessing")
        if is_shape and not any(each.tag in (f"{A}blip", f"{W}t") for each in data.iter()):
            report.lose(SHAPES, "A shape")
    for _ in tree.iter(f"{W}altChunk"):
        report.lose(INCLUDED, "A document")
