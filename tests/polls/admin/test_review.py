"""The review of ballots that were set aside."""

import pytest
from wagtail.models import ModelLogEntry

from polls.models import Ballot
from polls.results.closing import freeze_result
from tests.factories import PollFactory
from tests.polls.helpers import (
    cast,
    create_closing_poll,
    get_admin_page,
    get_admin_url,
    post_review,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll():
    """A poll with one counted ballot, and three that were set aside for two reasons."""
    poll = PollFactory()
    for review_reason in ("network", "network", "honeypot"):
        cast(poll, review_reason=review_reason)
    cast(poll)
    return poll


def statuses(poll):
    ballots = Ballot.objects.filter(poll=poll).order_by("pk")
    return list(ballots.values_list("status", flat=True))


@pytest.mark.parametrize(("decision", "status"), [("release", "counted"), ("reject", "rejected")])
def test_selected_ballots_are_released_or_rejected(admin_client, poll, decision, status):
    selected = [Ballot.objects.earliest("pk").pk]

    page = post_review(admin_client, poll, decision=decision, ballots=selected)

    assert statuses(poll) == [status, "set_aside", "set_aside", "counted"]
    assert "1 ballot re" in page


def test_all_ballots_with_one_review_reason_are_released(admin_client, poll):
    page = post_review(admin_client, poll, decision="release", review_reason="network")

    assert statuses(poll) == ["counted", "counted", "set_aside", "counted"]
    assert "2 ballots released" in page


def test_decided_ballots_are_not_released_by_review_reason(admin_client, poll):
    post_review(admin_client, poll, decision="reject", ballots=[Ballot.objects.earliest("pk").pk])

    post_review(admin_client, poll, decision="release", review_reason="network")

    assert statuses(poll)[:2] == ["rejected", "counted"]


def test_ballots_of_another_poll_are_not_reviewed(admin_client, poll):
    ballots = list(Ballot.objects.values_list("pk", flat=True))

    post_review(admin_client, PollFactory(), decision="reject", ballots=ballots)

    assert "rejected" not in statuses(poll)


@pytest.mark.parametrize("ballots", [[], ["x"], ["9" * 30], ["-1"]])
def test_empty_selection_shows_warning(admin_client, poll, ballots):
    page = post_review(admin_client, poll, decision="release", ballots=ballots)

    assert "No ballots were changed" in page


def test_missing_decision_changes_nothing(admin_client, poll):
    post_review(admin_client, poll, review_reason="network")

    assert statuses(poll) == ["set_aside", "set_aside", "set_aside", "counted"]


def test_review_after_freezing_shows_error(admin_client):
    poll, later = create_closing_poll()
    cast(poll, review_reason="network")
    freeze_result(poll, later)

    page = post_review(admin_client, poll, decision="release", review_reason="network")

    assert statuses(poll) == ["set_aside"]
    assert "can no longer be released or rejected" in page
    assert not ModelLogEntry.objects.filter(action="polls.release").exists()


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("", 3),
        ("?review_reason=network", 2),
        ("?status=counted", 0),
        ("?review_reason=x", 3),
        ("?p=99", 3),
    ],
)
def test_ballots_set_aside_are_filtered(admin_client, poll, query, number):
    page = get_admin_page(admin_client, "review", poll.pk, query=query)

    assert page.count('name="ballots"') == number


def test_review_hides_voter_and_choice(admin_client):
    poll = PollFactory(options=["Crimson", "Green"])
    cast(poll, 1, review_reason="network")
    ballot = Ballot.objects.get()

    page = get_admin_page(admin_client, "review", poll.pk)

    assert not [
        secret for secret in (ballot.voter_key, ballot.receipt, "Crimson") if secret in page
    ]


def test_review_is_in_audit_log(admin_client, admin_user, poll):
    post_review(admin_client, poll, decision="release", review_reason="network")

    entry = ModelLogEntry.objects.get(action="polls.release")
    assert (entry.user, entry.message) == (admin_user, "2 ballots released")


@pytest.mark.parametrize("number", [1, 12])
def test_review_query_count_is_constant(admin_client, django_assert_num_queries, number):
    poll = PollFactory()
    for _ in range(number):
        cast(poll, review_reason="network")
    get_admin_page(admin_client, "review", poll.pk)

    # Session, user, profile; the poll, its options; the number of ballots, ballots, review
    # reasons, names of audiences; locales and page tree of the admin.
    with django_assert_num_queries(12):
        admin_client.get(get_admin_url("review", poll.pk))
