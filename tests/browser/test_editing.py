"""An editor writes an article in the admin, and a reader finds it."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def admin(page, site):
    """A browser signed in as the demo's admin, on the page of an expert's blog in the admin."""
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(site.password)
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


def publish(page):
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator(".messages")).to_contain_text("published")


def test_an_article_is_written_previewed_published_and_found(admin):
    failures = []
    admin.on("console", lambda message: failures.append(message.text))
    admin.on("pageerror", lambda error: failures.append(str(error)))

    open_form(admin)
    admin.locator("[name=title]").fill("What a bench is for")
    admin.locator("[name=standfirst]").fill("A city shows what it thinks of its old by its seats.")
    add_block(admin, "Heading")
    admin.locator("[name^=body][name$=-text]").last.fill("Where people stop")
    add_block(admin, "Paragraph")
    admin.locator("[data-contentpath=body] [role=textbox]").last.click()
    admin.keyboard.type("Nobody counts the people who sit down.")

    admin.get_by_role("button", name="Toggle preview").click()
    preview = admin.frame_locator("iframe").first
    expect(preview.get_by_role("heading", level=1)).to_have_text("What a bench is for")
    expect(preview.get_by_text("Nobody counts the people")).to_be_visible()

    publish(admin)
    admin.goto("/blogs/idris-folio/")
    admin.get_by_role("link", name="What a bench is for").click()

    expect(admin.get_by_role("heading", level=1)).to_have_text("What a bench is for")
    expect(admin.get_by_role("link", name="Idris Folio", exact=True)).to_be_visible()
    expect(admin.get_by_role("heading", level=2, name="Where people stop")).to_be_visible()
    assert failures == []
