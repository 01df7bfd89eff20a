"""A file that is not a Word document, or not safe to read, is rejected."""

import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from articles.word_import import docx_file
from articles.word_import.docx_file import UnreadableDocument
from articles.word_import.importer import WordDocument
from tests.articles.word_import.documents import (
    MAIN,
    W,
    build_document,
    build_image,
    build_upload,
    replace_files,
)

BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"


def get_error(data):
    """Return the error message for a file that must be rejected."""
    with pytest.raises(UnreadableDocument) as error:
        WordDocument(build_upload(data), name="report.docx", with_images=True)
    return str(error.value)


def test_other_file_type_is_rejected():
    assert get_error(b"%PDF-1.7 ...") == docx_file.NOT_WORD


def test_archive_without_a_document_is_rejected():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "Hello")

    assert get_error(file.getvalue()) == docx_file.NOT_WORD


def test_old_or_encrypted_document_is_rejected():
    assert get_error(docx_file.OLE_SIGNATURE + b"\0" * 600) == docx_file.OLD_FORMAT


def test_document_with_a_protected_entry_is_rejected():
    data = bytearray(replace_files(build_document("Text."), {}))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert get_error(bytes(data)) == docx_file.PROTECTED


def test_document_with_too_much_xml_is_rejected():
    assert get_error(
        replace_files(build_document(""), {MAIN: BODY % (" " * docx_file.MAX_XML_SIZE)})
    ) == (docx_file.TOO_LARGE)


def test_document_that_unpacks_to_too_much_is_rejected(monkeypatch):
    monkeypatch.setattr(docx_file, "MAX_UNPACKED_SIZE", 100_000)

    assert get_error(replace_files(build_document(""), {"word/media/a.png": bytes(100_000)})) == (
        docx_file.TOO_LARGE
    )


def test_document_with_too_many_elements_is_rejected(monkeypatch):
    monkeypatch.setattr(docx_file, "MAX_ELEMENTS", 1000)

    assert get_error(replace_files(build_document(""), {MAIN: BODY % ("<w:tab/>" * 1000)})) == (
        docx_file.TOO_LARGE
    )


def test_document_with_too_many_entries_is_rejected():
    files = {f"word/media/{number}": "" for number in range(docx_file.MAX_ENTRIES)}

    assert get_error(replace_files(build_document(""), files)) == docx_file.TOO_LARGE


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">'],
)
def test_document_with_entities_is_rejected(entity):
    xml = f"<!DOCTYPE w:document [{entity}]>" + BODY % "&b;"

    assert get_error(replace_files(build_document(""), {MAIN: xml})) == docx_file.UNSAFE


def test_entities_in_another_part_are_rejected():
    xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><x>&a;</x>'

    assert (
        get_error(replace_files(build_document(""), {"word/styles.xml": xml})) == docx_file.UNSAFE
    )


@pytest.mark.parametrize("xml", ["<w:document", "", BODY.replace("w:body", "w:other") % ""])
def test_incomplete_document_is_rejected(xml):
    assert get_error(replace_files(build_document(""), {MAIN: xml})) in (
        docx_file.DAMAGED,
        docx_file.NOT_WORD,
    )


def test_damaged_archive_is_rejected():
    data = replace_files(build_document("Text."), {"word/media/a.png": build_image()})

    assert get_error(data[: len(data) // 2]) == docx_file.NOT_WORD


def test_deeply_nested_document_is_rejected():
    nested_elements = "<w:smartTag>" * 3000 + "<w:r><w:t>x</w:t></w:r>" + "</w:smartTag>" * 3000
    xml = f"<w:document {W}><w:body><w:p>{nested_elements}</w:p></w:body></w:document>"

    assert get_error(replace_files(build_document(""), {MAIN: xml})) == docx_file.DAMAGED


def test_link_without_a_relationship_is_rejected():
    document = build_document("Text.")
    document.paragraphs[0]._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="none"/>'))

    assert get_error(document) == docx_file.DAMAGED


def test_path_outside_the_archive_is_ignored():
    files = {"../../../../tmp/evil.xml": "<x/>", "/etc/evil": "x"}
    word_document = WordDocument(
        build_upload(replace_files(build_document("Text."), files)), name="a.docx", with_images=True
    )

    assert len(word_document.blocks) == 1
