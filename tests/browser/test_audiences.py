"""Reading as an audience: by the address alone, by a remembered choice, by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults

ARTICLE = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
TITLE = "Turnout is not a verdict"
POLL = "what-turnout-tells"


@pytest.fixture
def plain(browser, base_url):
    """A page of a browser that runs no script."""
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def layer(page, label):
    return page.locator("details.layer", has=page.locator("summary", has_text=label))


def is_open(page, label):
    return layer(page, label).first.evaluate("each => each.open")


def ballots_as(site, audience):
    code = f"""
from polls.models import Ballot
print(Ballot.objects.filter(poll__slug="{POLL}", audience="{audience}").count())
"""
    return int(site.shell(code).split()[-1])


# By the address alone


def test_from_an_audiences_page_its_layers_are_open_and_others_folded(plain):
    plain.goto("/students/")
    plain.goto("/students/topics/democracy/")

    plain.get_by_role("link", name=TITLE).click()

    assert plain.url.endswith(f"{ARTICLE}?for=students")
    assert is_open(plain, "For students")
    assert not is_open(plain, "For researchers")


def test_a_fold_opens_without_scripts(plain):
    plain.goto(ARTICLE)
    expect(plain.get_by_text("Choosing a denominator")).to_be_hidden()

    plain.locator("summary", has_text="For researchers").click()

    expect(plain.get_by_text("Choosing a denominator")).to_be_visible()


def test_the_audience_is_kept_on_the_way(plain):
    plain.goto("/blogs/?for=students")

    plain.get_by_role("link", name="Next").click()
    assert "for=students" in plain.url
    plain.locator(".article-list .card-title a").first.click()
    assert plain.url.endswith("?for=students")
    plain.get_by_role("link", name="Print").click()
    plain.get_by_role("link", name="Back to the article").click()

    assert plain.url.endswith("?for=students")


def test_the_entry_of_the_audience_is_marked(plain):
    plain.goto(f"{ARTICLE}?for=students")

    menu = plain.get_by_role("navigation", name="Main")
    expect(menu.get_by_role("link", name="For students")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_ballot_is_cast_as_the_audience_of_the_address(browser, base_url, site, scripts):
    context = browser.new_context(base_url=base_url, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{ARTICLE}?for=students")
    before = ballots_as(site, "students")

    page.get_by_label("Was there anything to vote for?").check()
    page.get_by_role("button", name="Vote").click()

    expect(page.get_by_text("Your ballot was counted").locator("visible=true")).to_be_visible()
    assert "?for=students" in page.url
    assert ballots_as(site, "students") == before + 1
    context.close()


# Remembered


@pytest.fixture
def student(page):
    """The page of a reader who has said to be a student."""
    page.goto("/students/")
    page.get_by_role("button", name="Remember this choice").click()
    return page


def test_a_choice_is_remembered_in_the_browser_alone(student, context):
    assert student.evaluate("({...localStorage})") == {"audience": "students"}
    assert context.cookies() == []


def test_a_remembered_choice_opens_what_is_for_it_and_marks_its_entry(student):
    student.goto(ARTICLE)

    assert is_open(student, "For students")
    assert not is_open(student, "For researchers")
    entry = student.locator(".menu [data-audience=students]")
    expect(entry).to_have_attribute("aria-current", "true")


def test_a_remembered_choice_changes_nothing_else(student):
    student.goto(ARTICLE)

    assert student.url.endswith(ARTICLE)
    expect(student.locator("[name=audience]")).to_have_count(0)


def test_the_address_has_the_last_word(student):
    student.goto(f"{ARTICLE}?for=researchers")

    assert is_open(student, "For researchers")
    assert not is_open(student, "For students")


def test_an_audience_without_a_page_has_the_last_word_too(student, site):
    site.shell(
        "from articles.models import Audience;"
        "Audience.objects.create(name='Editors', slug='editors', navigation_label='For editors')"
    )

    student.goto(f"{ARTICLE}?for=editors")

    assert not is_open(student, "For students")
    expect(student.locator(".menu [data-audience=students]")).not_to_have_attribute(
        "aria-current", "true"
    )


def test_a_choice_can_be_forgotten(student):
    button = student.get_by_role("button", name="Remember this choice")
    expect(button).to_have_attribute("aria-pressed", "true")

    button.click()

    expect(button).to_have_attribute("aria-pressed", "false")
    assert student.evaluate("localStorage.length") == 0


def test_without_scripts_no_choice_is_offered(plain):
    plain.goto("/students/")

    expect(plain.get_by_role("button", name="Remember this choice")).to_have_count(0)


# For everyone who reads


def test_a_fold_is_reached_and_opened_by_keyboard(page):
    page.goto(ARTICLE)
    summary = page.locator("summary", has_text="For researchers")
    page.locator("main").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        if summary.evaluate("each => each === document.activeElement"):
            break

    page.keyboard.press("Enter")
    assert is_open(page, "For researchers")
    page.keyboard.press("Space")
    assert not is_open(page, "For researchers")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [ARTICLE, f"{ARTICLE}?for=students", "/students/?page=1"])
def test_axe_finds_nothing_folded_or_open(page, scheme, address):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)

    assert faults(page) == []


def test_a_section_within_a_fold_is_shown_to_whoever_follows_its_link(page):
    page.goto(ARTICLE)
    page.evaluate(
        """() => {
            const target = document.querySelector("details.layer p")
            target.id = "within"
            location.hash = "#within"
        }"""
    )

    expect(page.locator("#within")).to_be_visible()
