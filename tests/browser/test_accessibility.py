"""Every page of the demo, for readers who do not see it, or not well, or use no mouse."""

import pytest

from tests.browser.axe import faults

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(page, site, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for address in site.addresses():
        page.goto(address)
        if faulty := faults(page):
            found[address] = faulty

    assert found == {}


def test_the_keyboard_reaches_every_link_and_control_in_order(page):
    page.goto(ARTICLE)
    expected = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
            .filter(each => each.checkVisibility()).length"""
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


def test_focus_is_seen_wherever_it_goes(page):
    page.goto(ARTICLE)
    unseen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        style, html = page.evaluate(
            """() => {
                const style = getComputedStyle(document.activeElement)
                const outline = `${style.outlineStyle} ${style.outlineWidth}`
                return [outline, document.activeElement.outerHTML]
            }"""
        )
        if "none" in style or style.endswith(" 0px"):
            unseen.append(html[:120])

    assert unseen == []


def test_the_first_stop_of_the_keyboard_leads_to_the_text(page):
    page.goto(ARTICLE)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
