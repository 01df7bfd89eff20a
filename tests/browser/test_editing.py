"""An editor writes an article in the admin, and a reader finds it."""

from playwright.sync_api import expect

from tests.browser.desk import PREVIEW, add_block, open_form, preview_as, publish, write


def is_refusal(message):
    """Whether the browser reports that a form was saved by itself before it was complete.

    Wagtail answers such a save with 400, and tries again with the next change.
    """
    return "400 (Bad Request)" in message.text and "/admin/pages/" in message.location["url"]


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
    preview_as(admin, "For students", preview.get_by_text("Sit for an hour"))

    publish(admin)
    admin.goto("/blogs/idris-folio/benches-for-those-who-study-them/")
    expect(admin.locator("details.layer summary")).to_have_text("For students")
