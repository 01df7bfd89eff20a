"""The list of polls in the admin."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from polls.admin.index import get_listed_polls, get_status
from polls.models import Poll
from tests.factories import PollFactory
from tests.polls.helpers import cast, get_admin_page, get_admin_url, read_stream

pytestmark = pytest.mark.django_db


def test_list_shows_turnout(admin_client):
    poll = PollFactory()
    cast(poll)
    cast(poll, review_reason="network", audience="business")

    assert "1, 1 set aside" in get_admin_page(admin_client, "list")


@pytest.mark.parametrize("state", ["open", "upcoming", "closed"])
def test_list_is_filtered_by_state(admin_client, state):
    day = timedelta(days=1)
    PollFactory(question="Is it open?")
    PollFactory(question="Is it upcoming?", opens_at=timezone.now() + day)
    PollFactory(question="Is it closed?", closes_at=timezone.now())

    page = get_admin_page(admin_client, "list", query=f"?state={state}")

    states = ("open", "upcoming", "closed")
    assert [name for name in states if f"Is it {name}?" in page] == [state]


@pytest.mark.parametrize("query", ["?q=dogs", "?kind=multiple", "?eligibility=account"])
def test_list_is_searched_and_filtered(admin_client, query):
    PollFactory(question="Are cats better?")
    PollFactory(question="Are dogs better?", kind="multiple", eligibility="account")

    page = get_admin_page(admin_client, "list", query=query)

    assert "dogs" in page
    assert "cats" not in page


@pytest.mark.parametrize("ordering", ["counted", "-counted", "last_ballot_at", "-live", "question"])
def test_search_results_are_ordered(admin_client, ordering):
    PollFactory(question="Are dogs better?")

    assert "dogs" in get_admin_page(admin_client, "list", query=f"?q=dogs&ordering={ordering}")


def test_list_is_ordered_by_turnout(admin_client):
    quiet, busy = PollFactory(question="Is it quiet?"), PollFactory(question="Is it busy?")
    cast(busy)

    page = get_admin_page(admin_client, "list", query="?ordering=-counted")

    assert page.index(busy.question) < page.index(quiet.question)


@pytest.mark.parametrize("number", [1, 12])
def test_list_query_count_is_constant(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        poll = PollFactory()
        cast(poll)
        poll.save_revision()
    get_admin_page(admin_client, "list")

    # Session, user, profile; the number of polls; locales and page tree of the admin; polls with
    # voting state, turnout, last ballot and schedule.
    with django_assert_num_queries(8):
        admin_client.get(get_admin_url("list"))


def test_status_equals_wagtail_status_string():
    live, later = PollFactory(), timezone.now() + timedelta(days=1)
    PollFactory(live=False)
    PollFactory(live=False, expired=True)
    live.save_revision().publish()
    PollFactory().save_revision()
    for poll in [PollFactory(live=False), Poll.objects.get(pk=live.pk)]:
        poll.go_live_at = later
        poll.save_revision().publish()

    assert {get_status(poll) for poll in get_listed_polls()} == {
        "draft",
        "expired",
        "live + draft",
        "scheduled",
        "live + scheduled",
    }
    assert all(get_status(poll) == poll.status_string for poll in get_listed_polls())


@pytest.mark.parametrize("question", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_formulas_are_escaped_in_csv_export(admin_client, question):
    PollFactory(question=question)

    content = read_stream(admin_client.get(get_admin_url("list") + "?export=csv")).decode()

    assert next(csv.DictReader(io.StringIO(content)))["Question"] == f"'{question}"


def test_list_is_exported_as_xlsx(admin_client):
    poll = PollFactory(question="=1+1")
    cast(poll)

    content = read_stream(admin_client.get(get_admin_url("list") + "?export=xlsx"))

    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["A2"].data_type == "s"
    assert sheet["G2"].value == 1


def test_polls_without_ballots_are_deleted_in_bulk(admin_client):
    polls = [PollFactory(), PollFactory()]

    admin_client.post("/admin/bulk/polls/poll/delete/?" + "&".join(f"id={p.pk}" for p in polls))

    assert not Poll.objects.exists()
