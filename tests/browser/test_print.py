"""The print edition, as Chromium prints it."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"
LAYERED = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
FOLDED = ("For researchers", "Choosing a denominator", "For students", "Has democracy there")
SIZES = {"A4": (595, 842), "Letter": (612, 792)}


@pytest.fixture(params=["", "print/"], ids=["from the page", "from the print view"])
def print_pages(request, page):
    """Return the texts of the printed pages, as a reader of either page gets them."""

    def print_pages(size="A4", path=ARTICLE):
        page.goto(f"{path}{request.param}", wait_until="networkidle")
        document = PdfReader(io.BytesIO(page.pdf(format=size, prefer_css_page_size=False)))
        box = document.pages[0].mediabox
        assert (round(box.width), round(box.height)) == pytest.approx(SIZES[size], abs=2)
        texts = [each.extract_text(extraction_mode="layout") for each in document.pages]
        # Ligatures as the letters they stand for.
        return [unicodedata.normalize("NFKC", text) for text in texts]

    return print_pages


def words_of(text):
    return " ".join(text.split())


def headings_of(page):
    """Return the headings of the article's sections, with their numbers."""
    headings = page.evaluate(
        """() => [...document.querySelectorAll("article .heading > :is(h2, h3)")]
            .map(each => each.textContent)"""
    )
    return [words_of(heading) for heading in headings]


@pytest.mark.parametrize("size", SIZES)
def test_title_date_and_every_section_are_printed(print_pages, page, size):
    printed = words_of(" ".join(print_pages(size)))
    headings = [each for each in headings_of(page) if each[0].isdecimal()]

    assert "Mexico and Russia: an old acquaintance at long distance" in printed
    assert "14 September 2023" in printed
    assert "Aurelio Tintero" in printed
    assert len(headings) == 6
    for heading in headings:
        assert heading in printed


def test_no_navigation_or_control_is_printed(print_pages):
    printed = words_of(" ".join(print_pages()))

    for word in ("Search", "Topics", "Share this article", "Copy link", "Skip to", "Print"):
        assert word not in printed


def test_pages_are_numbered_under_a_running_title(print_pages):
    pages = print_pages()

    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in words_of(text)
        assert "Mexico and Russia" in words_of(text)


def test_addresses_of_links_are_spelled_out(print_pages, page, site):
    printed = "".join("".join(print_pages(path="/analysis/the-state-of-evidence-2026/")).split())
    links = page.locator(".prose .text a[href]").evaluate_all("all => all.map(each => each.href)")

    assert any(link.startswith(site.url) for link in links)
    for link in links:
        assert f"({link})" in printed


def test_addresses_of_other_sites_are_spelled_out(print_pages):
    assert "(https://www.un.org/)" in "".join("".join(print_pages()).split())


def test_an_embed_is_its_address_and_caption(print_pages):
    printed = "".join(
        "".join(print_pages(path="/blogs/paloma-quill/open-films-open-tools/")).split()
    )

    assert "https://www.youtube.com/watch?v=aqz-KE-bpKQ" in printed


def test_no_heading_is_left_alone_at_the_foot_of_a_page(print_pages, page):
    pages = print_pages()
    headings = set(headings_of(page))

    for text in pages[:-1]:
        lines = [words_of(line) for line in text.splitlines() if line.strip()]
        # The last line is the page's number.
        assert lines[-2] not in headings


def test_what_is_folded_on_screen_is_printed_under_its_label(print_pages):
    printed = words_of(" ".join(print_pages(path=LAYERED)))

    for words in FOLDED:
        assert words in printed


def test_what_is_folded_is_printed_without_scripts(browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(LAYERED)
    document = PdfReader(io.BytesIO(page.pdf()))
    printed = words_of(" ".join(each.extract_text() for each in document.pages))
    context.close()

    for words in FOLDED:
        assert words in printed


def test_the_closed_poll_is_printed_with_its_frozen_result(print_pages):
    printed = words_of(" ".join(print_pages()))

    assert "What does the United States want of Russia in the long run?" in printed
    for figure in ("31 %", "28 %", "22 %", "19 %", "108 ballots", "Closed on 14 October 2023"):
        assert figure in printed
    assert "/polls/american-goals-for-russia/results/" in printed
    assert "Method, data" not in printed
