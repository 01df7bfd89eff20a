"""Steps of editors in the admin, from which tests are composed."""

import re

from playwright.sync_api import expect

# Milliseconds within which the editor shows a change, on a busy machine.
EDITOR_TIMEOUT = 20_000
# Marks the document once Wagtail watches its form for changes.
MARK_WATCHED_FORM = """
addEventListener("w-unsaved:watch-edits", () => document.documentElement.dataset.watched = "");
"""
DISPATCH_PASTE = """(node, {html, text}) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", text);
  const event = { clipboardData: data, bubbles: true, cancelable: true };
  node.dispatchEvent(new ClipboardEvent("paste", event));
}"""


# {(URL of the site, username): the cookies of a session}
_cookies = {}


def sign_in(page, username, site):
    """Sign in as a user of the demo, and return the page.

    The form is filled in once for each user. Later pages take over the session, which saves the
    time that hashing a password takes.
    """
    if cookies := _cookies.get((site.url, username)):
        page.context.add_cookies(cookies)
        return page
    page.goto(f"{site.url}/admin/login/")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(site.passwords[username])
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.url}/admin/")
    _cookies[site.url, username] = page.context.cookies()
    return page


def open_new_article(page):
    """Open the form of a new article, from the page of Idris Folio's blog."""
    page.goto("/blogs/idris-folio/")
    page.get_by_role("button", name="View Wagtail quick actions").click()
    page.get_by_role("menuitem", name="Add a child page").click()


def add_block(page, name):
    """Add a block at the end of the body; `name` is the label of its type."""
    page.get_by_role("button", name="Insert a block").last.click()
    page.get_by_role("option", name=name).click()


def type_text(page, text):
    """Type into the last rich text field, and wait until the form has the text."""
    page.locator("[data-contentpath=body] [role=textbox]").last.click()
    page.keyboard.type(text)
    field = page.locator("[name^=body][name$=-text][type=hidden]").last
    expect(field).to_have_value(re.compile(re.escape(text)))


def paste(target, html, text=""):
    target.evaluate(DISPATCH_PASTE, {"html": html, "text": text})


def preview_for(page, mode, expected):
    """Choose a preview mode by its label, repeatedly until the `expected` element is visible.

    Wagtail loses a choice made while it loads the previous mode, or while it reloads the panel
    after the first save of a page.
    """
    for _ in range(10):
        page.get_by_label("Preview mode").select_option(mode)
        try:
            return expect(expected).to_be_visible(timeout=3000)
        except AssertionError:
            continue
    raise AssertionError(f"The preview does not show the mode {mode}.")


def wait_until_saved(page):
    """Wait for the autosave: publishing a new page during it fails in Wagtail."""
    saving = page.locator("#w-autosave-indicator[data-w-autosave-state-value=saving]")
    expect(saving).to_have_count(0, timeout=EDITOR_TIMEOUT)


def choose_action(page, name):
    """Choose an action in the footer of the form."""
    wait_until_saved(page)
    actions = page.get_by_role("navigation", name="Actions (footer)")
    actions.get_by_role("button", name="More actions").click()
    actions.get_by_role("button", name=name).click()


def publish(page):
    choose_action(page, "Publish")
    # The article has neither an image nor a topic.
    page.get_by_label("Reason").fill("For a test")
    page.get_by_role("button", name="Publish anyway").click()
    expect(page.locator(".messages")).to_contain_text("published", timeout=EDITOR_TIMEOUT)
