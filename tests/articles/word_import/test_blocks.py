"""The blocks of the article that is built from a Word document."""

import io

import pytest

from tests.articles.word_import.documents import (
    MAIN,
    W,
    add_link,
    build_document,
    build_image,
    create_document,
    describe_last_image,
    get_entry_texts,
    read_blocks,
    read_document,
    read_rich_text,
    replace_files,
    replace_parts,
)


def test_consecutive_paragraphs_become_one_block():
    assert read_rich_text(build_document("One.", "Two.")) == "<p>One.</p><p>Two.</p>"


def test_emphasis_is_imported():
    document = create_document()
    paragraph = document.add_paragraph("CO")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run(" is ")
    paragraph.add_run("not").bold = True
    paragraph.add_run(" a ")
    paragraph.add_run("price").italic = True

    assert read_rich_text(document) == "<p>CO<sub>2</sub> is <b>not</b> a <i>price</i></p>"


def test_link_is_imported():
    document = create_document()
    add_link(document.add_paragraph("See "), "https://example.com/?a=1&b=2", "the data")

    assert read_rich_text(document) == (
        '<p>See <a href="https://example.com/?a=1&amp;b=2">the data</a></p>'
    )


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/elsewhere", "http:"],
)
def test_unsafe_link_becomes_text_and_is_reported(url):
    document = create_document()
    add_link(document.add_paragraph("See "), url, "the data")

    assert read_rich_text(document) == "<p>See the data</p>"
    assert get_entry_texts(document, "changed", "Links without a target") == [f"the data ({url})"]


def test_lists_are_imported():
    document = create_document()
    document.add_paragraph("Ports", style="List Bullet")
    document.add_paragraph("Quays", style="List Bullet")
    document.add_paragraph("First", style="List Number")

    assert (
        read_rich_text(document) == "<ul><li>Ports</li><li>Quays</li></ul><ol><li>First</li></ol>"
    )


def test_title_and_subtitle_become_title_and_standfirst():
    document = create_document()
    document.add_paragraph("Who pays for a quay", style="Title")
    document.add_paragraph("Mostly those who never see it.", style="Subtitle")
    document.add_paragraph("Text.")
    word_document = read_document(document)

    assert (word_document.title, word_document.standfirst) == (
        "Who pays for a quay",
        "Mostly those who never see it.",
    )
    assert [block["type"] for block in word_document.blocks] == ["paragraph"]


def test_first_heading_becomes_the_title_of_a_document_without_one():
    document = create_document()
    document.add_heading("Who pays", 1)
    document.add_heading("First", 2)
    word_document = read_document(document)

    assert word_document.title == "Who pays"
    assert [block["value"]["text"] for block in word_document.blocks] == ["First"]


def test_file_name_becomes_the_title_of_a_document_without_headings():
    assert (
        read_document(build_document("Text."), name="C:\\mine\\Quays in June.docx").title
        == "Quays in June"
    )


def test_heading_levels_start_at_two_without_gaps():
    document = create_document()
    document.add_paragraph("Title", style="Title")
    for text, level in (("A", 1), ("B", 3), ("C", 2), ("D", 3), ("E", 4), ("F", 6)):
        document.add_heading(text, level)

    assert [(value["text"], value["level"]) for _, value in read_blocks(document)] == [
        ("A", "2"),
        ("B", "3"),
        ("C", "3"),
        ("D", "4"),
        ("E", "4"),
        ("F", "4"),
    ]
    assert get_entry_texts(document, "changed", "Headings with a new level") == ["B", "E", "F"]


def test_long_heading_becomes_a_paragraph_and_is_reported():
    document = create_document()
    document.add_heading("Long " * 40, 1)

    assert read_rich_text(document).startswith("<p><b>Long Long")
    assert get_entry_texts(document, "changed", "Headings longer")


def build_table_document(*rows):
    document = create_document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return document, table


def test_table_is_imported_with_number_columns():
    document, _ = build_table_document(
        ("Quarter", "Ships"), ("First", "1,204"), ("Second", "–3.5 %")
    )
    ((block_type, value),) = read_blocks(document)

    assert block_type == "table"
    assert value["table"]["columns"] == [
        {"type": "text", "heading": "Quarter"},
        {"type": "number", "heading": "Ships"},
    ]
    assert [row["values"] for row in value["table"]["rows"]] == [
        ["First", "1,204"],
        ["Second", "–3.5 %"],
    ]


def test_merged_cells_are_split_and_reported():
    document, table = build_table_document(("A", "B", "C"), ("D", "E", "F"), ("G", "H", "I"))
    table.cell(1, 0).merge(table.cell(2, 1))
    ((_, value),) = read_blocks(document)

    assert [row["values"] for row in value["table"]["rows"]] == [
        ["D E G H", "", "F"],
        ["", "", "I"],
    ]
    assert get_entry_texts(document, "changed", "Merged cells") == ["D E G H"]


def test_column_span_is_limited():
    document, _ = build_table_document(("A",), ("B",))
    xml = (
        f"<w:document {W}><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='99999999'/>"
        "</w:tcPr><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>"
    )
    ((_, value),) = read_blocks(replace_files(document, {MAIN: xml}))

    assert len(value["table"]["columns"]) < 100


def test_image_is_imported_with_alternative_text_and_caption():
    document = create_document()
    document.add_picture(io.BytesIO(build_image()))
    describe_last_image(document, "A teal flag")
    document.add_paragraph("The flag in June", style="Caption")
    ((block_type, value),) = read_blocks(document)

    assert block_type == "figure"
    assert value["image"]["alt_text"] == "A teal flag"
    assert value["caption"] == "The flag in June"


def test_image_without_alternative_text_is_reported():
    document = create_document()
    document.add_picture(io.BytesIO(build_image()))

    assert get_entry_texts(document, "changed", "Images without alternative text")


def test_footnotes_become_a_list_at_the_end():
    document = build_document("Text.")
    note = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Customs, 2025.</w:t></w:r></w:p>
    </w:footnote></w:footnotes>"""
    text = f"""<w:document {W}><w:body><w:p><w:r><w:t>Ships</w:t></w:r><w:r><w:footnoteReference
    w:id="2"/></w:r></w:p></w:body></w:document>"""
    word_document = read_document(
        replace_parts(document, word__footnotes=note, word__document=text)
    )

    assert [block["value"]["text"] for block in word_document.blocks] == [
        "<p>Ships<sup>[1]</sup></p>",
        "Notes",
        "<ol><li>Customs, 2025.</li></ol>",
    ]
    assert word_document.report.dropped == {}
