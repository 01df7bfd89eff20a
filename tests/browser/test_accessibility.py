"""Accessibility of the demo's pages: axe, keyboard and focus."""

import pytest

from tests.browser.axe import find_violations

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_have_no_accessibility_violations(page, site, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    violations = {}
    for url in site.get_urls():
        page.goto(url)
        if on_page := find_violations(page):
            violations[url] = on_page

    assert violations == {}


def test_keyboard_reaches_links_and_controls_in_order(page):
    page.goto(ARTICLE)
    expected = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
            .filter(element => element.checkVisibility()).length"""
    )

    order = []
    for _ in range(expected):
        page.keyboard.press("Tab")
        order.append(
            page.evaluate(
                """() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"""
            )
        )

    assert order == sorted(order)
    assert len(set(order)) == expected


def test_focus_is_visible(page):
    page.goto(ARTICLE)
    invisible = []
    for _ in range(30):
        page.keyboard.press("Tab")
        style, html = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement)
                const line = `${style.outlineStyle} ${style.outlineWidth}`
                return [line, document.activeElement.outerHTML]
            }"""
        )
        if "none" in style or style.endswith(" 0px"):
            invisible.append(html[:120])

    assert invisible == []


def test_first_tab_stop_skips_to_the_content(page):
    page.goto(ARTICLE)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
