"""Casting, changing, withdrawing and reviewing ballots."""

import secrets
from datetime import timedelta

import pytest
from django.utils import timezone

from polls.models import Ballot, BallotEvent
from polls.queries import get_poll_for_voting
from polls.results.result import compute_result
from polls.voting import tallies
from polls.voting.ballots import cast_ballot, change_ballot, review_ballots, withdraw_ballot
from polls.voting.errors import AlreadyVoted, InvalidChoice, NotChangeable, PollClosed, PollNotOpen
from polls.voting.recount import recount
from tests.factories import PollFactory

pytestmark = pytest.mark.django_db


def voter():
    return secrets.token_hex(32)


def cast(poll, *options, voter=None, **more):
    return cast_ballot(
        poll=poll, options=list(options), voter=voter or secrets.token_hex(32), **more
    )


def votes(poll):
    return [row["votes"] for row in compute_result(poll)["options"]]


def test_ballot_is_counted():
    poll = PollFactory()

    receipt = cast(poll, 2)

    assert receipt.counted is True
    assert votes(poll) == [0, 1, 0]
    assert compute_result(poll)["ballots"] == 1


def test_repeated_ballot_counts_once():
    poll, key = PollFactory(), voter()

    first, second = cast(poll, 1, voter=key), cast(poll, 1, voter=key)

    assert (first.token, first.is_written, second.is_written) == (second.token, True, False)
    assert votes(poll) == [1, 0, 0]


def test_second_ballot_is_rejected():
    poll, key = PollFactory(), voter()
    cast(poll, 1, voter=key)

    with pytest.raises(AlreadyVoted):
        cast(poll, 2, voter=key)

    assert votes(poll) == [1, 0, 0]


def test_second_ballot_changes_first_in_changeable_poll():
    poll, key = PollFactory(changeable=True), voter()
    first = cast(poll, 1, voter=key)

    second = cast(poll, 2, voter=key)

    assert second.token == first.token
    assert votes(poll) == [0, 1, 0]
    assert BallotEvent.objects.get().choices_before == [1]


def test_ballot_is_changed_by_receipt():
    poll = PollFactory(changeable=True)
    receipt = cast(poll, 1)

    change_ballot(poll=poll, receipt=receipt.token, options=[3])

    assert votes(poll) == [0, 0, 1]


def test_final_ballot_is_not_changed():
    poll = PollFactory()
    receipt = cast(poll, 1)

    with pytest.raises(NotChangeable):
        change_ballot(poll=poll, receipt=receipt.token, options=[3])


def test_withdrawn_ballot_is_not_counted():
    poll = PollFactory(changeable=True)
    receipt = cast(poll, 1)

    withdraw_ballot(poll=poll, receipt=receipt.token)

    assert votes(poll) == [0, 0, 0]
    assert compute_result(poll)["ballots"] == 0
    assert compute_result(poll)["methodology"]["withdrawn"] == 1


def test_voter_may_vote_again_after_withdrawal():
    poll, key = PollFactory(changeable=True), voter()
    receipt = cast(poll, 1, voter=key)
    withdraw_ballot(poll=poll, receipt=receipt.token)

    again = cast(poll, 1, voter=key)

    assert again.counted is True
    assert votes(poll) == [1, 0, 0]


def test_voter_may_vote_again_after_ballots_became_final():
    poll, key = PollFactory(changeable=True), voter()
    receipt = cast(poll, 1, voter=key)
    withdraw_ballot(poll=poll, receipt=receipt.token)
    poll.changeable = False

    assert cast(poll, 2, voter=key).counted is True


def test_withdrawal_does_not_undo_review():
    poll, key = PollFactory(changeable=True), voter()
    receipt = cast(poll, 1, voter=key, review_reason=Ballot.ReviewReason.NETWORK)
    review_ballots(poll=poll, ballots=Ballot.objects.all(), release=False)
    withdraw_ballot(poll=poll, receipt=receipt.token)

    assert cast(poll, 2, voter=key).counted == "rejected"


@pytest.mark.parametrize("options", [[], [1, 2], [4], [0], [-1], [1, 99]])
def test_invalid_choice_is_rejected(options):
    poll = PollFactory()

    with pytest.raises(InvalidChoice):
        cast(poll, *options)

    assert not Ballot.objects.exists()


@pytest.mark.parametrize(
    ("options", "valid"), [([1], False), ([1, 2], True), ([1, 2, 3], True), ([1, 2, 3, 4], False)]
)
def test_number_of_choices_is_limited(options, valid):
    poll = PollFactory(kind="multiple", min_choices=2, max_choices=3, options="ABCD")

    if valid:
        assert cast(poll, *options).counted is True
    else:
        with pytest.raises(InvalidChoice):
            cast(poll, *options)


def test_duplicate_option_counts_once():
    poll = PollFactory(kind="multiple")

    cast(poll, 1, 1, 2)

    assert votes(poll) == [1, 1, 0]


def test_ballot_before_opening_is_rejected():
    poll = PollFactory(opens_at=timezone.now() + timedelta(hours=1))

    with pytest.raises(PollNotOpen):
        cast(poll, 1)


def test_ballot_after_closing_is_rejected():
    poll = PollFactory(closes_at=timezone.now())

    with pytest.raises(PollClosed):
        cast(poll, 1)


def test_suspect_ballot_is_set_aside():
    poll = PollFactory()

    receipt = cast(poll, 1, review_reason=Ballot.ReviewReason.NETWORK)

    assert receipt.counted == "set_aside"
    assert votes(poll) == [0, 0, 0]
    assert compute_result(poll)["set_aside"] == 1


@pytest.mark.parametrize(("release", "expected"), [(True, [1, 0, 0]), (False, [0, 0, 0])])
def test_ballot_set_aside_is_released_or_rejected(release, expected):
    poll = PollFactory()
    cast(poll, 1, review_reason=Ballot.ReviewReason.NETWORK)

    number = review_ballots(poll=poll, ballots=[Ballot.objects.get().pk], release=release)

    assert number == 1
    assert votes(poll) == expected
    assert compute_result(poll)["set_aside"] == 0


def test_review_can_be_reversed():
    poll = PollFactory()
    cast(poll, 1, review_reason=Ballot.ReviewReason.NETWORK)
    ballots = [Ballot.objects.get().pk]

    review_ballots(poll=poll, ballots=ballots, release=False)
    review_ballots(poll=poll, ballots=ballots, release=True)

    assert votes(poll) == [1, 0, 0]


def test_unsuspicious_ballot_cannot_be_rejected():
    poll = PollFactory()
    cast(poll, 1)

    assert review_ballots(poll=poll, ballots=[Ballot.objects.get().pk], release=False) == 0


def test_counters_match_ballots():
    poll = PollFactory(kind="multiple", changeable=True)
    receipts = [
        cast(poll, 1 + index % 3, 1 + index % 2, audience="ab"[index % 2]) for index in range(20)
    ]
    for receipt in receipts[:5]:
        change_ballot(poll=poll, receipt=receipt.token, options=[3])
    for receipt in receipts[3:9]:
        withdraw_ballot(poll=poll, receipt=receipt.token)

    assert recount(poll) == {}


def test_concurrently_created_counters_accept_ballot(monkeypatch):
    poll, increment_turnout = PollFactory(), tallies.increment_turnout

    def increment_late(*arguments):
        monkeypatch.undo()
        rows = increment_turnout(*arguments)
        tallies.create_counters(poll, "")
        return rows

    monkeypatch.setattr(tallies, "increment_turnout", increment_late)

    assert cast(poll, 1).counted is True


def test_ballot_takes_four_statements(django_assert_num_queries):
    cast(PollFactory(slug="four"), 1)

    # The poll's version, the ballot, the turnout, the tally; and the savepoint of the test's own
    # transaction.
    with django_assert_num_queries(4 + 2):
        cast(get_poll_for_voting("four"), 2)
