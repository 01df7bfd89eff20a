"""Voting, as readers do it: with and without JavaScript, and behind a cache that keeps the page."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults
from tests.delivery.varnish import varnish
from tests.production_site import free_port

TURNOUT = "/polls/what-turnout-tells/"
ARTICLE = "/blogs/ottoline-quire/turnout-is-not-a-verdict/"
AFTER_VOTE = "/polls/slower-connection-cheaper-bill/"


def ballots(site, slug="what-turnout-tells"):
    """Return the number of ballots counted in a poll whose result is public."""
    with urllib.request.urlopen(f"{site.url}/api/v3/polls/{slug}/results/") as answer:
        return json.load(answer)["ballots"]


def cast_elsewhere(site, slug, option):
    """Cast a ballot through the API, as another front end does."""
    voter = ask(f"{site.url}/api/v3/polls/voters/", {})["voter"]
    ask(f"{site.url}/api/v3/polls/{slug}/ballots/", {"options": [option], "voter": voter})


def ask(address, data):
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(address, json.dumps(data).encode(), headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def choose(page, words="Who in particular stayed at home?"):
    page.get_by_label(words, exact=True).check()


def vote(page):
    page.get_by_role("button", name="Vote").click()


@pytest.fixture
def plain(browser, base_url):
    """A page of a browser that runs no script."""
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def cache(site):
    """The address of a Varnish in front of the site."""
    port = free_port()
    with varnish(port, behind=site.address.split(":")[1]):
        yield f"http://127.0.0.1:{port}"


def test_a_reader_votes_in_place_and_sees_the_result(page, site):
    before = ballots(site)
    page.goto(TURNOUT)
    choose(page)
    vote(page)

    expect(page.get_by_role("status")).to_contain_text("Your ballot was counted")
    expect(page.get_by_role("table", name="Result")).to_be_visible()
    expect(page.get_by_text(f"{before + 1} ballots")).to_be_visible()
    expect(page.get_by_role("button", name="Vote")).to_be_hidden()
    assert page.url.endswith(TURNOUT)


def test_who_has_voted_is_remembered_by_the_browser(page):
    page.goto(TURNOUT)
    choose(page)
    vote(page)
    expect(page.get_by_role("status")).to_contain_text("counted")

    page.reload()

    expect(page.get_by_role("status")).to_contain_text("counted")
    expect(page.get_by_role("button", name="Vote")).to_be_hidden()


def test_without_a_script_a_ballot_is_counted_and_said_to_be(plain, site):
    before = ballots(site)
    plain.goto(ARTICLE)
    choose(plain)
    vote(plain)

    expect(plain.get_by_text("Your ballot was counted.")).to_be_visible()
    assert re.search(rf"{ARTICLE}#poll-what-turnout-tells-\w+-counted$", plain.url)
    assert ballots(site) == before + 1


def test_without_a_script_a_double_click_counts_once(plain, site):
    before = ballots(site)
    plain.goto(ARTICLE)
    choose(plain)
    plain.get_by_role("button", name="Vote").dblclick()

    expect(plain.get_by_text("Your ballot was counted.")).to_be_visible()
    assert ballots(site) == before + 1


def test_without_a_script_sending_the_form_again_counts_once(plain, site):
    before = ballots(site)
    for _ in range(2):
        plain.goto(ARTICLE)
        choose(plain)
        vote(plain)
        expect(plain.get_by_text("Your ballot was counted.")).to_be_visible()

    assert ballots(site) == before + 1


def test_without_a_script_another_choice_is_refused_in_words(plain):
    for words in ("Who in particular stayed at home?", "Was there anything to vote for?"):
        plain.goto(ARTICLE)
        choose(plain, words)
        vote(plain)

    expect(plain.get_by_role("heading", level=1)).to_have_text("You have voted already")
    expect(plain.get_by_label("Was there anything to vote for?")).to_be_checked()


def test_a_result_for_voters_is_shown_once_they_have_voted(page):
    page.goto(AFTER_VOTE)
    expect(page.get_by_role("table")).to_have_count(0)
    choose(page, "Yes, but only for firms")
    vote(page)

    expect(page.get_by_role("table", name="Result")).to_be_visible()


def test_a_ballot_is_changed_in_place(page):
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


def test_a_ballot_is_withdrawn(page):
    page.goto(AFTER_VOTE)
    choose(page, "No")
    vote(page)
    page.get_by_role("link", name="Your ballot").first.click()
    page.get_by_role("button", name="Withdraw my ballot").click()

    expect(page.get_by_text("You withdrew your ballot")).to_be_visible()


def test_several_options_are_chosen_and_too_many_refused(page):
    page.goto("/polls/a-tram-worth-taking/")
    boxes = page.get_by_role("checkbox")
    for at in range(4):
        boxes.nth(at).check()
    vote(page)
    expect(page.get_by_role("status")).to_contain_text("Choose from 1 to 3 options")

    boxes.nth(0).uncheck()
    vote(page)

    expect(page.get_by_role("status")).to_contain_text("counted")


def test_the_result_so_far_is_shown_where_it_is_public(page):
    page.goto(TURNOUT)
    page.get_by_role("link", name="Result so far").click()

    expect(page.get_by_role("table", name="Result")).to_be_visible()
    assert page.url.endswith(TURNOUT)


def test_an_open_result_is_kept_fresh_while_it_is_on_screen(page, site):
    page.clock.install()
    page.goto(TURNOUT)
    page.get_by_role("link", name="Result so far").click()
    expect(page.get_by_role("table", name="Result")).to_be_visible()
    before = ballots(site)
    expect(page.get_by_text(f"{before} ballots")).to_be_visible()

    cast_elsewhere(site, "what-turnout-tells", option=1)
    page.clock.fast_forward(16_000)

    expect(page.get_by_text(f"{before + 1} ballots")).to_be_visible()


def test_shuffled_options_keep_their_order_for_a_voter(page):
    page.goto(TURNOUT)
    order = page.locator(".poll-label").all_inner_texts()
    choose(page)

    page.reload()

    assert page.locator(".poll-label").all_inner_texts() == order


def test_the_keyboard_alone_votes(page):
    page.goto(TURNOUT)
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("counted")
    expect(page.get_by_role("status")).to_be_focused()


def test_a_lost_connection_is_told_and_nothing_is_lost(page, context):
    page.goto(TURNOUT)
    choose(page)
    context.set_offline(True)
    vote(page)
    expect(page.get_by_role("status")).to_contain_text("could not be sent")

    context.set_offline(False)
    vote(page)

    expect(page.get_by_role("status")).to_contain_text("counted")


def test_under_attack_a_browser_proves_its_work(page, site):
    change = "from polls.models import Poll; Poll.objects.filter(slug='{}').update(challenge={})"
    before = ballots(site, "a-tram-worth-taking")
    site.shell(change.format("a-tram-worth-taking", True))
    try:
        page.goto("/polls/a-tram-worth-taking/")
        page.get_by_role("checkbox").first.check()
        vote(page)
        expect(page.get_by_role("status")).to_contain_text("counted", timeout=60_000)
    finally:
        site.shell(change.format("a-tram-worth-taking", False))

    assert ballots(site, "a-tram-worth-taking") == before + 1


# Behind a cache


@pytest.mark.parametrize("scripts", [True, False])
def test_two_readers_of_one_cached_page_both_vote(browser, cache, site, scripts):
    before = ballots(site)
    for _ in range(2):
        context = browser.new_context(base_url=cache, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(ARTICLE)
        # As it was kept by the cache.
        assert int(page.reload().headers["x-cache"]) > 0
        choose(page)
        vote(page)
        expect(page.get_by_text("Your ballot was counted.").locator("visible=true")).to_be_visible()
        context.close()

    assert ballots(site) == before + 2


# Accessibility; pages as they are before voting are looked at with all others


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_a_poll(page, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for path in (
        f"{TURNOUT}results/",
        "/polls/trust-in-evidence/results/",
        f"{AFTER_VOTE}results/",
    ):
        page.goto(path)
        found[path] = faults(page)
    page.goto(AFTER_VOTE)
    choose(page, "Yes, but only for firms")
    vote(page)
    expect(page.get_by_role("table", name="Result")).to_be_visible()
    found["voted"] = faults(page)
    page.goto(f"{AFTER_VOTE}ballot/")
    found["own ballot"] = faults(page)

    assert {name: each for name, each in found.items() if each} == {}
