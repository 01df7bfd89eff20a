"""The editor lists the issues of a draft, links to their fields, and publishes with a reason."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.browser.editor_steps import (
    EDITOR_TIMEOUT,
    MARK_WATCHED_FORM,
    add_block,
    choose_action,
    open_new_article,
    type_text,
)


def start(page, title):
    """Start a new article with this title."""
    page.add_init_script(MARK_WATCHED_FORM)
    open_new_article(page)
    expect(page.locator("html[data-watched]")).to_be_attached()
    page.locator("[name=title]").fill(title)
    # Wagtail derives the slug from the title, and saves no draft without one.
    page.keyboard.press("Tab")


@pytest.fixture
def editor(admin, request):
    """The form of a draft with a figure without an image."""
    start(admin, request.node.name)
    add_block(admin, "Figure")
    expect(get_issue_list(admin).get_by_role("status")).to_contain_text(
        "Fix 1 problem", timeout=EDITOR_TIMEOUT
    )
    return admin


def get_issue_list(page):
    return page.locator("#preflight")


def test_issues_are_updated_after_each_save(editor):
    expect(get_issue_list(editor).get_by_text("Lists, feeds and search engines")).to_be_visible()

    editor.locator("[name=standfirst]").fill("A city shows what it thinks of its old by its seats.")

    issue = get_issue_list(editor).get_by_text("Lists, feeds and search engines")
    expect(issue).to_have_count(0, timeout=EDITOR_TIMEOUT)


@pytest.mark.parametrize(
    ("location", "field"),
    [("Standfirst", "[name=standfirst]"), ("Block 1, Figure: Image", "[data-contentpath=image] *")],
)
def test_issue_links_to_its_field(editor, location, field):
    get_issue_list(editor).get_by_role("link", name=location, exact=True).click()

    assert editor.evaluate(f"document.activeElement.matches('{field}')")


def test_issue_opens_a_collapsed_panel(editor):
    editor.get_by_role("button", name="Collapse all").click()
    expect(editor.locator("[data-contentpath=hero]")).to_be_hidden()
    editor.locator("#panel-child-content-publishing_checks-section [data-panel-toggle]").click()

    get_issue_list(editor).get_by_role("link", name="Image", exact=True).click()

    expect(editor.locator("[data-contentpath=hero]")).to_be_visible()


def test_field_shows_its_character_count(editor):
    editor.locator("[name=standfirst]").fill("x" * 301)

    expect(editor.locator("#id_standfirst-character-count")).to_have_text(
        "301 characters: 1 more than recommended"
    )


def test_article_with_warnings_is_published_with_a_reason(admin):
    start(admin, "Benches without an image")
    add_block(admin, "Paragraph")
    type_text(admin, "Nobody counts the people who sit down.")
    expect(get_issue_list(admin).get_by_role("status")).to_contain_text(
        "warning", timeout=EDITOR_TIMEOUT
    )

    choose_action(admin, "Publish")
    admin.get_by_label("Reason").fill("The image follows tomorrow")
    admin.get_by_role("button", name="Publish anyway").click()

    expect(admin.locator(".messages")).to_contain_text("has been published", timeout=EDITOR_TIMEOUT)


def test_error_message_links_to_the_field(admin):
    start(admin, "Benches by nobody")
    admin.get_by_role("button", name="Add Byline").click()
    admin.locator("#id_bylines-1-name").fill(" ")
    expect(get_issue_list(admin).get_by_role("status")).to_contain_text(
        "Fix 1 problem", timeout=EDITOR_TIMEOUT
    )

    choose_action(admin, "Publish")
    messages = admin.locator(".messages")
    expect(messages).to_contain_text(
        "was not published. The draft is saved", timeout=EDITOR_TIMEOUT
    )
    messages.get_by_role("link", name="Byline 2").click()

    expect(admin.locator("#id_bylines-1-name")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editor_has_no_accessibility_violations(editor, scheme):
    editor.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    # Wagtail's own button has too little contrast in dark mode.
    assert find_violations(editor, exclude=[".w-minimap__collapse-all"]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reason_form_has_no_accessibility_violations(admin, scheme):
    admin.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    start(admin, f"Benches in {scheme}")
    expect(get_issue_list(admin).get_by_role("status")).to_contain_text(
        "warning", timeout=EDITOR_TIMEOUT
    )
    pk = re.search(r"/pages/(\d+)/edit/", admin.url)[1]
    admin.goto(f"/admin/articles/preflight/{pk}/publish-anyway/")

    assert find_violations(admin) == []
