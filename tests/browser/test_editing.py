"""An editor writes an article in the admin, and a reader finds it."""

from playwright.sync_api import expect

from tests.browser.editor_steps import (
    EDITOR_TIMEOUT,
    add_block,
    open_new_article,
    preview_for,
    publish,
    type_text,
)


def is_autosave_error(message):
    """Whether the browser reports a failed autosave of an incomplete form.

    Wagtail responds to it with 400, and saves again at the next change.
    """
    return "400 (Bad Request)" in message.text and "/admin/pages/" in message.location["url"]


def test_article_is_written_previewed_and_published(admin):
    failures = []
    admin.on("console", lambda message: is_autosave_error(message) or failures.append(message.text))
    admin.on("pageerror", lambda error: failures.append(str(error)))

    open_new_article(admin)
    admin.locator("[name=title]").fill("What a bench is for")
    admin.locator("[name=standfirst]").fill("A city shows what it thinks of its old by its seats.")
    add_block(admin, "Heading")
    admin.locator("[name^=body][name$=-text]").last.fill("Where people stop")
    add_block(admin, "Paragraph")
    type_text(admin, "Nobody counts the people who sit down.")

    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("iframe").first
    expect(preview.get_by_role("heading", level=1)).to_have_text(
        "What a bench is for", timeout=EDITOR_TIMEOUT
    )
    expect(preview.get_by_text("Nobody counts the people")).to_be_visible(timeout=EDITOR_TIMEOUT)

    publish(admin)
    admin.goto("/blogs/idris-folio/")
    admin.get_by_role("link", name="What a bench is for").click()

    expect(admin.get_by_role("heading", level=1)).to_have_text("What a bench is for")
    expect(admin.get_by_role("link", name="Idris Folio", exact=True)).to_be_visible()
    expect(admin.get_by_role("heading", level=2, name="Where people stop")).to_be_visible()
    assert failures == []


def test_block_for_an_audience_is_previewed_and_published(admin):
    open_new_article(admin)
    admin.locator("[name=title]").fill("Benches, for those who study them")
    add_block(admin, "Paragraph")
    type_text(admin, "Sit for an hour and count.")
    admin.locator("[data-streamfield-action=SETTINGS]").last.click()
    admin.get_by_label("Students").check()

    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("iframe").first
    expect(preview.locator("details.audience-section summary")).to_have_text(
        "For students", timeout=EDITOR_TIMEOUT
    )
    expect(preview.get_by_text("Sit for an hour")).to_be_hidden()
    preview_for(admin, "For students", preview.get_by_text("Sit for an hour"))

    publish(admin)
    admin.goto("/blogs/idris-folio/benches-for-those-who-study-them/")
    expect(admin.locator("details.audience-section summary")).to_have_text("For students")
