"""What a Word document says is in the article that is made of it."""

import io

import pytest
from docx import Document

from tests.articles.word_documents import (
    MAIN,
    W,
    add_link,
    body_of,
    describe_last_picture,
    document_of,
    one_remark,
    picture,
    read,
    text_of,
    with_files,
    with_parts,
)


def test_paragraphs_that_follow_each_other_are_one_block():
    assert text_of(document_of("One.", "Two.")) == "<p>One.</p><p>Two.</p>"


def test_emphasis_is_kept():
    document = Document()
    paragraph = document.add_paragraph("CO")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run(" is ")
    paragraph.add_run("not").bold = True
    paragraph.add_run(" a ")
    paragraph.add_run("price").italic = True

    assert text_of(document) == "<p>CO<sub>2</sub> is <b>not</b> a <i>price</i></p>"


def test_a_link_is_kept():
    document = Document()
    add_link(document.add_paragraph("See "), "https://example.com/?a=1&b=2", "the data")

    assert text_of(document) == (
        '<p>See <a href="https://example.com/?a=1&amp;b=2">the data</a></p>'
    )


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/elsewhere", "http:"],
)
def test_a_link_that_is_not_safe_is_text_and_told(address):
    document = Document()
    add_link(document.add_paragraph("See "), address, "the data")

    assert text_of(document) == "<p>See the data</p>"
    assert one_remark(document, "changed", "Links that lead") == [f"the data ({address})"]


def test_lists_are_kept():
    document = Document()
    document.add_paragraph("Ports", style="List Bullet")
    document.add_paragraph("Quays", style="List Bullet")
    document.add_paragraph("First", style="List Number")

    assert text_of(document) == "<ul><li>Ports</li><li>Quays</li></ul><ol><li>First</li></ol>"


def test_a_title_and_a_subtitle_are_the_title_and_the_standfirst():
    document = Document()
    document.add_paragraph("Who pays for a quay", style="Title")
    document.add_paragraph("Mostly those who never see it.", style="Subtitle")
    document.add_paragraph("Text.")
    word = read(document)

    assert (word.title, word.standfirst) == (
        "Who pays for a quay",
        "Mostly those who never see it.",
    )
    assert [block["type"] for block in word.blocks] == ["paragraph"]


def test_without_a_title_the_first_heading_is_the_title():
    document = Document()
    document.add_heading("Who pays", 1)
    document.add_heading("First", 2)
    word = read(document)

    assert word.title == "Who pays"
    assert [block["value"]["text"] for block in word.blocks] == ["First"]


def test_without_a_heading_the_name_of_the_file_is_the_title():
    assert read(document_of("Text."), name="C:\\mine\\Quays in June.docx").title == "Quays in June"


def test_levels_of_headings_begin_at_two_and_none_is_skipped():
    document = Document()
    document.add_paragraph("Title", style="Title")
    for text, level in (("A", 1), ("B", 3), ("C", 2), ("D", 3), ("E", 4), ("F", 6)):
        document.add_heading(text, level)

    assert [(value["text"], value["level"]) for _, value in body_of(document)] == [
        ("A", "2"),
        ("B", "3"),
        ("C", "3"),
        ("D", "4"),
        ("E", "4"),
        ("F", "4"),
    ]
    assert one_remark(document, "changed", "Headings whose level") == ["B", "E", "F"]


def test_a_heading_longer_than_a_heading_may_be_is_a_paragraph_and_told():
    document = Document()
    document.add_heading("Long " * 40, 1)

    assert text_of(document).startswith("<p><b>Long Long")
    assert one_remark(document, "changed", "Headings longer")


def table_of(*rows):
    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document, table


def test_a_table_is_kept_with_its_numbers_as_numbers():
    document, _ = table_of(("Quarter", "Ships"), ("First", "1,204"), ("Second", "–3.5 %"))
    ((kind, value),) = body_of(document)

    assert kind == "table"
    assert value["table"]["columns"] == [
        {"type": "text", "heading": "Quarter"},
        {"type": "number", "heading": "Ships"},
    ]
    assert [row["values"] for row in value["table"]["rows"]] == [
        ["First", "1,204"],
        ["Second", "–3.5 %"],
    ]


def test_merged_cells_keep_the_shape_of_the_table_and_are_told():
    document, table = table_of(("A", "B", "C"), ("D", "E", "F"), ("G", "H", "I"))
    table.cell(1, 0).merge(table.cell(2, 1))
    ((_, value),) = body_of(document)

    assert [row["values"] for row in value["table"]["rows"]] == [
        ["D E G H", "", "F"],
        ["", "", "I"],
    ]
    assert one_remark(document, "changed", "Merged cells") == ["D E G H"]


def test_a_cell_that_spans_more_columns_than_word_has_does_not_fill_the_memory():
    document, _ = table_of(("A",), ("B",))
    xml = (
        f"<w:document {W}><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/>"
        "</w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    ((_, value),) = body_of(with_files(document, {MAIN: xml}))

    assert len(value["table"]["columns"]) < 100


def test_a_picture_has_its_alternative_text_and_caption():
    document = Document()
    document.add_picture(io.BytesIO(picture()))
    describe_last_picture(document, "A teal flag")
    document.add_paragraph("The flag in June", style="Caption")
    ((kind, value),) = body_of(document)

    assert kind == "figure"
    assert value["picture"]["alt_text"] == "A teal flag"
    assert value["caption"] == "The flag in June"


def test_a_picture_without_alternative_text_is_told():
    document = Document()
    document.add_picture(io.BytesIO(picture()))

    assert one_remark(document, "changed", "Pictures without alternative text")


def test_footnotes_are_a_list_at_the_end():
    document = document_of("Text.")
    note = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Customs, 2025.</w:t></w:r></w:p>
    </w:footnote></w:footnotes>"""
    text = f"""<w:document {W}><w:body><w:p><w:r><w:t>Ships</w:t></w:r><w:r><w:footnoteReference
    w:id="2"/></w:r></w:p></w:body></w:document>"""
    word = read(with_parts(document, word__footnotes=note, word__document=text))

    assert [block["value"]["text"] for block in word.blocks] == [
        "<p>Ships<sup>[1]</sup></p>",
        "Notes",
        "<ol><li>Customs, 2025.</li></ol>",
    ]
    assert word.report.lost == {}
