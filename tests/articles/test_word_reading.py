"""What a Word document says is in the article that is made of it, or in the report."""

import io

import pytest
from docx import Document

from articles.word.importing import WordDocument
from tests.articles.word_documents import (
    MAIN,
    W,
    add_link,
    add_xml,
    describe_last_picture,
    document_of,
    picture,
    upload,
    with_files,
    with_parts,
)

WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


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
        ("A", "2"), ("B", "3"), ("C", "3"), ("D", "4"), ("E", "4"), ("F", "4"),
    ]  # fmt: skip
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
        ["First", "1,204"], ["Second", "–3.5 %"],
    ]  # fmt: skip


def test_merged_cells_keep_the_shape_of_the_table_and_are_told():
    document, table = table_of(("A", "B", "C"), ("D", "E", "F"), ("G", "H", "I"))
    table.cell(1, 0).merge(table.cell(2, 1))
    ((_, value),) = body_of(document)

    assert [row["values"] for row in value["table"]["rows"]] == [
        ["D E G H", "", "F"], ["", "", "I"],
    ]  # fmt: skip
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
        "<p>Ships<sup>[1]</sup></p>", "Notes", "<ol><li>Customs, 2025.</li></ol>",
    ]  # fmt: skip
    assert word.report.lost == {}


def test_a_note_to_which_nothing_refers_is_told():
    note = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Customs, 2025.</w:t></w:r></w:p>
    </w:footnote></w:footnotes>"""

    assert one_remark(
        with_parts(document_of("Text."), word__footnotes=note), "lost", "Notes to which"
    ) == ["Customs, 2025."]


def test_a_comment_is_told_with_its_author():
    document = document_of("Text.")
    document.add_comment(document.paragraphs[0].runs, text="Is this so?", author="Bea")

    assert one_remark(document, "lost", "Comments") == ["Bea: Is this so?"]


def test_headers_and_footers_are_told():
    document = document_of("Text.")
    document.sections[0].header.paragraphs[0].text = "Do not cite"
    document.sections[0].footer.paragraphs[0].text = "June"

    assert one_remark(document, "lost", "Headers and footers") == ["Do not cite", "June"]


def test_insertions_are_in_the_article_and_deletions_in_the_report():
    document = Document()
    add_xml(
        document,
        '<w:r><w:t xml:space="preserve">Ports </w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText>rise</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>fall</w:t></w:r></w:ins>',
    )

    assert text_of(document) == "<p>Ports fall</p>"
    assert one_remark(document, "lost", "Deleted in tracked changes") == ["rise"]
    assert one_remark(document, "changed", "Inserted in tracked changes") == ["fall"]


def test_an_equation_is_plain_text_in_its_place_and_told():
    document = Document()
    add_xml(
        document,
        '<w:r><w:t xml:space="preserve">So </w:t></w:r>'
        "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>",
    )

    assert text_of(document) == "<p>So a=b</p>"
    assert one_remark(document, "changed", "Equations") == ["a=b"]


def test_a_field_keeps_its_words():
    document = Document()
    add_xml(
        document,
        '<w:r><w:t xml:space="preserve">Table </w:t></w:r>'
        '<w:fldSimple w:instr="SEQ Table"><w:r><w:t>7</w:t></w:r></w:fldSimple>',
    )

    assert text_of(document) == "<p>Table 7</p>"


def test_the_text_of_a_text_box_stands_after_its_paragraph_and_is_told():
    document = Document()
    add_xml(
        document,
        f"<w:r><w:t>Before.</w:t><w:drawing><wp:inline {WP}><a:graphic {A}><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp {WPS}><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
        "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r>",
    )

    assert text_of(document) == "<p>Before.</p><p>In a box.</p>"
    assert one_remark(document, "changed", "Text of text boxes") == ["In a box."]


def test_a_chart_is_told_with_its_words():
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        "<c:v>Ships</c:v><c:v>12</c:v></c:chartSpace>"
    )
    document = with_parts(document_of("Text."), word__charts__chart1=chart)

    assert one_remark(document, "lost", "Charts") == ["Ships 12"]


def test_an_embedded_object_is_told():
    document = Document()
    add_xml(
        document,
        '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
        'ProgID="Excel.Sheet.12"/></w:object></w:r>',
    )

    assert one_remark(document, "lost", "Embedded objects") == ["Excel.Sheet.12"]


def test_words_that_the_reader_of_word_passes_over_are_told():
    document = Document()
    add_xml(
        document, "<w:ruby><w:rubyBase><w:r><w:t>Kept nowhere</w:t></w:r></w:rubyBase></w:ruby>"
    )

    assert one_remark(document, "lost", "Text that did not get") == ["Kept nowhere"]


def test_hidden_text_is_told():
    document = document_of("Secret")
    document.paragraphs[0].runs[0].font.hidden = True

    assert one_remark(document, "changed", "Text that is hidden") == ["Secret"]


def test_struck_text_is_told():
    document = document_of("Not so")
    document.paragraphs[0].runs[0].font.strike = True

    assert text_of(document) == "<p>Not so</p>"
    assert one_remark(document, "changed", "Struck-through") == ["Not so"]


def test_a_picture_that_the_text_does_not_show_is_told():
    document = with_files(document_of("Text."), {"word/media/left.png": picture()})

    assert one_remark(document, "lost", "Pictures that stand where") == ["left.png"]


def test_markup_in_a_document_stays_text():
    document = document_of("<script>alert(1)</script>")
    document.add_heading("<img src=x onerror=alert(1)>", 1)
    (_, paragraph), (_, heading) = body_of(document)

    assert paragraph["text"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert heading["text"] == "<img src=x onerror=alert(1)>"


def test_a_document_without_trouble_has_an_empty_report():
    assert not read(document_of("Text.")).report
