"""Content pasted from other programs becomes blocks, without styles and scripts."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.editor_steps import add_block, open_new_article, paste, type_text

# Milliseconds that a save may take, on a busy machine.
SAVE_TIMEOUT = 30_000

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator
content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h2 style='mso-list:none'>Who pays<o:p></o:p></h2>
<p class=MsoNormal style='margin-bottom:8pt'>Ports <b style='mso-bidi-font-weight:normal'>fall</b>
<i>first</i>, <span style='color:red;mso-fareast-language:EN-GB'>and then</span>
<a href="https://example.com/data">the data</a><o:p></o:p></p>
<ul style='margin-top:0cm' type=disc>
<li class=MsoNormal style='mso-list:l0 level1 lfo1'>One quay<o:p></o:p></li>
<li class=MsoNormal>Two quays<o:p></o:p></li></ul>
<p class=MsoNormal>The end.<o:p></o:p></p><!--EndFragment--></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f">
<h2 dir="ltr" style="line-height:1.38"><span
style="font-size:16pt;font-weight:400">Who pays</span></h2>
<p dir="ltr" style="line-height:1.38"><span style="font-weight:400">Ports </span><span
style="font-weight:700">fall</span><span style="font-weight:400"> </span><span
style="font-weight:400;font-style:italic">first</span><span
style="font-weight:400">, and then </span><a
href="https://example.com/data" style="text-decoration:none"><span
style="color:#1155cc;font-weight:400;text-decoration:underline">the data</span></a></p>
<ul style="padding-inline-start:48px"><li dir="ltr" aria-level="1"><p
dir="ltr" role="presentation"><span
style="font-weight:400">One quay</span></p></li><li dir="ltr" aria-level="1"><p dir="ltr"
role="presentation"><span style="font-weight:400">Two quays</span></p></li></ul>
<p dir="ltr"><span style="font-weight:400">The end.</span></p></b><br
class="Apple-interchange-newline">"""

LIBREOFFICE = """<!DOCTYPE html><html><head>
<meta name="generator" content="LibreOffice 7.4 (Linux)"/>
<style type="text/css">p { line-height: 115%; background: transparent }</style></head>
<body lang="en-GB">
<h2 class="western">Who pays</h2>
<p style="line-height: 100%">Ports <b>fall</b> <i>first</i>, <font color="#ff0000">and then</font>
<a href="https://example.com/data">the data</a></p>
<ul><li><p>One quay</p></li><li><p>Two quays</p></li></ul>
<p>The end.</p></body></html>"""

HOSTILE = """<p>Read <a href="javascript:alert(1)">this</a><script>alert(1)</script>
<img src="https://tracker.example/pixel.gif" width=1 height=1 onerror="alert(1)">
<span style="background:url(https://tracker.example)" onclick="alert(1)">now</span>.</p>
<p>The end.</p>"""

TABLE = """<table class=MsoTableGrid><tr><td><p class=MsoNormal><b>Quarter</b><o:p></o:p></p></td>
<td><p class=MsoNormal>Ships</p></td></tr><tr><td><p>First</p></td><td><p>1,204</p></td></tr>
<tr><td><p>Second</p></td><td><p>1,187</p></td></tr></table>"""

ROWS = [["Quarter", "Ships"], ["First", "1,204"], ["Second", "1,187"]]


@pytest.fixture
def form(admin, request):
    """A new article in the editor, titled with the name of the test."""
    open_new_article(admin)
    admin.title_of_test = request.node.name
    admin.locator("[name=title]").fill(admin.title_of_test)
    return admin


def get_text_box(form):
    return form.locator("[data-contentpath=body] [role=textbox]").last


def paste_text(form, html, text="", last="The end."):
    """Paste into a new paragraph block, and wait until the form has the `last` words."""
    add_block(form, "Paragraph")
    get_text_box(form).click()
    paste(get_text_box(form), html, text or last)
    wait_for_text(form, last)


def wait_for_text(form, last):
    """Wait for the form: the editor updates it a moment after it shows the text."""
    expect(get_text_box(form)).to_contain_text(last)
    field = form.locator("[name^=body][name$=-text][type=hidden]").last
    form.wait_for_function(
        "([field, last]) => field.value.includes(last)", arg=[field.element_handle(), last]
    )


def save(form, site):
    """Save the draft, and return the raw blocks that were stored."""
    saving = form.locator("#w-autosave-indicator[data-w-autosave-state-value=saving]")
    expect(saving).to_have_count(0, timeout=SAVE_TIMEOUT)
    form.locator("[data-contentpath=body]").first.wait_for()
    form.get_by_role("button", name="Save draft").click()
    expect(form.locator(".messages")).to_contain_text(form.title_of_test, timeout=SAVE_TIMEOUT)
    code = (
        "import json; from articles.models import ArticlePage; "
        f"page = ArticlePage.objects.get(title={form.title_of_test!r}); "
        "print('STORED', json.dumps(list(page.get_latest_revision_as_object().body.raw_data)))"
    )
    return json.loads(site.run_code(code).rpartition("STORED ")[2])


def remove_block_keys(text):
    """Return rich text without the keys that Wagtail adds to its paragraphs."""
    return re.sub(r' data-block-key="[^"]*"', "", text)


def get_contents(blocks):
    """Return [(type, the text, or the level and heading, or the rows)] of blocks."""
    contents = []
    for block in blocks:
        value = block["value"]
        match block["type"]:
            case "heading":
                contents.append(("heading", f"{value['level']} {value['text']}"))
            case "table":
                headings = [column["heading"] for column in value["table"]["columns"]]
                rows = [row["values"] for row in value["table"]["rows"]]
                contents.append(("table", [headings, *rows]))
            case kind:
                contents.append((kind, remove_block_keys(value["text"])))
    return contents


@pytest.mark.parametrize("html", [WORD, GOOGLE, LIBREOFFICE], ids=["word", "google", "libreoffice"])
def test_pasted_text_becomes_blocks(form, site, html):
    paste_text(form, html)

    assert get_contents(save(form, site)) == [
        ("heading", "2 Who pays"),
        (
            "paragraph",
            "<p>Ports <b>fall</b> <i>first</i>, and then "
            '<a href="https://example.com/data">the data</a></p>'
            "<ul><li>One quay</li><li>Two quays</li></ul><p>The end.</p>",
        ),
    ]


def test_table_within_text_becomes_a_block(form, site):
    paste_text(form, f"<p>Before.</p>{TABLE}<p>The end.</p>")

    assert get_contents(save(form, site)) == [
        ("paragraph", "<p>Before.</p>"),
        ("table", ROWS),
        ("paragraph", "<p>The end.</p>"),
    ]


def test_typed_text_precedes_pasted_text(form, site):
    add_block(form, "Paragraph")
    type_text(form, "Typed.")
    paste(get_text_box(form), "<h3>Who pays</h3><p>The end.</p>")
    wait_for_text(form, "The end.")

    assert get_contents(save(form, site)) == [
        ("paragraph", "<p>Typed.</p>"),
        ("heading", "3 Who pays"),
        ("paragraph", "<p>The end.</p>"),
    ]


def test_scripts_and_trackers_are_dropped(form, site):
    urls = []
    form.on("request", lambda request: urls.append(request.url))
    paste_text(form, HOSTILE)
    ((_, text),) = get_contents(save(form, site))

    assert re.sub(" +", " ", text) == "<p>Read this now.</p><p>The end.</p>"
    assert not [url for url in urls if "tracker" in url]


def test_markup_in_a_heading_or_cell_is_text(form, site):
    script = "&lt;img src=x onerror=alert(1)&gt;"
    paste_text(form, f"<h2>{script}</h2><table><tr><td>{script}<td>B</table><p>The end.</p>")
    (_, heading), (_, rows), _ = get_contents(save(form, site))

    assert heading == "2 <img src=x onerror=alert(1)>"
    assert rows == [["", ""], ["<img src=x onerror=alert(1)>", "B"]]


@pytest.mark.parametrize(
    ("html", "text"),
    [(TABLE, ""), ("", "Quarter\tShips\nFirst\t1,204\nSecond\t1,187\n")],
    ids=["html", "tabs"],
)
def test_table_fills_an_empty_table_block(form, site, html, text):
    add_block(form, "Table")
    paste(form.get_by_label("Caption").last, html, text)
    expect(form.locator(".typed-table-block tbody tr")).to_have_count(2)

    assert get_contents(save(form, site)) == [("table", ROWS)]


def test_table_pasted_into_a_cell_starts_there(form, site):
    add_block(form, "Table")
    paste(form.get_by_label("Caption").last, TABLE)
    cell = form.locator(".typed-table-block tbody tr").last.locator("td input[type=text]").last
    form.on("dialog", lambda dialog: dialog.accept())
    paste(cell, "<table><tr><td>1,190</td><td>new</td></tr><tr><td>1,201</td></tr></table>")

    assert get_contents(save(form, site)) == [
        (
            "table",
            [
                ["Quarter", "Ships", ""],
                ["First", "1,204", ""],
                ["Second", "1,190", "new"],
                ["", "1,201", ""],
            ],
        )
    ]


def test_cells_with_text_are_overwritten_only_on_confirmation(form, site):
    add_block(form, "Table")
    paste(form.get_by_label("Caption").last, TABLE)
    form.on("dialog", lambda dialog: dialog.dismiss())
    paste(form.locator(".typed-table-block tbody td input[type=text]").first, TABLE)

    assert get_contents(save(form, site)) == [("table", ROWS)]


def test_megabyte_of_text_is_stored(form, site):
    words = "Nobody counts the ports. " * 42_000
    paste_text(form, "", f"{words}The end.")
    ((_, text),) = get_contents(save(form, site))

    assert len(text) > 1_000_000
    assert text.endswith("The end.</p>")
