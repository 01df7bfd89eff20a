"""An editor writes an article in the admin, and a reader finds it."""

import re

import pytest
from playwright.sync_api import TimeoutError as Forgotten
from playwright.sync_api import expect

# Milliseconds in which the editor's preview follows a change, on a machine that does much else.
PREVIEW = 20_000


@pytest.fixture
def admin(page, site):
    """A browser signed in as the demo's admin, on the page of an expert's blog in the admin."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(site.passwords["admin"])
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


def is_refusal(message):
    """Whether the browser reports that a form was saved by itself before it was complete.

    Wagtail answers such a save with 400, and tries again with the next change.
    """
    return "400 (Bad Request)" in message.text and "/admin/pages/" in message.location["url"]


def write(page, words):
    """Type into the last text; it hands the words to the form a moment later."""
    page.locator("[data-contentpath=body] [role=textbox]").last.click()
    page.keyboard.type(words)
    field = page.locator("[name^=body][name$=-text][type=hidden]").last
    expect(field).to_have_value(re.compile(re.escape(words)))


def preview_as(page, audience):
    """Choose a mode of the preview by its label, and again until the panel shows that mode.

    Wagtail forgets a choice made while it is putting up the page of the mode before, or while it
    puts the panel up anew for a page that it has just saved for the first time.
    """
    for _ in range(10):
        modes = page.get_by_label("Preview mode")
        modes.select_option(audience)
        shown = page.locator(f"iframe[src*='mode={modes.input_value()}']").first
        try:
            return shown.wait_for(state="attached", timeout=3000)
        except Forgotten:
            continue
    raise AssertionError(f"The preview does not show the mode {audience}.")


def publish(page):
    # Wagtail saves a new page by itself, and fails where it is published at that very moment.
    saving = page.locator("#w-autosave-indicator[data-w-autosave-state-value=saving]")
    expect(saving).to_have_count(0, timeout=PREVIEW)
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    # There is neither a picture nor a topic.
    page.get_by_label("Why is it published all the same?").fill("For a test")
    page.get_by_role("button", name="Publish all the same").click()
    expect(page.locator(".messages")).to_contain_text("published", timeout=PREVIEW)


def test_an_article_is_written_previewed_published_and_found(admin):
    failures = []
    admin.on("console", lambda message: is_refusal(message) or failures.append(message.text))
    admin.on("pageerror", lambda error: failures.append(str(error)))

    open_form(admin)
    admin.locator("[name=title]").fill("What a bench is for")
    admin.locator("[name=standfirst]").fill("A city shows what it thinks of its old by its seats.")
    add_block(admin, "Heading")
    admin.locator("[name^=body][name$=-text]").last.fill("Where people stop")
    add_block(admin, "Paragraph")
    write(admin, "Nobody counts the people who sit down.")

    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("iframe").first
    expect(preview.get_by_role("heading", level=1)).to_have_text(
        "What a bench is for", timeout=PREVIEW
    )
    expect(preview.get_by_text("Nobody counts the people")).to_be_visible(timeout=PREVIEW)

    publish(admin)
    admin.goto("/blogs/idris-folio/")
    admin.get_by_role("link", name="What a bench is for").click()

    expect(admin.get_by_role("heading", level=1)).to_have_text("What a bench is for")
    expect(admin.get_by_role("link", name="Idris Folio", exact=True)).to_be_visible()
    expect(admin.get_by_role("heading", level=2, name="Where people stop")).to_be_visible()
    assert failures == []


def test_a_block_is_addressed_previewed_as_its_audience_and_published(admin):
    open_form(admin)
    admin.locator("[name=title]").fill("Benches, for those who study them")
    add_block(admin, "Paragraph")
    write(admin, "Sit for an hour and count.")
    admin.locator("[data-streamfield-action=SETTINGS]").last.click()
    admin.get_by_label("Students").check()

    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("iframe").first
    expect(preview.locator("details.layer summary")).to_have_text("For students", timeout=PREVIEW)
    expect(preview.get_by_text("Sit for an hour")).to_be_hidden()
    preview_as(admin, "For students")
    expect(preview.get_by_text("Sit for an hour")).to_be_visible(timeout=PREVIEW)

    publish(admin)
    admin.goto("/blogs/idris-folio/benches-for-those-who-study-them/")
    expect(admin.locator("details.layer summary")).to_have_text("For students")
