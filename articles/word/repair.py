"""Makes plain, in the text of a document, what its reader would pass over.

So that it gets into the article where it can, and is named in the report.
"""

from xml.etree.ElementTree import Element, SubElement

from articles.word.names import MC, VML, A, M, W, text_of

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
        choose_alternatives, drop_contents, drop_deletions, unwrap, write_out_equations,
        name_the_rest, free_text_boxes,
    ):  # fmt: skip
        step(tree, report)


def parents_in(tree, *tags):
    """Return [(parent, child)] for the elements with these tags, innermost first."""
    found = [(parent, child) for parent in tree.iter() for child in parent if child.tag in tags]
    return found[::-1]


def replace(parent, child, others):
    """Put others in the place of a child."""
    place = list(parent).index(child)
    parent[place : place + 1] = list(others)


def choose_alternatives(tree, report):
    """Keep of each thing that is said twice, for newer and older readers, what says more."""
    for parent, twice in parents_in(tree, f"{MC}AlternateContent"):
        newer, older = twice.find(f"{MC}Choice"), twice.find(f"{MC}Fallback")
        replace(parent, twice, best_of(newer, older))


def best_of(newer, older):
    if older is None or newer is None:
        return newer if older is None else older if newer is None else ()
    shows = any(each.tag in (f"{A}blip", f"{VML}imagedata") for each in older.iter())
    says = text_of(older, f"{W}t") or not text_of(newer, f"{W}t")
    return older if says and (shows or len(older)) else newer


def drop_contents(tree, report):
    for parent, holder in parents_in(tree, f"{W}sdt"):
        gallery = holder.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            report.lose(CONTENTS)
            parent.remove(holder)
    for parent, paragraph in parents_in(tree, f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val", "").upper()[:3] == "TOC":
            report.lose(CONTENTS)
            parent.remove(paragraph)


def drop_deletions(tree, report):
    """What was moved away stands where it was moved to."""
    for parent, deleted in reversed(parents_in(tree, f"{W}del", f"{W}moveFrom")):
        if parent.tag in (f"{W}rPr", f"{W}trPr"):
            continue  # the end of a paragraph, or a whole row, which the reader knows
        if deleted.tag == f"{W}del" and (text := text_of(deleted, f"{W}delText", f"{W}t")):
            report.lose(DELETED, text)
        parent.remove(deleted)
    for inserted in tree.iter(f"{W}ins"):
        if text := text_of(inserted, f"{W}t"):
            report.change(INSERTED, text)


def unwrap(tree, report):
    for parent, wrapper in parents_in(tree, *WRAPPERS):
        replace(parent, wrapper, wrapper)


def write_out_equations(tree, report):
    for parent, equation in reversed(parents_in(tree, f"{M}oMath")):
        run = Element(f"{W}r")
        words = text_of(equation, f"{M}t", f"{W}t")
        SubElement(run, f"{W}t").text = words
        replace(parent, equation, [run])
        report.change(EQUATIONS, words or "An empty equation")


def free_text_boxes(tree, report):
    """Text boxes that are drawn in the newer way are passed over, those of the older are read."""
    for parent, drawing in parents_in(tree, f"{W}drawing"):
        if boxes := parents_in(drawing, f"{W}txbxContent")[::-1]:
            older = Element(f"{W}pict")
            for holder, box in boxes:
                holder.remove(box)
                older.append(box)
            replace(parent, drawing, [drawing, older])
    for box in tree.iter(f"{W}txbxContent"):
        report.change(BOXES, text_of(box, f"{W}t"))


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
