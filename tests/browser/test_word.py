"""An author brings a Word document, and is told what became of it."""

import io

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.articles.word_documents import describe_last_picture, packed, picture
from tests.browser.axe import faults
from tests.browser.desk import sign_in

IMPORTED = 60_000


def document():
    """A title, a section, a table, a picture, and a comment, which an article has no place for."""
    document = Document()
    document.add_heading("Lighthouses without keepers", 0)
    document.add_paragraph("The lamps went on burning.")
    document.add_heading("Who looks after them", 1)
    kept = document.add_paragraph("A technician comes twice a year.")
    document.add_comment(kept.runs, "Is it twice?", author="A colleague")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Coast", "Lamps", "North", "12"), strict=True):
        cell.text = words
    document.add_picture(io.BytesIO(picture()))
    describe_last_picture(document, "A teal flag")
    return packed(document)


@pytest.fixture
def author(page, site):
    sign_in(page, "author", site)
    page.get_by_role("link", name="Articles").click()
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Import a Word document").click()
    page.get_by_label("Word document").wait_for()
    return page


def bring(page, name, content):
    page.get_by_label("Word document").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Import", exact=True).click()


def refusal(page):
    return page.locator(".w-field__errors").filter(has_text="Nothing was imported")


def test_a_document_becomes_a_draft_with_a_report(author):
    bring(author, "lighthouses.docx", document())

    main = author.locator("main")
    expect(main.get_by_text("Is it twice?")).to_be_visible(timeout=IMPORTED)
    main.get_by_role("link", name="Open the draft").click()
    expect(author.locator("[name=title]")).to_have_value("Lighthouses without keepers")
    expect(author.get_by_role("textbox", name="Text").first).to_be_visible()


def test_what_is_no_document_is_refused_beside_its_field(author):
    bring(author, "picture.docx", picture())

    expect(refusal(author)).to_contain_text("This is not a Word document")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_an_import(author, scheme):
    author.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = faults(author, within="main")
    bring(author, f"in-{scheme}.docx", b"no document")
    expect(refusal(author)).to_be_visible()
    found += faults(author, within="main")
    bring(author, f"in-{scheme}.docx", document())
    expect(author.get_by_text("Is it twice?")).to_be_visible(timeout=IMPORTED)

    # The colours of Wagtail's own message are its own.
    assert found + faults(author, within="main", exclude=[".messages"]) == []
