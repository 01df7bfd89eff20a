"""Reading for an audience: by the URL, by a remembered choice, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations

ARTICLE = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
TITLE = "Turnout is not a verdict"
POLL = "what-turnout-tells"


def get_section(page, label):
    return page.locator("details.audience-section", has=page.locator("summary", has_text=label))


def is_open(page, label):
    return get_section(page, label).first.evaluate("section => section.open")


def count_ballots(site, audience):
    code = f"""
from polls.models import Ballot
print(Ballot.objects.filter(poll__slug="{POLL}", audience="{audience}").count())
"""
    return int(site.run_code(code).split()[-1])


# By the URL


def test_sections_for_the_audience_are_open_and_others_collapsed(page_without_scripts):
    page_without_scripts.goto("/students/")
    page_without_scripts.goto("/students/topics/democracy/")

    page_without_scripts.get_by_role("link", name=TITLE).click()

    assert page_without_scripts.url.endswith(f"{ARTICLE}?for=students")
    assert is_open(page_without_scripts, "For students")
    assert not is_open(page_without_scripts, "For researchers")


def test_section_opens_without_scripts(page_without_scripts):
    page_without_scripts.goto(ARTICLE)
    expect(page_without_scripts.get_by_text("Choosing a denominator")).to_be_hidden()

    page_without_scripts.locator("summary", has_text="For researchers").click()

    expect(page_without_scripts.get_by_text("Choosing a denominator")).to_be_visible()


def test_links_preserve_the_audience(page_without_scripts):
    page_without_scripts.goto("/blogs/?for=students")

    page_without_scripts.get_by_role("link", name="Next").click()
    assert "for=students" in page_without_scripts.url
    page_without_scripts.locator(".article-list .card-title a").first.click()
    assert page_without_scripts.url.endswith("?for=students")
    page_without_scripts.get_by_role("link", name="Print").click()
    page_without_scripts.get_by_role("link", name="Back to the article").click()

    assert page_without_scripts.url.endswith("?for=students")


def test_menu_marks_the_audience(page_without_scripts):
    page_without_scripts.goto(f"{ARTICLE}?for=students")

    menu = page_without_scripts.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="For students")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_ballot_records_the_audience_of_the_url(browser, base_url, site, scripts):
    context = browser.new_context(base_url=base_url, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{ARTICLE}?for=students")
    before = count_ballots(site, "students")

    page.get_by_label("Was there anything to vote for?").check()
    page.get_by_role("button", name="Vote").click()

    expect(page.get_by_text("Your ballot was counted").locator("visible=true")).to_be_visible()
    assert "?for=students" in page.url
    assert count_ballots(site, "students") == before + 1
    context.close()


# By a remembered choice


@pytest.fixture
def student(page):
    """The page of a reader who has chosen the audience of students."""
    page.goto("/students/")
    page.get_by_role("button", name="Remember this choice").click()
    return page


def test_choice_is_stored_only_in_the_browser(student, context):
    assert student.evaluate("({...localStorage})") == {"audience": "students"}
    assert context.cookies() == []


def test_remembered_choice_opens_its_sections_and_marks_the_menu(student):
    student.goto(ARTICLE)

    assert is_open(student, "For students")
    assert not is_open(student, "For researchers")
    entry = student.locator(".menu [data-audience=students]")
    expect(entry).to_have_attribute("aria-current", "true")


def test_remembered_choice_changes_neither_url_nor_ballot(student):
    student.goto(ARTICLE)

    assert student.url.endswith(ARTICLE)
    expect(student.locator("[name=audience]")).to_have_count(0)


def test_audience_of_the_url_overrides_the_remembered_choice(student):
    student.goto(f"{ARTICLE}?for=researchers")

    assert is_open(student, "For researchers")
    assert not is_open(student, "For students")


def test_audience_without_a_page_overrides_the_remembered_choice(student, site):
    site.run_code(
        "from articles.models import Audience;"
        "Audience.objects.create(name='Editors', slug='editors', navigation_label='For editors')"
    )

    student.goto(f"{ARTICLE}?for=editors")

    assert not is_open(student, "For students")
    expect(student.locator(".menu [data-audience=students]")).not_to_have_attribute(
        "aria-current", "true"
    )


def test_remembered_choice_can_be_cleared(student):
    button = student.get_by_role("button", name="Remember this choice")
    expect(button).to_have_attribute("aria-pressed", "true")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "false")
    assert student.evaluate("localStorage.length") == 0


def test_choice_is_not_offered_without_scripts(page_without_scripts):
    page_without_scripts.goto("/students/")

    expect(page_without_scripts.get_by_role("button", name="Remember this choice")).to_have_count(0)


# Accessibility


def test_section_opens_and_closes_by_keyboard(page):
    page.goto(ARTICLE)
    summary = page.locator("summary", has_text="For researchers")
    page.locator("main").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if summary.evaluate("element => element === document.activeElement"):
            break

    page.keyboard.press("Enter")
    assert is_open(page, "For researchers")
    page.keyboard.press("Space")
    assert not is_open(page, "For researchers")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [ARTICLE, f"{ARTICLE}?for=students", "/students/?page=1"])
def test_open_and_collapsed_sections_have_no_accessibility_violations(page, scheme, path):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(path)

    assert find_violations(page) == []


def test_link_into_a_collapsed_section_opens_it(page):
    page.goto(ARTICLE)
    page.evaluate(
        """() => {
            const target = document.querySelector("details.audience-section p")
            target.id = "within"
            location.hash = "#within"
        }"""
    )

    expect(page.locator("#within")).to_be_visible()
