"""Word documents for tests, as an author or somebody worse would send them."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from articles.word_import.importer import WordDocument

W = nsdecls("w")
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MAIN = "word/document.xml"


def picture(size=(40, 30), kind="PNG"):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


def packed(document):
    """Return a document of python-docx as the bytes of its file; other bytes as they are."""
    if isinstance(document, bytes):
        return document
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def upload(document, name="report.docx"):
    return SimpleUploadedFile(name, packed(document))


def with_parts(document, **parts):
    """Return a document with parts replaced or added; "word__document" is word/document.xml."""
    return with_files(
        document, {f"{name.replace('__', '/')}.xml": text for name, text in parts.items()}
    )


def with_files(document, files):
    """Return a document with files of its package replaced or added."""
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed(document))) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in dict.fromkeys([*old.namelist(), *files]):
            new.writestr(name, files[name] if name in files else old.read(name))
    return changed.getvalue()


def document_of(*paragraphs):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def add_xml(document, xml):
    """Add a paragraph with this markup of runs, and return it."""
    paragraph = document.add_paragraph()
    for element in parse_xml(f"<w:p {W} {MATH}>{xml}</w:p>"):
        paragraph._p.append(element)
    return paragraph


def add_link(paragraph, address, text):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    number = paragraph.part.relate_to(address, kind, is_external=True)
    paragraph._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{number}"><w:r><w:t>{text}</w:t></w:r>'
            "</w:hyperlink>"
        )
    )


def describe_last_picture(document, text):
    """Give the last picture its alternative text."""
    document.inline_shapes[-1]._inline.docPr.set("descr", text)


def read(document, name="report.docx", with_pictures=True):
    return WordDocument(upload(document), name=name, with_pictures=with_pictures)


def body_of(document):
    """Return [(type, value)] of the blocks, without for whom they are."""
    blocks = read(document).blocks
    return [
        (
            block["type"],
            {name: each for name, each in block["value"].items() if name != "audiences"},
        )
        for block in blocks
    ]


def text_of(document):
    """Return the rich text of a document that is one paragraph block."""
    ((kind, value),) = body_of(document)
    assert kind == "paragraph"
    return value["text"]


def remarks(document, kind):
    """Return {what: texts} of a report, "lost" or "changed"."""
    return getattr(read(document).report, kind)


def one_remark(document, kind, start):
    """Return the texts of the one remark that begins so."""
    (texts,) = [texts for what, texts in remarks(document, kind).items() if what.startswith(start)]
    return texts
