"""An editor writes and publishes an article by keyboard alone."""

import re

from playwright.sync_api import expect

from tests.browser.editor_steps import EDITOR_TIMEOUT, sign_in, wait_until_saved

TITLE = "Ferries without cars"
# More tab stops than any page of the admin has.
MAX_TAB_STOPS = 300


def move_focus(target, key="Tab"):
    """Press Tab, or the key that moves through a menu, until the target has the focus."""
    target.wait_for()
    for _ in range(MAX_TAB_STOPS):
        target.page.keyboard.press(key)
        # The user bar is in a shadow root.
        if target.evaluate("node => node === node.getRootNode().activeElement"):
            return
    raise AssertionError(f"The keyboard does not move_focus {target}")


def press(target, key="Tab"):
    move_focus(target, key)
    target.page.keyboard.press("Enter")


def fill_by_keyboard(target, text):
    move_focus(target)
    target.page.keyboard.type(text)


def add_block(page, name):
    """Add a block at the end of the body, from the search field of the menu."""
    press(page.get_by_role("button", name="Insert a block").last)
    fill_by_keyboard(page.get_by_role("combobox", name="Search options"), name)
    expect(page.locator("[role=option]").first).to_have_text(name)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def saves(text):
    """Return a predicate for the response to an autosave of a form with this text."""
    return lambda response: text in (response.request.post_data_buffer or b"").decode()


def test_article_is_written_and_published_by_keyboard(page, site):
    sign_in(page, "editor", site)
    page.goto("/blogs/idris-folio/")
    press(page.get_by_role("button", name="View Wagtail quick actions"))
    press(page.get_by_role("menuitem", name="Add a child page"), "ArrowDown")

    fill_by_keyboard(page.locator("[name=title]"), TITLE)
    fill_by_keyboard(page.locator("[name=standfirst]"), "A boat needs no car to be a road.")
    body = page.locator("[data-contentpath=body]")
    add_block(page, "Heading")
    fill_by_keyboard(body.get_by_label("Text").last, "Who goes across")
    add_block(page, "Paragraph")
    fill_by_keyboard(body.get_by_role("textbox").last, "Most of them walk on and walk off.")
    add_block(page, "Quotation")
    with page.expect_response(saves("It is a bridge that leaves every hour.")):
        fill_by_keyboard(body.get_by_label("Text").last, "It is a bridge that leaves every hour.")
    wait_until_saved(page)

    press(page.get_by_role("button", name="More actions"))
    press(page.get_by_role("button", name="Publish", exact=True))
    fill_by_keyboard(page.get_by_label("Reason"), "Its image comes tomorrow")
    press(page.get_by_role("button", name="Publish anyway"))
    expect(page.locator(".messages")).to_contain_text("published", timeout=EDITOR_TIMEOUT)

    page.goto("/blogs/idris-folio/ferries-without-cars/")
    article = page.locator("main")
    expect(article.get_by_role("heading", name=re.compile("Who goes across"))).to_be_visible()
    expect(article.get_by_text("walk on and walk off")).to_be_visible()
    expect(article.get_by_text("a bridge that leaves every hour")).to_be_visible()
