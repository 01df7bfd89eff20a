"""Polls in the Wagtail admin: the list, the editor, deleting."""

import csv
import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from polls.admin.index import polls_to_list, status_of
from polls.models import Poll
from polls.results.closing import freeze
from polls.voting.voters import make_codes
from tests.factories import PollFactory
from tests.polls.staff import address, cast, closed_poll, form_of, page, read, review

pytestmark = pytest.mark.django_db

TWO = [{"label": "Yes"}, {"label": "No"}]


# The list


def test_the_list_shows_turnout(admin_client):
    poll = PollFactory()
    cast(poll)
    cast(poll, cause="network", audience="business")

    assert "1, 1 set aside" in page(admin_client, "list")


@pytest.mark.parametrize("state", ["open", "upcoming", "closed"])
def test_the_list_is_filtered_by_state(admin_client, state):
    day = timedelta(days=1)
    PollFactory(question="Is it open?")
    PollFactory(question="Is it upcoming?", opens_at=timezone.now() + day)
    PollFactory(question="Is it closed?", closes_at=timezone.now())

    found = page(admin_client, "list", query=f"?state={state}")

    assert [each for each in ("open", "upcoming", "closed") if f"Is it {each}?" in found] == [state]


@pytest.mark.parametrize("query", ["?q=dogs", "?kind=multiple", "?eligibility=account"])
def test_the_list_is_searched_and_filtered(admin_client, query):
    PollFactory(question="Are cats better?")
    PollFactory(question="Are dogs better?", kind="multiple", eligibility="account")

    found = page(admin_client, "list", query=query)

    assert "dogs" in found
    assert "cats" not in found


@pytest.mark.parametrize("ordering", ["counted", "-counted", "last_ballot_at", "-live", "question"])
def test_the_list_is_ordered_also_while_searching(admin_client, ordering):
    PollFactory(question="Are dogs better?")

    assert "dogs" in page(admin_client, "list", query=f"?q=dogs&ordering={ordering}")


def test_a_poll_is_ordered_by_its_turnout(admin_client):
    quiet, busy = PollFactory(question="Is it quiet?"), PollFactory(question="Is it busy?")
    cast(busy)

    found = page(admin_client, "list", query="?ordering=-counted")

    assert found.index(busy.question) < found.index(quiet.question)


@pytest.mark.parametrize("number", [1, 12])
def test_a_longer_list_takes_no_more_queries(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        poll = PollFactory()
        cast(poll)
        poll.save_revision()
    page(admin_client, "list")

    # Session, user, profile; the number of polls; locales and the page tree, for the admin's
    # frame; polls with box, turnout, last ballot and schedule.
    with django_assert_num_queries(8):
        admin_client.get(address("list"))


def test_the_status_is_what_wagtail_says():
    live, later = PollFactory(), timezone.now() + timedelta(days=1)
    PollFactory(live=False)
    PollFactory(live=False, expired=True)
    live.save_revision().publish()
    PollFactory().save_revision()
    for poll in [PollFactory(live=False), Poll.objects.get(pk=live.pk)]:
        poll.go_live_at = later
        poll.save_revision().publish()

    assert {status_of(poll) for poll in polls_to_list()} == {
        "draft",
        "expired",
        "live + draft",
        "scheduled",
        "live + scheduled",
    }
    assert all(status_of(poll) == poll.status_string for poll in polls_to_list())


@pytest.mark.parametrize("question", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_the_exported_list_runs_as_a_formula(admin_client, question):
    PollFactory(question=question)

    content = read(admin_client.get(address("list") + "?export=csv")).decode()

    assert next(csv.DictReader(io.StringIO(content)))["Question"] == f"'{question}"


def test_the_list_is_exported_as_a_spreadsheet(admin_client):
    poll = PollFactory(question="=1+1")
    cast(poll)

    content = read(admin_client.get(address("list") + "?export=xlsx"))

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["A2"].data_type == "s"
    assert sheet["G2"].value == 1


# The editor


def test_a_poll_is_made_and_published(admin_client):
    data = form_of(PollFactory.build(slug="new"), options=TWO)

    admin_client.post(address("add"), data | {"action-publish": "1"})

    assert Poll.objects.get(slug="new").live
    assert list(Poll.objects.get().options.values_list("number", "label")) == [
        (1, "Yes"),
        (2, "No"),
    ]


def test_two_options_cannot_have_the_same_words(admin_client):
    data = form_of(PollFactory.build(), options=[TWO[0], TWO[0]])

    response = admin_client.post(address("add"), data | {"action-publish": "1"})

    assert "Two options have the same words" in response.content.decode()


def test_a_publication_is_scheduled_and_comes(admin_client):
    moment = timezone.now() + timedelta(hours=1)
    data = form_of(PollFactory.build(), options=TWO, go_live_at=moment.strftime("%Y-%m-%d %H:%M"))
    admin_client.post(address("add"), data | {"action-publish": "1"})
    assert not Poll.objects.get().live

    with time_machine.travel(moment + timedelta(hours=1)):
        call_command("publish_scheduled")

    assert Poll.objects.get().live


def test_the_editor_tells_what_is_locked_once_voting_has_begun(admin_client):
    poll = PollFactory()
    cast(poll)

    editor = page(admin_client, "edit", poll.pk)

    assert "Voting has begun" in editor
    assert "Perhaps" in editor
    assert address("correct", poll.pk) in editor
    assert 'name="options-0-label"' not in editor
    assert 'name="question"' not in editor


def test_the_editor_is_open_before_the_first_ballot(admin_client):
    poll = PollFactory()

    editor = page(admin_client, "edit", poll.pk)

    assert "Voting has begun" not in editor
    assert 'name="options-0-label"' in editor


def test_the_locked_editor_leads_to_the_frozen_result(admin_client):
    poll, later = closed_poll()
    cast(poll)
    freeze(poll, later)

    assert f"{poll.get_absolute_url()}results/" in page(admin_client, "edit", poll.pk)


def test_what_is_not_locked_can_be_edited(admin_client):
    poll = PollFactory()
    cast(poll)
    data = form_of(poll, options=[], introduction="In short", visibility="staff")

    admin_client.post(address("edit", poll.pk), data | {"action-publish": "1"})

    poll = Poll.objects.get()
    assert (poll.introduction, poll.visibility) == ("In short", "staff")


@pytest.mark.parametrize("voted", [False, True])
def test_an_edited_poll_is_previewed(admin_client, voted):
    poll = PollFactory()
    if voted:
        cast(poll)
    rows = [{"pk": option.pk, "label": option.label} for option in poll.shown_options]
    data = form_of(poll, options=rows, introduction="As it would be")

    sent = admin_client.post(address("preview_on_edit", poll.pk), data)

    assert sent.json() == {"is_valid": True, "is_available": True}
    assert "As it would be" in page(admin_client, "preview_on_edit", poll.pk)


@pytest.mark.parametrize("voted", [False, True])
def test_a_polls_versions_can_be_seen(admin_client, voted):
    poll = PollFactory()
    first, second = poll.save_revision(), poll.save_revision()
    if voted:
        cast(poll)

    page(admin_client, "revisions_revert", poll.pk, first.pk)
    page(admin_client, "revisions_view", poll.pk, first.pk)
    page(admin_client, "revisions_compare", poll.pk, first.pk, second.pk)
    page(admin_client, "revisions_compare", poll.pk, "earliest", "live")
    page(admin_client, "usage", poll.pk)


def test_the_history_tells_what_staff_did(admin_client):
    poll = PollFactory(eligibility="code")
    cast(poll, cause="network")
    review(admin_client, poll, decision="reject", cause="network")
    admin_client.post(address("codes", poll.pk), {"number": "2"})

    history = page(admin_client, "history", poll.pk)

    assert "1 ballot rejected" in history
    assert "Invitation codes made: 2" in history


# Deleting


def test_a_poll_without_ballots_is_deleted(admin_client):
    poll = PollFactory()
    make_codes(poll, 2)

    admin_client.post(address("delete", poll.pk))

    assert not Poll.objects.exists()


def test_a_poll_with_ballots_is_kept_and_staff_are_told_why(admin_client):
    poll = PollFactory(question="Is it so?")
    cast(poll)

    response = admin_client.post(address("delete", poll.pk), follow=True)

    assert Poll.objects.exists()
    assert "“Is it so?” (1 ballot). Unpublish it instead." in response.content.decode()


def test_a_frozen_result_is_kept_also_if_nobody_voted(admin_client):
    poll, later = closed_poll()
    freeze(poll, later)

    admin_client.post(address("delete", poll.pk))

    assert Poll.objects.exists()


def test_deleting_many_is_refused_if_one_has_ballots(admin_client):
    voted, other = PollFactory(question="Is it so?"), PollFactory()
    cast(voted)
    bulk = f"/admin/bulk/polls/poll/delete/?id={voted.pk}&id={other.pk}"

    response = admin_client.post(bulk, follow=True)

    assert Poll.objects.count() == 2
    assert "Nothing was deleted" in response.content.decode()


def test_many_without_ballots_are_deleted(admin_client):
    polls = [PollFactory(), PollFactory()]

    admin_client.post("/admin/bulk/polls/poll/delete/?" + "&".join(f"id={p.pk}" for p in polls))

    assert not Poll.objects.exists()
