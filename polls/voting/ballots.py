"""Casting, changing and withdrawing a ballot. Nothing else writes one.

Every function here does all of its work in one transaction, or none of it.
"""

from copy import copy
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from polls.models import Ballot, BallotEvent, Poll
from polls.models.choices import State
from polls.queries import poll_for_voting
from polls.voting.errors import (
    AlreadyVoted,
    BallotUnknown,
    InvalidChoice,
    NotChangeable,
    PollClosed,
    PollNotOpen,
)
from polls.voting.tallies import BoxNotOpen, count, lock_counters, open_box


@dataclass(frozen=True)
class Receipt:
    """`number` is the voter's handle on the ballot; `new` is False where nothing was written."""

    number: str
    status: str
    choices: tuple
    new: bool

    @property
    def counted(self):
        """Return True, or why it does not count (yet): "set_aside", "rejected", "withdrawn"."""
        return self.status == Ballot.Status.COUNTED or str(self.status)


def receipt_of(ballot, *, new):
    return Receipt(ballot.receipt, ballot.status, tuple(ballot.choices), new)


def cast_ballot(*, poll: Poll, options, voter, audience="", cause="", now=None) -> Receipt:
    """Record one voter's ballot and return its receipt.

    `options` are numbers of the poll's options; `voter` is the 64 hexadecimal characters of
    `voter_key`, never an address. With a `cause` (Ballot.Cause) the ballot is set aside. The same
    ballot sent again returns the same receipt; another one changes the first where the poll lets
    it. `now` is the moment it arrived.
    Raises PollNotOpen, PollClosed, InvalidChoice or AlreadyVoted, having written nothing.
    """
    now = now or timezone.now()
    check_open(poll, now)
    ballot = Ballot(
        poll=poll,
        voter_key=voter,
        choices=check_choice(poll, options),
        audience=audience,
        status=Ballot.Status.SET_ASIDE if cause else Ballot.Status.COUNTED,
        cause=cause,
        cast_at=now,
    )
    try:
        write(ballot)
    except IntegrityError:
        if not (receipt := cast_again(poll, ballot, now)):
            raise
        return receipt
    return receipt_of(ballot, new=True)


def write(ballot):
    """Write a ballot and count it; the first one of an audience has its counters made."""
    try:
        write_counted(ballot)
    except BoxNotOpen:
        open_box(ballot.poll, ballot.audience)
        # As the options stand now that they are locked.
        check_choice(poll_for_voting(ballot.poll.slug), ballot.choices)
        write_counted(ballot)


@transaction.atomic
def write_counted(ballot):
    ballot.save(force_insert=True)
    count(ballot)


@transaction.atomic
def cast_again(poll, ballot, now):
    """Return the receipt of the voter's earlier ballot, changed where the poll lets it.

    None if there is no earlier ballot. Raises AlreadyVoted.
    """
    ballots = Ballot.objects.select_for_update().filter(poll=poll, voter_key=ballot.voter_key)
    if not (first := ballots.first()):
        return None
    stands = first.status != Ballot.Status.WITHDRAWN
    if stands and not poll.changeable and first.choices != ballot.choices:
        raise AlreadyVoted
    return change(first, ballot.choices, now)


@transaction.atomic
def change_ballot(*, poll: Poll, receipt, options, now=None) -> Receipt:
    """Change the ballot of this receipt.

    Raises as `cast_ballot` does, BallotUnknown or NotChangeable.
    """
    now = now or timezone.now()
    ballot = find_changeable(poll, receipt, now)
    return change(ballot, check_choice(poll, options), now)


def change(ballot, choices, now):
    """Give a ballot other choices; one that was withdrawn is back as what it was before."""
    status = ballot.status
    if status == Ballot.Status.WITHDRAWN:
        withdrawals = ballot.events.filter(action=BallotEvent.Action.WITHDRAWN)
        status = withdrawals.last().status_before
    if (choices, status) == (ballot.choices, ballot.status):
        return receipt_of(ballot, new=False)
    move(ballot, BallotEvent.Action.CHANGED, now, choices=choices, status=status)
    return receipt_of(ballot, new=True)


@transaction.atomic
def withdraw_ballot(*, poll: Poll, receipt, now=None) -> Receipt:
    """Withdraw the ballot of this receipt; its voter may vote again while the poll is open.

    Raises PollNotOpen, PollClosed, BallotUnknown or NotChangeable.
    """
    now = now or timezone.now()
    ballot = find_changeable(poll, receipt, now)
    if ballot.status == Ballot.Status.WITHDRAWN:
        return receipt_of(ballot, new=False)
    move(ballot, BallotEvent.Action.WITHDRAWN, now, status=Ballot.Status.WITHDRAWN)
    return receipt_of(ballot, new=True)


@transaction.atomic
def review_ballots(*, poll: Poll, ballots, release, now=None):
    """Release or reject ballots by their keys, and return how many that was.

    Either can be undone by the other until the result is frozen. Raises PollClosed after.
    """
    now = now or timezone.now()
    status = Ballot.Status.COUNTED if release else Ballot.Status.REJECTED
    action = BallotEvent.Action.RELEASED if release else BallotEvent.Action.REJECTED
    reviewable = [Ballot.Status.SET_ASIDE, Ballot.Status.REJECTED, Ballot.Status.COUNTED]
    found = Ballot.objects.select_for_update().filter(poll=poll, pk__in=ballots)
    found = found.filter(status__in=reviewable).exclude(cause="").exclude(status=status)
    # All at once and in one order: many ballots need many counters, and nobody waits crosswise.
    lock_counters(poll)
    for ballot in (chosen := list(found.order_by("pk"))):
        move(ballot, action, now, status=status)
    return len(chosen)


def find_changeable(poll, receipt, now):
    """Return the ballot of a receipt, locked until the transaction ends."""
    check_open(poll, now)
    if not (ballot := find_ballot(poll, receipt, lock=True)):
        raise BallotUnknown
    if not poll.changeable:
        raise NotChangeable
    return ballot


def find_ballot(poll, receipt, *, lock=False):
    ballots = Ballot.objects.select_for_update() if lock else Ballot.objects
    return ballots.filter(poll=poll, receipt=receipt).first()


def move(ballot, action, now, **changes):
    """Change a ballot, its tallies and its history together."""
    before = copy(ballot)
    for name, value in changes.items():
        setattr(ballot, name, value)
    ballot.save(update_fields=changes)
    count(ballot, before=before)
    BallotEvent.objects.create(
        ballot=ballot,
        at=now,
        action=action,
        choices_before=before.choices,
        status_before=before.status,
    )


def check_open(poll, now):
    """Raise PollNotOpen or PollClosed unless the poll is open at `now`."""
    state = poll.state_at(now)
    if state == State.UPCOMING:
        raise PollNotOpen(opens_at=poll.opens_at)
    if state == State.CLOSED or not poll.live:
        raise PollClosed


def check_choice(poll, options):
    """Return the numbers chosen, ascending. Raises InvalidChoice in words for the voter."""
    chosen = sorted(set(options))
    if set(chosen) - {option.number for option in poll.shown_options}:
        raise InvalidChoice("One of these is not an option of this poll. Load the page again.")
    if not poll.min <= len(chosen) <= poll.max:
        raise InvalidChoice(how_many(poll))
    return chosen


def how_many(poll):
    """Return in words how many options a voter must choose."""
    if poll.max == poll.min:
        return f"Choose {number_of(poll.min)}."
    if poll.max == len(poll.shown_options):
        return f"Choose at least {number_of(poll.min)}."
    return f"Choose from {poll.min} to {number_of(poll.max)}."


def number_of(options):
    return "one option" if options == 1 else f"{options} options"
