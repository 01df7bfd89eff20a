"""The read-only log of ballots in the admin."""

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from polls.models import Ballot
from polls.voting.ballots import review_ballots
from tests.factories import AudienceFactory, PollFactory
from tests.polls.staff import BALLOT_LOG, cast

pytestmark = pytest.mark.django_db


def read(response):
    return b"".join(response.streaming_content)


def rows(client, query=""):
    """Return the polls of the ballots that the log exports."""
    content = read(client.get(f"{BALLOT_LOG}?export=csv&{query}")).decode()
    return [row["Poll"] for row in csv.DictReader(io.StringIO(content))]


def test_a_ballot_is_shown_in_words(admin_client):
    AudienceFactory(slug="business")
    cast(PollFactory(options=["Red", "Green"], kind="multiple"), 1, 2, audience="business")

    page = admin_client.get(BALLOT_LOG).content.decode()

    assert "Red; Green" in page
    assert "Business" in page


@pytest.mark.parametrize("where", ["", "?export=csv", "?export=xlsx", "inspect/{}/"])
def test_nothing_in_it_tells_who_voted(admin_client, where):
    cast(PollFactory())
    ballot = Ballot.objects.get()

    response = admin_client.get(BALLOT_LOG + where.format(ballot.pk))
    content = read(response) if response.streaming else response.content
    if where.endswith("xlsx"):
        cells = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
        content = str(list(cells)).encode()

    assert ballot.voter_key.encode() not in content
    assert ballot.receipt.encode() not in content


@pytest.mark.parametrize("lookup", ["voter_key__startswith", "receipt__startswith", "receipt"])
def test_what_is_hidden_cannot_be_spelled_out_by_filtering(admin_client, lookup):
    cast(PollFactory(question="Is it so?"))

    assert rows(admin_client, f"{lookup}=nothing") == ["Is it so?"]


def test_the_log_is_filtered_by_poll(admin_client):
    polls = [PollFactory(question="First?"), PollFactory(question="Second?")]
    for poll in polls:
        cast(poll)

    assert rows(admin_client, f"poll={polls[1].pk}") == ["Second?"]


@pytest.mark.parametrize("query", ["status__exact=set_aside", "cause__exact=network"])
def test_the_log_is_filtered_by_what_became_of_a_ballot(admin_client, query):
    cast(PollFactory(question="First?"))
    cast(PollFactory(question="Second?"), cause="network")

    assert rows(admin_client, query) == ["Second?"]


@pytest.mark.parametrize(("chosen", "found"), [("students", "Second?"), ("-", "First?")])
def test_the_log_is_filtered_by_audience(admin_client, chosen, found):
    cast(PollFactory(question="First?"))
    cast(PollFactory(question="Second?"), audience="students")

    assert rows(admin_client, f"audience={chosen}") == [found]


def test_the_log_is_filtered_by_date(admin_client):
    poll = PollFactory(opens_at=timezone.now() - timedelta(days=20))
    cast(poll, now=timezone.now() - timedelta(days=9))
    cast(poll)
    week = (timezone.now() - timedelta(days=7)).date()

    assert len(rows(admin_client, f"cast_at__gte={week}%2000:00:00%2B00:00")) == 1


@pytest.mark.parametrize("query", ["cast_at__gte=never", "poll=x", "nonsense=1", "o=x.99", "p=x"])
def test_a_filter_that_makes_no_sense_does_no_harm(admin_client, query):
    cast(PollFactory())

    assert admin_client.get(f"{BALLOT_LOG}?{query}", follow=True).status_code == 200


def test_the_log_is_searched_by_question(admin_client):
    cast(PollFactory(question="Are cats better?"))
    cast(PollFactory(question="Are dogs better?"))

    assert rows(admin_client, "q=dogs") == ["Are dogs better?"]


@pytest.mark.parametrize("question", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_of_the_csv_runs_as_a_formula(admin_client, question):
    cast(PollFactory(question=question))

    assert rows(admin_client) == [f"'{question}"]


def test_no_cell_of_the_xlsx_runs_as_a_formula(admin_client):
    cast(PollFactory(question="=1+1"))

    content = read(admin_client.get(f"{BALLOT_LOG}?export=xlsx"))

    assert load_workbook(io.BytesIO(content)).active["A2"].data_type == "s"


def test_inspecting_a_ballot_tells_what_happened_to_it(admin_client):
    poll = PollFactory()
    cast(poll, cause="network")
    ballot = Ballot.objects.get()
    review_ballots(poll=poll, ballots=[ballot.pk], release=True)

    page = admin_client.get(f"{BALLOT_LOG}inspect/{ballot.pk}/").content.decode()

    assert "Released (before: Set aside, Yes)" in page


@pytest.mark.parametrize("pk", ["0", "nonsense", "9" * 30])
def test_a_ballot_that_is_not_there_is_not_found(admin_client, pk):
    assert admin_client.get(f"{BALLOT_LOG}inspect/{pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_a_longer_log_takes_no_more_queries(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        cast(PollFactory(), audience="business")
    admin_client.get(BALLOT_LOG)

    # Session, user, profile; polls and audiences to filter by, and the number of ballots, each
    # twice; the number on the page; locales and the page tree, for the admin's frame; ballots
    # with their polls; options. The names of audiences, for three querysets and twice to filter by.
    with django_assert_num_queries(20):
        admin_client.get(BALLOT_LOG)
