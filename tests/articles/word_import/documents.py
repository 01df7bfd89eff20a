"""Word documents for tests, valid and malicious."""

import io
import zipfile
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image

from articles.word_import.importer import WordDocument

W = nsdecls("w")
MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MAIN = "word/document.xml"


def build_image(size=(40, 30), image_format="PNG"):
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, image_format)
    return file.getvalue()


def get_bytes(document):
    """Return the bytes of a document of python-docx. Bytes are returned unchanged."""
    if isinstance(document, bytes):
        return document
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def build_upload(document, name="report.docx"):
    return SimpleUploadedFile(name, get_bytes(document))


def replace_parts(document, **parts):
    """Return a document with parts replaced or added: "word__document" is word/document.xml."""
    return replace_files(
        document, {f"{name.replace('__', '/')}.xml": text for name, text in parts.items()}
    )


def replace_files(document, files):
    """Return a document with files of its archive replaced or added."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(get_bytes(document))) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in dict.fromkeys([*source.namelist(), *files]):
            target.writestr(name, files[name] if name in files else source.read(name))
    return result.getvalue()


@cache
def build_template():
    """Return the template of python-docx without its table styles, which take long to parse."""
    document = Document()
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and not style.element.default:
            style.delete()
    return get_bytes(document)


def create_document():
    return Document(io.BytesIO(build_template()))


def build_document(*paragraphs):
    document = create_document()
    for text in paragraphs:
        document.add_paragraph(text)
    return document


def add_xml(document, xml):
    """Add a paragraph with this XML, and return it."""
    paragraph = document.add_paragraph()
    for element in parse_xml(f"<w:p {W} {MATH}>{xml}</w:p>"):
        paragraph._p.append(element)
    return paragraph


def add_link(paragraph, url, text):
    relationship_type = (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    )
    relationship_id = paragraph.part.relate_to(url, relationship_type, is_external=True)
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    namespaces = nsdecls("w", "r")
    xml = f'<w:hyperlink {namespaces} r:id="{relationship_id}">{run}</w:hyperlink>'
    paragraph._p.append(parse_xml(xml))


def describe_last_image(document, text):
    """Set the alternative text of the last image."""
    document.inline_shapes[-1]._inline.docPr.set("descr", text)


def read_document(document, name="report.docx", with_images=True):
    return WordDocument(build_upload(document), name=name, with_images=with_images)


def read_blocks(document):
    """Return [(type, value)] of the blocks, without their audiences."""
    blocks = read_document(document).blocks
    return [
        (
            block["type"],
            {name: field for name, field in block["value"].items() if name != "audiences"},
        )
        for block in blocks
    ]


def read_rich_text(document):
    """Return the rich text of a document that becomes one paragraph block."""
    ((block_type, value),) = read_blocks(document)
    assert block_type == "paragraph"
    return value["text"]


def get_entries(document, section):
    """Return {message: strings} of a section of the report, "dropped" or "changed"."""
    return getattr(read_document(document).report, section)


def get_entry_texts(document, section, start):
    """Return the strings of the only entry whose message starts with `start`."""
    entries = get_entries(document, section).items()
    (texts,) = [texts for message, texts in entries if message.startswith(start)]
    return texts
