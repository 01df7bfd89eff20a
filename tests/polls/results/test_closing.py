"""Freezing results and anonymising ballots."""

import hashlib
import json
import secrets
from datetime import time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import ProtectedError
from django.utils import timezone

from polls.models import Ballot, BallotEvent, FrozenResult, Poll, VotingState
from polls.results.closing import PollNotClosed, freeze_result, serialize_canonical_json
from polls.results.result import get_result
from polls.voting.ballots import cast_ballot, review_ballots
from polls.voting.errors import PollClosed
from tests.factories import PollFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll():
    """A poll that closes in an hour, with one ballot for its first option."""
    poll = PollFactory(closes_at=timezone.now() + timedelta(hours=1), visibility="always")
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32))
    return poll


@pytest.fixture
def travel():
    """Move the clock forward by the arguments of `timedelta`."""
    travels = []

    def travel(**duration):
        travels.append(time_machine.travel(timezone.now() + timedelta(**duration), tick=False))
        travels[-1].start()

    yield travel
    for travel_context in reversed(travels):
        travel_context.stop()


def reload(poll):
    return Poll.objects.for_display().get(pk=poll.pk)


def test_freeze_polls_freezes_closed_poll(poll, travel):
    travel(hours=2)

    call_command("freeze_polls")

    assert get_result(reload(poll))["ballots"] == 1
    assert FrozenResult.objects.get().poll == poll


def test_freeze_polls_skips_open_poll(poll):
    call_command("freeze_polls")

    assert not FrozenResult.objects.exists()


def test_open_poll_cannot_be_frozen(poll):
    with pytest.raises(PollNotClosed, match="not closed"):
        freeze_result(poll)


def test_digest_matches_canonical_json(poll, travel):
    travel(hours=2)

    frozen = freeze_result(reload(poll))

    assert frozen.sha256 == hashlib.sha256(frozen.canonical_json.encode()).hexdigest()
    assert serialize_canonical_json(json.loads(frozen.canonical_json)) == frozen.canonical_json


def test_poll_with_extended_closing_time_is_not_frozen(poll, travel):
    travel(hours=2)
    stale = reload(poll)
    Poll.objects.update(closes_at=timezone.now() + timedelta(days=5))

    with pytest.raises(PollNotClosed):
        freeze_result(stale)

    assert not VotingState.objects.get().counting_ended_at


def test_freezing_is_idempotent(poll, travel):
    travel(hours=2)

    assert freeze_result(reload(poll)) == freeze_result(reload(poll))


def test_ballot_after_freezing_is_rejected(poll, travel):
    received_at = timezone.now()
    travel(hours=2)
    freeze_result(reload(poll))

    # A ballot that arrived in time, but is counted only now.
    with pytest.raises(PollClosed):
        cast_ballot(poll=poll, options=[2], voter=secrets.token_hex(32), now=received_at)

    assert Ballot.objects.count() == 1


def test_ballot_after_freezing_without_ballots_is_rejected(travel):
    poll = PollFactory(closes_at=timezone.now() + timedelta(hours=1))
    received_at = timezone.now()
    travel(hours=2)
    freeze_result(reload(poll))

    with pytest.raises(PollClosed):
        cast_ballot(poll=poll, options=[2], voter=secrets.token_hex(32), now=received_at)


def test_frozen_result_cannot_be_changed_or_deleted(poll, travel):
    travel(hours=2)
    frozen = freeze_result(reload(poll))

    with pytest.raises(TypeError):
        frozen.save()
    with pytest.raises(TypeError):
        frozen.delete()
    with pytest.raises(ProtectedError):
        poll.delete()


def test_edited_question_does_not_change_frozen_result(poll, travel):
    travel(hours=2)
    text = freeze_result(reload(poll)).canonical_json
    Poll.objects.update(question="Other words?")

    assert FrozenResult.objects.get().canonical_json == text


def test_freezing_waits_for_review(poll, travel, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), review_reason="network")
    travel(hours=2)

    call_command("freeze_polls")
    assert not FrozenResult.objects.exists()

    review_ballots(poll=poll, ballots=Ballot.objects.filter(status="set_aside"), release=True)
    call_command("freeze_polls")
    assert get_result(reload(poll))["ballots"] == 2


def test_freezing_waits_at_most_review_days(poll, travel, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), review_reason="network")
    travel(days=settings.POLL_REVIEW_DAYS, hours=1)

    call_command("freeze_polls")

    assert get_result(reload(poll))["set_aside"] == 1


def test_review_after_freezing_is_rejected(poll, travel, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), review_reason="network")
    travel(days=settings.POLL_REVIEW_DAYS, hours=1)
    freeze_result(reload(poll))

    with pytest.raises(PollClosed):
        review_ballots(poll=poll, ballots=Ballot.objects.all(), release=True)


def test_voter_secret_is_stored_for_configured_days(poll, travel, settings):
    travel(days=settings.POLL_ANONYMISE_AFTER_DAYS - 1)

    call_command("freeze_polls")

    assert VotingState.objects.get().voter_secret


def test_ballots_are_anonymised(poll, travel, settings):
    travel(days=settings.POLL_ANONYMISE_AFTER_DAYS, hours=2)

    call_command("freeze_polls")

    ballot, state = Ballot.objects.get(), VotingState.objects.get()
    assert state.voter_secret == ""
    assert state.anonymised_at == timezone.now()
    assert ballot.receipt is None
    assert (ballot.cast_at.hour, ballot.cast_at.minute) == (0, 0)


def test_events_are_anonymised(poll, travel, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), review_reason="network")
    review_ballots(poll=poll, ballots=Ballot.objects.filter(status="set_aside"), release=True)
    travel(days=settings.POLL_ANONYMISE_AFTER_DAYS, hours=2)

    call_command("freeze_polls")

    assert BallotEvent.objects.get().occurred_at.time() == time()


def test_voter_secret_is_not_in_revisions(poll):
    poll.save_revision()

    assert VotingState.objects.get().voter_secret not in str(poll.latest_revision.content)


def test_unpublished_poll_is_not_frozen(travel):
    PollFactory(live=False, first_published_at=None, closes_at=timezone.now())

    call_command("freeze_polls")

    assert not FrozenResult.objects.exists()


def test_freezing_does_not_change_figures(poll, travel):
    travel(hours=2)
    before = get_result(reload(poll))

    freeze_result(reload(poll))
    after = get_result(reload(poll))

    assert before["frozen"] is None
    assert set(after["frozen"]) == {"at", "sha256", "url"}
    assert {**before, "frozen": None} == {**after, "frozen": None}
