"""A file that is no Word document, or worse, is refused in plain words before it is read."""

import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from articles.word_import import docx_file
from articles.word_import.docx_file import UnreadableDocument
from articles.word_import.importer import WordDocument
from tests.articles.word_documents import MAIN, W, document_of, picture, upload, with_files

BODY = f"<w:document {W}><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"


def refusal(data):
    """Return what is said of a file, which must not be read."""
    with pytest.raises(UnreadableDocument) as caught:
        WordDocument(upload(data), name="report.docx", with_pictures=True)
    return str(caught.value)


def test_a_file_of_another_kind_is_refused():
    assert refusal(b"%PDF-1.7 ...") == docx_file.NOT_WORD


def test_an_archive_without_a_document_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "Hello")

    assert refusal(file.getvalue()) == docx_file.NOT_WORD


def test_an_old_or_encrypted_document_is_refused():
    assert refusal(docx_file.OLD_OFFICE + b"\0" * 600) == docx_file.OLD


def test_a_document_with_a_protected_entry_is_refused():
    data = bytearray(with_files(document_of("Text."), {}))
    data[data.index(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(data)) == docx_file.PROTECTED


def test_a_document_that_unpacks_to_too_much_text_is_refused():
    assert refusal(with_files(document_of(""), {MAIN: BODY % (" " * docx_file.MAX_TEXT)})) == (
        docx_file.TOO_MUCH
    )


def test_a_document_that_unpacks_to_too_much_of_anything_is_refused(monkeypatch):
    monkeypatch.setattr(docx_file, "MAX_UNPACKED", 100_000)

    assert refusal(with_files(document_of(""), {"word/media/a.png": bytes(100_000)})) == (
        docx_file.TOO_MUCH
    )


def test_a_document_of_too_many_elements_is_refused(monkeypatch):
    monkeypatch.setattr(docx_file, "MAX_ELEMENTS", 1000)

    assert refusal(with_files(document_of(""), {MAIN: BODY % ("<w:tab/>" * 1000)})) == (
        docx_file.TOO_MUCH
    )


def test_a_document_of_too_many_entries_is_refused():
    files = {f"word/media/{number}": "" for number in range(docx_file.MAX_ENTRIES)}

    assert refusal(with_files(document_of(""), files)) == docx_file.TOO_MUCH


@pytest.mark.parametrize(
    "entity",
    ['<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">', '<!ENTITY b SYSTEM "file:///etc/passwd">'],
)
def test_a_document_with_entities_is_refused(entity):
    xml = f"<!DOCTYPE w:document [{entity}]>" + BODY % "&b;"

    assert refusal(with_files(document_of(""), {MAIN: xml})) == docx_file.UNSAFE


def test_entities_in_a_part_beside_the_text_are_refused():
    xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><x>&a;</x>'

    assert refusal(with_files(document_of(""), {"word/styles.xml": xml})) == docx_file.UNSAFE


@pytest.mark.parametrize("xml", ["<w:document", "", BODY.replace("w:body", "w:other") % ""])
def test_a_document_that_is_cut_off_or_empty_is_refused(xml):
    assert refusal(with_files(document_of(""), {MAIN: xml})) in (
        docx_file.DAMAGED,
        docx_file.NOT_WORD,
    )


def test_a_damaged_archive_is_refused():
    data = with_files(document_of("Text."), {"word/media/a.png": picture()})

    assert refusal(data[: len(data) // 2]) == docx_file.NOT_WORD


def test_a_document_nested_without_end_is_refused():
    deep = "<w:smartTag>" * 3000 + "<w:r><w:t>x</w:t></w:r>" + "</w:smartTag>" * 3000
    xml = f"<w:document {W}><w:body><w:p>{deep}</w:p></w:body></w:document>"

    assert refusal(with_files(document_of(""), {MAIN: xml})) == docx_file.DAMAGED


def test_a_link_to_nothing_in_the_document_is_refused():
    document = document_of("Text.")
    document.paragraphs[0]._p.append(parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="none"/>'))

    assert refusal(document) == docx_file.DAMAGED


def test_a_name_that_leads_out_of_the_document_leads_nowhere():
    files = {"../../../../tmp/evil.xml": "<x/>", "/etc/evil": "x"}
    word = WordDocument(
        upload(with_files(document_of("Text."), files)), name="a.docx", with_pictures=True
    )

    assert len(word.blocks) == 1
