"""Voting in a browser: with and without JavaScript, and behind a cache."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.axe import find_violations
from tests.production_site import get_free_port
from tests.project.caching.varnish import varnish

TURNOUT = "/polls/what-turnout-tells/"
ARTICLE = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
AFTER_VOTE = "/polls/slower-connection-cheaper-bill/"


def get_ballot_count(site, slug="what-turnout-tells"):
    """Return the number of ballots counted in a poll whose result is public."""
    with urllib.request.urlopen(f"{site.url}/api/v3/polls/{slug}/results/") as response:
        return json.load(response)["ballots"]


def cast_through_api(site, slug, option):
    """Cast a ballot through the API, as another front end does."""
    voter = post_json(f"{site.url}/api/v3/polls/voters/", {})["voter"]
    post_json(f"{site.url}/api/v3/polls/{slug}/ballots/", {"options": [option], "voter": voter})


def post_json(url, data):
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(url, json.dumps(data).encode(), headers)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def choose(page, label="Who in particular stayed at home?"):
    page.get_by_label(label, exact=True).check()


def vote(page):
    page.get_by_role("button", name="Vote").click()


@pytest.fixture(scope="module")
def cache(site):
    """The URL of a Varnish in front of the site."""
    port = get_free_port()
    with varnish(port, behind=site.host.split(":")[1]):
        yield f"http://127.0.0.1:{port}"


def test_vote_shows_the_result_on_the_same_page(page, site):
    before = get_ballot_count(site)
    page.goto(TURNOUT)
    choose(page)
    vote(page)

    expect(page.get_by_role("status")).to_contain_text("Your ballot was counted")
    expect(page.get_by_role("table", name="Result")).to_be_visible()
    expect(page.get_by_text(f"{before + 1} ballots")).to_be_visible()
    expect(page.get_by_role("button", name="Vote")).to_be_hidden()
    assert page.url.endswith(TURNOUT)


def test_vote_is_remembered_by_the_browser(page):
    page.goto(TURNOUT)
    choose(page)
    vote(page)
    expect(page.get_by_role("status")).to_contain_text("counted")

    page.reload()

    expect(page.get_by_role("status")).to_contain_text("counted")
    expect(page.get_by_role("button", name="Vote")).to_be_hidden()


def test_ballot_is_counted_without_scripts(page_without_scripts, site):
    before = get_ballot_count(site)
    page_without_scripts.goto(ARTICLE)
    choose(page_without_scripts)
    vote(page_without_scripts)

    expect(page_without_scripts.get_by_text("Your ballot was counted.")).to_be_visible()
    assert re.search(rf"{ARTICLE}#poll-what-turnout-tells-\w+-counted$", page_without_scripts.url)
    assert get_ballot_count(site) == before + 1


def test_double_click_counts_once_without_scripts(page_without_scripts, site):
    before = get_ballot_count(site)
    page_without_scripts.goto(ARTICLE)
    choose(page_without_scripts)
    page_without_scripts.get_by_role("button", name="Vote").dblclick()

    expect(page_without_scripts.get_by_text("Your ballot was counted.")).to_be_visible()
    assert get_ballot_count(site) == before + 1


def test_repeated_form_counts_once_without_scripts(page_without_scripts, site):
    before = get_ballot_count(site)
    for _ in range(2):
        page_without_scripts.goto(ARTICLE)
        choose(page_without_scripts)
        vote(page_without_scripts)
        expect(page_without_scripts.get_by_text("Your ballot was counted.")).to_be_visible()

    assert get_ballot_count(site) == before + 1


def test_second_ballot_is_rejected_without_scripts(page_without_scripts):
    for label in ("Who in particular stayed at home?", "Was there anything to vote for?"):
        page_without_scripts.goto(ARTICLE)
        choose(page_without_scripts, label)
        vote(page_without_scripts)

    expect(page_without_scripts.get_by_role("heading", level=1)).to_have_text(
        "You have already voted"
    )
    expect(page_without_scripts.get_by_label("Was there anything to vote for?")).to_be_checked()


def test_result_for_voters_is_shown_after_the_vote(page):
    page.goto(AFTER_VOTE)
    expect(page.get_by_role("table")).to_have_count(0)
    choose(page, "Yes, but only for firms")
    vote(page)

    expect(page.get_by_role("table", name="Result")).to_be_visible()


def test_ballot_is_changed_on_the_same_page(page):
    page.goto(AFTER_VOTE)
    choose(page, "No")
    vote(page)
    expect(page.get_by_role("status")).to_contain_text("counted")

    page.get_by_role("button", name="Change my ballot").click()
    choose(page, "I cannot tell from what is published")
    vote(page)
    expect(page.get_by_role("button", name="Change my ballot")).to_be_visible()
    page.get_by_role("link", name="Your ballot").first.click()

    expect(page.get_by_role("list").get_by_text("I cannot tell")).to_be_visible()


def test_ballot_is_withdrawn(page):
    page.goto(AFTER_VOTE)
    choose(page, "No")
    vote(page)
    page.get_by_role("link", name="Your ballot").first.click()
    page.get_by_role("button", name="Withdraw my ballot").click()

    expect(page.get_by_text("You withdrew your ballot")).to_be_visible()


def test_too_many_options_are_rejected(page):
    page.goto("/polls/a-tram-worth-taking/")
    boxes = page.get_by_role("checkbox")
    for number in range(4):
        boxes.nth(number).check()
    vote(page)
    expect(page.get_by_role("status")).to_contain_text("Choose from 1 to 3 options")

    boxes.nth(0).uncheck()
    vote(page)

    expect(page.get_by_role("status")).to_contain_text("counted")


def test_public_result_is_shown_before_the_vote(page):
    page.goto(TURNOUT)
    page.get_by_role("link", name="Result so far").click()

    expect(page.get_by_role("table", name="Result")).to_be_visible()
    assert page.url.endswith(TURNOUT)


def test_open_result_is_updated_on_screen(page, site):
    page.clock.install()
    page.goto(TURNOUT)
    page.get_by_role("link", name="Result so far").click()
    expect(page.get_by_role("table", name="Result")).to_be_visible()
    before = get_ballot_count(site)
    expect(page.get_by_text(f"{before} ballots")).to_be_visible()

    cast_through_api(site, "what-turnout-tells", option=1)
    page.clock.fast_forward(16_000)

    expect(page.get_by_text(f"{before + 1} ballots")).to_be_visible()


def test_shuffled_options_have_one_order_for_a_voter(page):
    page.goto(TURNOUT)
    order = page.locator(".poll-label").all_inner_texts()
    choose(page)

    page.reload()

    assert page.locator(".poll-label").all_inner_texts() == order


def test_ballot_is_cast_by_keyboard(page):
    page.goto(TURNOUT)
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("counted")
    expect(page.get_by_role("status")).to_be_focused()


def test_lost_connection_is_reported_and_the_choice_remains(page, context):
    page.goto(TURNOUT)
    choose(page)
    context.set_offline(True)
    vote(page)
    expect(page.get_by_role("status")).to_contain_text("could not be sent")

    context.set_offline(False)
    vote(page)

    expect(page.get_by_role("status")).to_contain_text("counted")


def test_browser_solves_the_proof_of_work(page, site):
    change = (
        "from polls.models import Poll; Poll.objects.filter(slug='{}').update(proof_of_work={})"
    )
    before = get_ballot_count(site, "a-tram-worth-taking")
    site.run_code(change.format("a-tram-worth-taking", True))
    try:
        page.goto("/polls/a-tram-worth-taking/")
        page.get_by_role("checkbox").first.check()
        vote(page)
        expect(page.get_by_role("status")).to_contain_text("counted", timeout=60_000)
    finally:
        site.run_code(change.format("a-tram-worth-taking", False))

    assert get_ballot_count(site, "a-tram-worth-taking") == before + 1


# Behind a cache


@pytest.mark.parametrize("scripts", [True, False])
def test_two_readers_of_one_cached_page_both_vote(browser, cache, site, scripts):
    before = get_ballot_count(site)
    for _ in range(2):
        context = browser.new_context(base_url=cache, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(ARTICLE)
        # The page comes from the cache.
        assert int(page.reload().headers["x-cache"]) > 0
        choose(page)
        vote(page)
        expect(page.get_by_text("Your ballot was counted.").locator("visible=true")).to_be_visible()
        context.close()

    assert get_ballot_count(site) == before + 2


# Accessibility; test_accessibility.py checks the pages before the vote


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_poll_has_no_accessibility_violations_in_any_state(page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    violations = {}
    for path in (
        f"{TURNOUT}results/",
        "/polls/trust-in-evidence/results/",
        f"{AFTER_VOTE}results/",
    ):
        page.goto(path)
        violations[path] = find_violations(page)
    page.goto(AFTER_VOTE)
    choose(page, "Yes, but only for firms")
    vote(page)
    expect(page.get_by_role("table", name="Result")).to_be_visible()
    violations["voted"] = find_violations(page)
    page.goto(f"{AFTER_VOTE}ballot/")
    violations["own ballot"] = find_violations(page)

    assert {name: rules for name, rules in violations.items() if rules} == {}
