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
from tests.polls.helpers import BALLOT_LOG, cast

pytestmark = pytest.mark.django_db


def read(response):
    return b"".join(response.streaming_content)


def rows(client, query=""):
    """Return the questions of the exported ballots."""
    content = read(client.get(f"{BALLOT_LOG}?export=csv&{query}")).decode()
    return [row["Poll"] for row in csv.DictReader(io.StringIO(content))]


def test_ballot_shows_labels(admin_client):
    AudienceFactory(slug="business")
    cast(PollFactory(options=["Red", "Green"], kind="multiple"), 1, 2, audience="business")

    page = admin_client.get(BALLOT_LOG).content.decode()

    assert "Red; Green" in page
    assert "Business" in page


@pytest.mark.parametrize("where", ["", "?export=csv", "?export=xlsx", "inspect/{}/"])
def test_log_does_not_identify_voters(admin_client, where):
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
def test_hidden_fields_cannot_be_filtered(admin_client, lookup):
    cast(PollFactory(question="Is it so?"))

    assert rows(admin_client, f"{lookup}=nothing") == ["Is it so?"]


def test_log_is_filtered_by_poll(admin_client):
    polls = [PollFactory(question="First?"), PollFactory(question="Second?")]
    for poll in polls:
        cast(poll)

    assert rows(admin_client, f"poll={polls[1].pk}") == ["Second?"]


@pytest.mark.parametrize("query", ["status__exact=set_aside", "review_reason__exact=network"])
def test_log_is_filtered_by_status_and_review_reason(admin_client, query):
    cast(PollFactory(question="First?"))
    cast(PollFactory(question="Second?"), review_reason="network")

    assert rows(admin_client, query) == ["Second?"]


@pytest.mark.parametrize(("audience", "question"), [("students", "Second?"), ("-", "First?")])
def test_log_is_filtered_by_audience(admin_client, audience, question):
    cast(PollFactory(question="First?"))
    cast(PollFactory(question="Second?"), audience="students")

    assert rows(admin_client, f"audience={audience}") == [question]


def test_log_is_filtered_by_date(admin_client):
    poll = PollFactory(opens_at=timezone.now() - timedelta(days=20))
    cast(poll, now=timezone.now() - timedelta(days=9))
    cast(poll)
    week = (timezone.now() - timedelta(days=7)).date()

    assert len(rows(admin_client, f"cast_at__gte={week}%2000:00:00%2B00:00")) == 1


@pytest.mark.parametrize("query", ["cast_at__gte=never", "poll=x", "nonsense=1", "o=x.99", "p=x"])
def test_invalid_filter_is_ignored(admin_client, query):
    cast(PollFactory())

    assert admin_client.get(f"{BALLOT_LOG}?{query}", follow=True).status_code == 200


def test_log_is_searched_by_question(admin_client):
    cast(PollFactory(question="Are cats better?"))
    cast(PollFactory(question="Are dogs better?"))

    assert rows(admin_client, "q=dogs") == ["Are dogs better?"]


@pytest.mark.parametrize("question", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_formulas_are_escaped_in_csv(admin_client, question):
    cast(PollFactory(question=question))

    assert rows(admin_client) == [f"'{question}"]


def test_formulas_are_text_in_xlsx(admin_client):
    cast(PollFactory(question="=1+1"))

    content = read(admin_client.get(f"{BALLOT_LOG}?export=xlsx"))

    assert load_workbook(io.BytesIO(content)).active["A2"].data_type == "s"


def test_inspect_view_shows_history(admin_client):
    poll = PollFactory()
    cast(poll, review_reason="network")
    ballot = Ballot.objects.get()
    review_ballots(poll=poll, ballots=[ballot.pk], release=True)

    page = admin_client.get(f"{BALLOT_LOG}inspect/{ballot.pk}/").content.decode()

    assert "Released (before: Set aside, Yes)" in page


@pytest.mark.parametrize("pk", ["0", "nonsense", "9" * 30])
def test_unknown_ballot_is_not_found(admin_client, pk):
    assert admin_client.get(f"{BALLOT_LOG}inspect/{pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_log_query_count_is_constant(admin_client, django_assert_num_queries, number):
    for _ in range(number):
        cast(PollFactory(), audience="business")
    admin_client.get(BALLOT_LOG)

    # Session, user, profile; polls and audiences of the filters, and the number of ballots, each
    # twice; the number on the page; locales and page tree of the admin; ballots with their polls;
    # options; names of audiences, for three querysets and twice for the filters.
    with django_assert_num_queries(20):
        admin_client.get(BALLOT_LOG)
