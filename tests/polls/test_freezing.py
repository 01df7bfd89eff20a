"""What happens after a poll has closed."""

import hashlib
import json
import secrets
from datetime import time, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db.models import ProtectedError
from django.utils import timezone

from polls.models import Ballot, BallotBox, BallotEvent, FrozenResult, Poll
from polls.results.closing import PollNotClosed, canonical, freeze
from polls.results.result import read_result
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
def later():
    """Move the clock on by hours or days; give them as to `timedelta`."""
    travels = []

    def later(**ahead):
        travels.append(time_machine.travel(timezone.now() + timedelta(**ahead), tick=False))
        travels[-1].start()

    yield later
    for travel in reversed(travels):
        travel.stop()


def again(poll):
    return Poll.objects.whole().get(pk=poll.pk)


def test_a_closed_poll_is_frozen_by_the_scheduler(poll, later):
    later(hours=2)

    call_command("close_polls")

    assert read_result(again(poll))["ballots"] == 1
    assert FrozenResult.objects.get().poll == poll


def test_an_open_poll_is_not_frozen(poll):
    call_command("close_polls")

    assert not FrozenResult.objects.exists()


def test_an_open_poll_cannot_be_frozen(poll):
    with pytest.raises(PollNotClosed, match="not closed"):
        freeze(poll)


def test_the_digest_is_of_the_text(poll, later):
    later(hours=2)

    frozen = freeze(again(poll))

    assert frozen.sha256 == hashlib.sha256(frozen.text.encode()).hexdigest()
    assert canonical(json.loads(frozen.text)) == frozen.text


def test_a_poll_that_was_prolonged_a_moment_ago_is_not_frozen(poll, later):
    later(hours=2)
    stale = again(poll)
    Poll.objects.update(closes_at=timezone.now() + timedelta(days=5))

    with pytest.raises(PollNotClosed):
        freeze(stale)

    assert not BallotBox.objects.get().sealed_at


def test_freezing_twice_is_freezing_once(poll, later):
    later(hours=2)

    assert freeze(again(poll)) == freeze(again(poll))


def test_no_ballot_is_counted_after_freezing(poll, later):
    moment = timezone.now()
    later(hours=2)
    freeze(again(poll))

    # One that arrived in time and was still on its way, as far as its process knew.
    with pytest.raises(PollClosed):
        cast_ballot(poll=poll, options=[2], voter=secrets.token_hex(32), now=moment)

    assert Ballot.objects.count() == 1


def test_no_ballot_is_counted_after_freezing_a_poll_that_had_none(later):
    poll = PollFactory(closes_at=timezone.now() + timedelta(hours=1))
    moment = timezone.now()
    later(hours=2)
    freeze(again(poll))

    with pytest.raises(PollClosed):
        cast_ballot(poll=poll, options=[2], voter=secrets.token_hex(32), now=moment)


def test_a_frozen_result_is_neither_changed_nor_deleted(poll, later):
    later(hours=2)
    frozen = freeze(again(poll))

    with pytest.raises(TypeError):
        frozen.save()
    with pytest.raises(TypeError):
        frozen.delete()
    with pytest.raises(ProtectedError):
        poll.delete()


def test_a_corrected_word_leaves_the_record_as_it_was(poll, later):
    later(hours=2)
    text = freeze(again(poll)).text
    Poll.objects.update(question="Other words?")

    assert FrozenResult.objects.get().text == text


def test_freezing_waits_for_ballots_that_staff_have_not_seen(poll, later, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), cause="network")
    later(hours=2)

    call_command("close_polls")
    assert not FrozenResult.objects.exists()

    review_ballots(poll=poll, ballots=Ballot.objects.filter(status="set_aside"), release=True)
    call_command("close_polls")
    assert read_result(again(poll))["ballots"] == 2


def test_freezing_does_not_wait_for_ever(poll, later, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), cause="network")
    later(days=settings.POLL_REVIEW_DAYS, hours=1)

    call_command("close_polls")

    assert read_result(again(poll))["set_aside"] == 1


def test_after_freezing_nothing_is_reviewed(poll, later, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), cause="network")
    later(days=settings.POLL_REVIEW_DAYS, hours=1)
    freeze(again(poll))

    with pytest.raises(PollClosed):
        review_ballots(poll=poll, ballots=Ballot.objects.all(), release=True)


def test_the_secret_stays_for_the_days_that_were_promised(poll, later, settings):
    later(days=settings.POLL_VOTER_KEY_DAYS - 1)

    call_command("close_polls")

    assert BallotBox.objects.get().secret


def test_then_nothing_ties_a_ballot_to_its_voter(poll, later, settings):
    later(days=settings.POLL_VOTER_KEY_DAYS, hours=2)

    call_command("close_polls")

    ballot, box = Ballot.objects.get(), BallotBox.objects.get()
    assert box.secret == ""
    assert box.destroyed_at == timezone.now()
    assert ballot.receipt is None
    assert (ballot.cast_at.hour, ballot.cast_at.minute) == (0, 0)


def test_then_no_event_tells_the_time_of_day(poll, later, settings):
    cast_ballot(poll=poll, options=[1], voter=secrets.token_hex(32), cause="network")
    review_ballots(poll=poll, ballots=Ballot.objects.filter(status="set_aside"), release=True)
    later(days=settings.POLL_VOTER_KEY_DAYS, hours=2)

    call_command("close_polls")

    assert BallotEvent.objects.get().at.time() == time()


def test_the_secret_is_in_no_revision(poll):
    poll.save_revision()

    assert BallotBox.objects.get().secret not in str(poll.latest_revision.content)


def test_a_draft_that_never_was_public_has_no_result(later):
    PollFactory(live=False, first_published_at=None, closes_at=timezone.now())

    call_command("close_polls")

    assert not FrozenResult.objects.exists()


def test_the_result_is_the_same_before_and_after_freezing(poll, later):
    later(hours=2)
    before = read_result(again(poll))

    freeze(again(poll))
    after = read_result(again(poll))

    assert before["frozen"] is None
    assert set(after["frozen"]) == {"at", "sha256", "url"}
    assert {**before, "frozen": None} == {**after, "frozen": None}
