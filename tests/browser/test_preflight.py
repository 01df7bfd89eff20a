"""An editor is told what readers would stumble over, is led to it, and publishes."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.browser.desk import PREVIEW, WATCHED, act, add_block, open_form, write


def start(page, title):
    """Start a new article of this title."""
    page.add_init_script(WATCHED)
    open_form(page)
    expect(page.locator("html[data-watched]")).to_be_attached()
    page.locator("[name=title]").fill(title)
    # The title gives the slug, without which nothing is saved.
    page.keyboard.press("Tab")


@pytest.fixture
def editor(admin, request):
    """The form of a draft with a figure that lacks its picture."""
    start(admin, request.node.name)
    add_block(admin, "Figure")
    expect(preflight(admin).get_by_role("status")).to_contain_text("1 thing", timeout=PREVIEW)
    return admin


def preflight(page):
    return page.locator("#preflight")


def test_findings_follow_what_is_saved(editor):
    expect(preflight(editor).get_by_text("Lists, feeds and search engines")).to_be_visible()

    editor.locator("[name=standfirst]").fill("A city shows what it thinks of its old by its seats.")

    gone = preflight(editor).get_by_text("Lists, feeds and search engines")
    expect(gone).to_have_count(0, timeout=PREVIEW)


@pytest.mark.parametrize(
    ("finding", "field"),
    [("Standfirst", "[name=standfirst]"), ("Block 1, Figure: Image", "[data-contentpath=image] *")],
)
def test_a_finding_leads_to_its_field(editor, finding, field):
    preflight(editor).get_by_role("link", name=finding, exact=True).click()

    assert editor.evaluate(f"document.activeElement.matches('{field}')")


def test_a_finding_opens_what_is_folded(editor):
    editor.get_by_role("button", name="Collapse all").click()
    expect(editor.locator("[data-contentpath=hero]")).to_be_hidden()
    editor.locator("#panel-child-content-before_you_publish-section [data-panel-toggle]").click()

    preflight(editor).get_by_role("link", name="Image", exact=True).click()

    expect(editor.locator("[data-contentpath=hero]")).to_be_visible()


def test_a_field_says_how_many_characters_it_has(editor):
    editor.locator("[name=standfirst]").fill("x" * 301)

    expect(editor.locator("#id_standfirst-characters")).to_have_text(
        "301 characters: 1 more than are read"
    )


def test_a_slip_is_overruled_and_the_article_published(admin):
    start(admin, "Benches without a picture")
    add_block(admin, "Paragraph")
    write(admin, "Nobody counts the people who sit down.")
    expect(preflight(admin).get_by_role("status")).to_contain_text("looked at", timeout=PREVIEW)

    act(admin, "Publish")
    admin.get_by_label("Why is it published all the same?").fill("The picture comes tomorrow")
    admin.get_by_role("button", name="Publish all the same").click()

    expect(admin.locator(".messages")).to_contain_text("has been published", timeout=PREVIEW)


def test_a_refusal_leads_to_the_field(admin):
    start(admin, "Benches by nobody")
    admin.get_by_role("button", name="Add Byline").click()
    admin.locator("#id_bylines-1-name").fill(" ")
    expect(preflight(admin).get_by_role("status")).to_contain_text("1 thing", timeout=PREVIEW)

    act(admin, "Publish")
    messages = admin.locator(".messages")
    expect(messages).to_contain_text("is not published; the draft is saved", timeout=PREVIEW)
    messages.get_by_role("link", name="Byline 2").click()

    expect(admin.locator("#id_bylines-1-name")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor(editor, scheme):
    editor.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    # Wagtail's own button is too pale in the dark.
    assert faults(editor, exclude=[".w-minimap__collapse-all"]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page_that_asks_for_a_reason(admin, scheme):
    admin.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    start(admin, f"Benches in {scheme}")
    expect(preflight(admin).get_by_role("status")).to_contain_text("looked at", timeout=PREVIEW)
    key = re.search(r"/pages/(\d+)/edit/", admin.url)[1]
    admin.goto(f"/admin/articles/preflight/{key}/overrule/")

    assert faults(admin) == []
