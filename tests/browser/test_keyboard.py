"""Without a mouse: an editor writes an article of three blocks and publishes it."""

import re

from playwright.sync_api import expect

from tests.browser.desk import PREVIEW, sign_in, wait_until_saved

TITLE = "Ferries without cars"
# More stops than any page of the admin has.
STOPS = 300


def reach(target, key="Tab"):
    """Press Tab, or what leads through a menu, until this has the focus."""
    target.wait_for()
    for _ in range(STOPS):
        target.page.keyboard.press(key)
        # The user bar is a document of its own.
        if target.evaluate("node => node === node.getRootNode().activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {target}")


def press(target, key="Tab"):
    reach(target, key)
    target.page.keyboard.press("Enter")


def fill(target, words):
    reach(target)
    target.page.keyboard.type(words)


def add_block(page, name):
    """Find a block by its name in the menu after the last one, and take it."""
    press(page.get_by_role("button", name="Insert a block").last)
    fill(page.get_by_role("combobox", name="Search options"), name)
    expect(page.locator("[role=option]").first).to_have_text(name)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_the_keyboard_alone_writes_and_publishes_an_article(page, site):
    sign_in(page, "editor", site)
    page.goto("/blogs/idris-folio/")
    press(page.get_by_role("button", name="View Wagtail quick actions"))
    press(page.get_by_role("menuitem", name="Add a child page"), "ArrowDown")

    fill(page.locator("[name=title]"), TITLE)
    fill(page.locator("[name=standfirst]"), "A boat needs no car to be a road.")
    body = page.locator("[data-contentpath=body]")
    add_block(page, "Heading")
    fill(body.get_by_label("Text").last, "Who goes across")
    add_block(page, "Paragraph")
    fill(body.get_by_role("textbox").last, "Most of them walk on and walk off.")
    add_block(page, "Quotation")
    fill(body.get_by_label("Text").last, "It is a bridge that leaves every hour.")
    wait_until_saved(page)

    press(page.get_by_role("button", name="More actions"))
    press(page.get_by_role("button", name="Publish", exact=True))
    fill(page.get_by_label("Why is it published all the same?"), "Its picture comes tomorrow")
    press(page.get_by_role("button", name="Publish all the same"))
    expect(page.locator(".messages")).to_contain_text("published", timeout=PREVIEW)

    page.goto("/blogs/idris-folio/ferries-without-cars/")
    article = page.locator("main")
    expect(article.get_by_role("heading", name=re.compile("Who goes across"))).to_be_visible()
    expect(article.get_by_text("walk on and walk off")).to_be_visible()
    expect(article.get_by_text("a bridge that leaves every hour")).to_be_visible()
