"""An author imports a Word document and reads the import report."""

import io

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.articles.word_import.documents import build_image, describe_last_image, get_bytes
from tests.browser.axe import find_violations
from tests.browser.editor_steps import sign_in

IMPORT_TIMEOUT = 60_000


def build_word_file():
    """A title, a section, a table, an image, and a comment, which is not imported."""
    document = Document()
    document.add_heading("Lighthouses without keepers", 0)
    document.add_paragraph("The lamps went on burning.")
    document.add_heading("Who looks after them", 1)
    paragraph = document.add_paragraph("A technician comes twice a year.")
    document.add_comment(paragraph.runs, "Is it twice?", author="A colleague")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Coast", "Lamps", "North", "12"), strict=True):
        cell.text = text
    document.add_picture(io.BytesIO(build_image()))
    describe_last_image(document, "A teal flag")
    return get_bytes(document)


@pytest.fixture
def author(page, site):
    sign_in(page, "author", site).goto("/admin/")
    page.get_by_role("link", name="Articles").click()
    page.get_by_role("button", name="Actions", exact=True).first.click()
    page.get_by_role("link", name="Import Word document").click()
    page.get_by_label("Word document").wait_for()
    return page


def import_file(page, name, content):
    page.get_by_label("Word document").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Import", exact=True).click()


def get_error(page):
    return page.locator(".w-field__errors").filter(has_text="Nothing was imported")


def test_document_becomes_a_draft_with_a_report(author):
    import_file(author, "lighthouses.docx", build_word_file())

    main = author.locator("main")
    expect(main.get_by_text("Is it twice?")).to_be_visible(timeout=IMPORT_TIMEOUT)
    main.get_by_role("link", name="Open the draft").click()
    expect(author.locator("[name=title]")).to_have_value("Lighthouses without keepers")
    expect(author.get_by_role("textbox", name="Text").first).to_be_visible()


def test_other_file_type_is_rejected(author):
    import_file(author, "image.docx", build_image())

    expect(get_error(author)).to_contain_text("This is not a Word document")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_import_pages_have_no_accessibility_violations(author, scheme):
    author.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    violations = find_violations(author, within="main")
    import_file(author, f"in-{scheme}.docx", b"no document")
    expect(get_error(author)).to_be_visible()
    violations += find_violations(author, within="main")
    import_file(author, f"in-{scheme}.docx", build_word_file())
    expect(author.get_by_text("Is it twice?")).to_be_visible(timeout=IMPORT_TIMEOUT)

    # The colours of messages are set by Wagtail.
    assert violations + find_violations(author, within="main", exclude=[".messages"]) == []
