"""What editorial staff do in the admin, in steps that tests put together."""

import re

from playwright.sync_api import expect

# Milliseconds in which the editor follows a change, on a machine that does much else.
PREVIEW = 20_000
# Marks the document once Wagtail watches its form for changes.
WATCHED = """
addEventListener("w-unsaved:watch-edits", () => document.documentElement.dataset.watched = "");
"""
PASTE = """(node, {html, text}) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = { clipboardData: data, bubbles: true, cancelable: true };
  node.dispatchEvent(new ClipboardEvent("paste", event));
}"""


def sign_in(page, name, site):
    """Sign in as one of the demo's staff, and return the page."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(site.passwords[name])
    page.get_by_role("button", name="Sign in").click()
    return page


def open_form(page):
    """Start a new article on Idris Folio's blog, from the blog itself."""
    page.goto("/blogs/idris-folio/")
    page.get_by_role("button", name="View Wagtail quick actions").click()
    page.get_by_role("menuitem", name="Add a child page").click()


def add_block(page, name):
    """Add a block of this kind at the end of the body."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name).click()


def write(page, words):
    """Type into the last text; it hands the words to the form a moment later."""
    page.locator("[data-contentpath=body] [role=textbox]").last.click()
    page.keyboard.type(words)
    field = page.locator("[name^=body][name$=-text][type=hidden]").last
    expect(field).to_have_value(re.compile(re.escape(words)))


def paste(target, html, text=""):
    target.evaluate(PASTE, {"html": html, "text": text})


def preview_as(page, audience, shown):
    """Choose a mode of the preview by its label, and again until `shown` is visible in it.

    Wagtail forgets a choice made while it is putting up the page of the mode before, or while it
    puts the panel up anew for a page that it has just saved for the first time.
    """
    for _ in range(10):
        page.get_by_label("Preview mode").select_option(audience)
        try:
            return expect(shown).to_be_visible(timeout=3000)
        except AssertionError:
            continue
    raise AssertionError(f"The preview does not show the mode {audience}.")


def wait_until_saved(page):
    """Wagtail saves a new page by itself, and fails where it is published at that very moment."""
    saving = page.locator("#w-autosave-indicator[data-w-autosave-state-value=saving]")
    expect(saving).to_have_count(0, timeout=PREVIEW)


def act(page, name):
    """Choose one of the actions at the foot of the form."""
    wait_until_saved(page)
    actions = page.get_by_role("navigation", name="Actions (footer)")
    actions.get_by_role("button", name="More actions").click()
    actions.get_by_role("button", name=name).click()


def publish(page):
    act(page, "Publish")
    # There is neither a picture nor a topic.
    page.get_by_label("Why is it published all the same?").fill("For a test")
    page.get_by_role("button", name="Publish all the same").click()
    expect(page.locator(".messages")).to_contain_text("published", timeout=PREVIEW)
