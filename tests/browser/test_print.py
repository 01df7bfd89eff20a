"""The print edition, as Chromium prints it."""

import io
import unicodedata

import pytest
from pypdf import PdfReader

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"
WITH_SECTIONS = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
SECTION_TEXTS = ("For researchers", "Choosing a denominator", "For students", "Has democracy there")
SIZES = {"A4": (595, 842), "Letter": (612, 792)}


@pytest.fixture(params=["", "print/"], ids=["from the page", "from the print view"])
def print_pages(request, page):
    """Return a function that prints an article and returns the text of each printed page."""

    def print_pages(size="A4", path=ARTICLE):
        page.goto(f"{path}{request.param}", wait_until="networkidle")
        document = PdfReader(io.BytesIO(page.pdf(format=size, prefer_css_page_size=False)))
        box = document.pages[0].mediabox
        assert (round(box.width), round(box.height)) == pytest.approx(SIZES[size], abs=2)
        texts = [sheet.extract_text(extraction_mode="layout") for sheet in document.pages]
        # Replaces ligatures by their letters.
        return [unicodedata.normalize("NFKC", text) for text in texts]

    return print_pages


def normalize_space(text):
    return " ".join(text.split())


def get_headings(page):
    """Return the numbered headings of the sections of the article."""
    headings = page.evaluate(
        """() => [...document.querySelectorAll("article .heading > :is(h2, h3)")]
            .map(heading => heading.textContent)"""
    )
    return [normalize_space(heading) for heading in headings]


@pytest.mark.parametrize("size", SIZES)
def test_title_date_and_sections_are_printed(print_pages, page, size):
    printed_text = normalize_space(" ".join(print_pages(size)))
    headings = [heading for heading in get_headings(page) if heading[0].isdecimal()]

    assert "Mexico and Russia: an old acquaintance at long distance" in printed_text
    assert "14 September 2023" in printed_text
    assert "Aurelio Tintero" in printed_text
    assert len(headings) == 6
    for heading in headings:
        assert heading in printed_text


def test_navigation_and_controls_are_not_printed(print_pages):
    printed_text = normalize_space(" ".join(print_pages()))

    for word in ("Search", "Topics", "Share this article", "Copy link", "Skip to", "Print"):
        assert word not in printed_text


def test_pages_have_numbers_and_a_running_title(print_pages):
    pages = print_pages()

    assert len(pages) > 2
    for number, text in enumerate(pages, start=1):
        assert f"{number} / {len(pages)}" in normalize_space(text)
        assert "Mexico and Russia" in normalize_space(text)


def test_urls_of_links_are_printed(print_pages, page, site):
    printed_text = "".join(
        "".join(print_pages(path="/analysis/the-state-of-evidence-2026/")).split()
    )
    links = page.locator(".prose .text a[href]").evaluate_all(
        "links => links.map(link => link.href)"
    )

    assert any(link.startswith(site.url) for link in links)
    for link in links:
        assert f"({link})" in printed_text


def test_urls_of_other_sites_are_printed(print_pages):
    assert "(https://www.un.org/)" in "".join("".join(print_pages()).split())


def test_embed_is_printed_as_its_url(print_pages):
    printed_text = "".join(
        "".join(print_pages(path="/blogs/paloma-quill/open-films-open-tools/")).split()
    )

    assert "https://www.youtube.com/watch?v=aqz-KE-bpKQ" in printed_text


def test_heading_is_not_the_last_line_of_a_page(print_pages, page):
    pages = print_pages()
    headings = set(get_headings(page))

    for text in pages[:-1]:
        lines = [normalize_space(line) for line in text.splitlines() if line.strip()]
        # The last line is the page's number.
        assert lines[-2] not in headings


def test_collapsed_sections_are_printed(print_pages):
    printed_text = normalize_space(" ".join(print_pages(path=WITH_SECTIONS)))

    for words in SECTION_TEXTS:
        assert words in printed_text


def test_collapsed_sections_are_printed_without_scripts(browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(WITH_SECTIONS)
    document = PdfReader(io.BytesIO(page.pdf()))
    printed_text = normalize_space(" ".join(sheet.extract_text() for sheet in document.pages))
    context.close()

    for words in SECTION_TEXTS:
        assert words in printed_text


def test_closed_poll_is_printed_with_its_frozen_result(print_pages):
    printed_text = normalize_space(" ".join(print_pages()))

    assert "What does the United States want of Russia in the long run?" in printed_text
    for figure in ("31%", "28%", "22%", "19%", "108 ballots", "Closed on 14 October 2023"):
        assert figure in printed_text
    assert "/polls/american-goals-for-russia/results/" in printed_text
    assert "Methodology, data" not in printed_text
