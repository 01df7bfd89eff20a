"""What of a Word document is not in the article, or is there otherwise, is told."""

from docx import Document

from tests.articles.word_documents import (
    W,
    add_xml,
    body_of,
    document_of,
    one_remark,
    picture,
    read,
    text_of,
    with_files,
    with_parts,
)

WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


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
