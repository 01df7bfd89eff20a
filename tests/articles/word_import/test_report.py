"""Content that is dropped or changed by the import is reported."""

from tests.articles.word_import.documents import (
    W,
    add_xml,
    build_document,
    build_image,
    create_document,
    get_entry_texts,
    read_blocks,
    read_document,
    read_rich_text,
    replace_files,
    replace_parts,
)

WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def test_note_without_a_reference_is_reported():
    note = f"""<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>Customs, 2025.</w:t></w:r></w:p>
    </w:footnote></w:footnotes>"""

    assert get_entry_texts(
        replace_parts(build_document("Text."), word__footnotes=note),
        "dropped",
        "Notes without a reference",
    ) == ["Customs, 2025."]


def test_comment_is_reported_with_its_author():
    document = build_document("Text.")
    document.add_comment(document.paragraphs[0].runs, text="Is this so?", author="Bea")

    assert get_entry_texts(document, "dropped", "Comments") == ["Bea: Is this so?"]


def test_headers_and_footers_are_reported():
    document = build_document("Text.")
    document.sections[0].header.paragraphs[0].text = "Do not cite"
    document.sections[0].footer.paragraphs[0].text = "June"

    assert get_entry_texts(document, "dropped", "Headers and footers") == ["Do not cite", "June"]


def test_tracked_insertions_are_imported_and_deletions_reported():
    document = create_document()
    add_xml(
        document,
        '<w:r><w:t xml:space="preserve">Ports </w:t></w:r>'
        '<w:del w:id="1" w:author="A"><w:r><w:delText>rise</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="A"><w:r><w:t>fall</w:t></w:r></w:ins>',
    )

    assert read_rich_text(document) == "<p>Ports fall</p>"
    assert get_entry_texts(document, "dropped", "Text deleted in tracked changes") == ["rise"]
    assert get_entry_texts(document, "changed", "Text inserted in tracked changes") == ["fall"]


def test_equation_becomes_plain_text_and_is_reported():
    document = create_document()
    add_xml(
        document,
        '<w:r><w:t xml:space="preserve">So </w:t></w:r>'
        "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>",
    )

    assert read_rich_text(document) == "<p>So a=b</p>"
    assert get_entry_texts(document, "changed", "Equations") == ["a=b"]


def test_text_of_a_field_is_imported():
    document = create_document()
    add_xml(
        document,
        '<w:r><w:t xml:space="preserve">Table </w:t></w:r>'
        '<w:fldSimple w:instr="SEQ Table"><w:r><w:t>7</w:t></w:r></w:fldSimple>',
    )

    assert read_rich_text(document) == "<p>Table 7</p>"


def test_text_box_follows_its_paragraph_and_is_reported():
    document = create_document()
    add_xml(
        document,
        f"<w:r><w:t>Before.</w:t><w:drawing><wp:inline {WP}><a:graphic {A}><a:graphicData "
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp {WPS}><wps:txbx><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
        "</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r>",
    )

    assert read_rich_text(document) == "<p>Before.</p><p>In a box.</p>"
    assert get_entry_texts(document, "changed", "Text of text boxes") == ["In a box."]


def test_chart_is_reported_with_its_text():
    chart = (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        "<c:v>Ships</c:v><c:v>12</c:v></c:chartSpace>"
    )
    document = replace_parts(build_document("Text."), word__charts__chart1=chart)

    assert get_entry_texts(document, "dropped", "Charts") == ["Ships 12"]


def test_embedded_object_is_reported():
    document = create_document()
    add_xml(
        document,
        '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
        'ProgID="Excel.Sheet.12"/></w:object></w:r>',
    )

    assert get_entry_texts(document, "dropped", "Embedded objects") == ["Excel.Sheet.12"]


def test_text_that_the_converter_skips_is_reported():
    document = create_document()
    add_xml(document, "<w:ruby><w:rubyBase><w:r><w:t>Lost words</w:t></w:r></w:rubyBase></w:ruby>")

    assert get_entry_texts(document, "dropped", "Text that was not imported") == ["Lost words"]


def test_hidden_text_is_reported():
    document = build_document("Secret")
    document.paragraphs[0].runs[0].font.hidden = True

    assert get_entry_texts(document, "changed", "Text hidden in Word") == ["Secret"]


def test_struck_through_text_is_reported():
    document = build_document("Not so")
    document.paragraphs[0].runs[0].font.strike = True

    assert read_rich_text(document) == "<p>Not so</p>"
    assert get_entry_texts(document, "changed", "Struck-through") == ["Not so"]


def test_unused_image_is_reported():
    document = replace_files(build_document("Text."), {"word/media/left.png": build_image()})

    assert get_entry_texts(document, "dropped", "Images in parts of the document") == ["left.png"]


def test_html_in_a_document_is_escaped():
    document = build_document("<script>alert(1)</script>")
    document.add_heading("<img src=x onerror=alert(1)>", 1)
    (_, paragraph), (_, heading) = read_blocks(document)

    assert paragraph["text"] == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"
    assert heading["text"] == "<img src=x onerror=alert(1)>"


def test_plain_document_has_an_empty_report():
    assert not read_document(build_document("Text.")).report
