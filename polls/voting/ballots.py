"""Casting, changing, withdrawing and reviewing ballots.

A ballot, its counters and its event are written in one transaction. Only `polls.results.closing`
writes ballots too: it removes the voters' receipts.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction
from django.utils import timezone

from polls.models import Ballot, BallotEvent, Poll
from polls.models.choices import State
from polls.queries import get_poll_for_voting
from polls.voting.errors import (
    AlreadyVoted,
    BallotNotFound,
    InvalidChoice,
    NotChangeable,
    PollClosed,
    PollNotOpen,
)
from polls.voting.tallies import CountersMissing, create_counters, increment_counters, lock_counters

UNKNOWN_OPTION_IN_BALLOT = (
    "The ballot contains an option that this poll does not have. Reload the page."
)


@dataclass(frozen=True)
class Receipt:
    """`token` identifies the ballot for its voter; `is_written` is False if nothing changed."""

    token: str
    status: str
    choices: tuple[int, ...]
    is_written: bool

    @property
    def counted(self) -> Literal[True] | str:
        """True, or the reason for not counting: "set_aside", "rejected" or "withdrawn"."""
        return self.status == Ballot.Status.COUNTED or str(self.status)


def build_receipt(ballot: Ballot, *, is_written: bool) -> Receipt:
    return Receipt(ballot.receipt or "", ballot.status, tuple(ballot.choices), is_written)


def cast_ballot(
    *,
    poll: Poll,
    options: Iterable[int],
    voter: str,
    audience: str = "",
    review_reason: str = "",
    now: datetime | None = None,
) -> Receipt:
    """Record one voter's ballot and return its receipt.

    `options` are option numbers. `voter` is the 64 hexadecimal characters of `compute_voter_key`,
    never an IP address. A ballot with a `review_reason` (Ballot.ReviewReason) is set aside. `now`
    is the moment at which the ballot arrived. Casting the same ballot again returns the same
    receipt; another ballot changes the first one in a poll with changeable ballots.
    Raises PollNotOpen, PollClosed, InvalidChoice or AlreadyVoted; no ballot is written then.
    """
    now = now or timezone.now()
    check_poll_open(poll, now)
    choices = validate_choices(poll, options)
    ballot = Ballot(poll=poll, voter_key=voter, choices=choices, audience=audience, cast_at=now)
    if review_reason:
        ballot.review_reason = review_reason
        ballot.status = Ballot.Status.SET_ASIDE
    return save_or_change_earlier(ballot)


def save_or_change_earlier(ballot: Ballot) -> Receipt:
    """Save a new ballot, or update the earlier ballot of its voter. Raises AlreadyVoted."""
    try:
        save_with_counters(ballot)
    except IntegrityError:
        if not (receipt := update_earlier_ballot(ballot)):
            raise
        return receipt
    return build_receipt(ballot, is_written=True)


def save_with_counters(ballot: Ballot) -> None:
    """Save and count a ballot; create the counters for the first ballot of an audience."""
    try:
        insert_ballot(ballot)
    except CountersMissing:
        create_counters(ballot.poll, ballot.audience)
        # Check again: the options are locked only now.
        validate_choices(get_poll_for_voting(ballot.poll.slug), ballot.choices)
        insert_ballot(ballot)


@transaction.atomic
def insert_ballot(ballot: Ballot) -> None:
    ballot.save(force_insert=True)
    increment_counters(ballot)


@transaction.atomic
def update_earlier_ballot(ballot: Ballot) -> Receipt | None:
    """Return the receipt of the voter's earlier ballot, changed if the poll allows it.

    Returns None without an earlier ballot. Raises AlreadyVoted.
    """
    poll = ballot.poll
    ballots = Ballot.objects.select_for_update().filter(poll=poll, voter_key=ballot.voter_key)
    if not (earlier := ballots.first()):
        return None
    is_final = not poll.changeable and earlier.status != Ballot.Status.WITHDRAWN
    if is_final and earlier.choices != ballot.choices:
        raise AlreadyVoted
    return update_choices(earlier, ballot.choices, ballot.cast_at)


@transaction.atomic
def change_ballot(
    *, poll: Poll, receipt: str, options: Iterable[int], now: datetime | None = None
) -> Receipt:
    """Change the ballot with this receipt.

    Raises PollNotOpen, PollClosed, InvalidChoice, BallotNotFound or NotChangeable.
    """
    now = now or timezone.now()
    ballot = get_changeable_ballot(poll, receipt, now)
    return update_choices(ballot, validate_choices(poll, options), now)


def update_choices(ballot: Ballot, choices: list[int], now: datetime) -> Receipt:
    """Change the choices of a ballot; a withdrawn ballot gets its earlier status back."""
    status = ballot.status
    if status == Ballot.Status.WITHDRAWN:
        withdrawals = ballot.events.filter(action=BallotEvent.Action.WITHDRAWN)
        status = withdrawals.latest("occurred_at", "pk").status_before
    if (choices, status) == (ballot.choices, ballot.status):
        return build_receipt(ballot, is_written=False)
    update_ballot(ballot, BallotEvent.Action.CHANGED, now, choices=choices, status=status)
    return build_receipt(ballot, is_written=True)


@transaction.atomic
def withdraw_ballot(*, poll: Poll, receipt: str, now: datetime | None = None) -> Receipt:
    """Withdraw the ballot with this receipt; its voter may vote again while the poll is open.

    Raises PollNotOpen, PollClosed, BallotNotFound or NotChangeable.
    """
    now = now or timezone.now()
    ballot = get_changeable_ballot(poll, receipt, now)
    if ballot.status == Ballot.Status.WITHDRAWN:
        return build_receipt(ballot, is_written=False)
    update_ballot(ballot, BallotEvent.Action.WITHDRAWN, now, status=Ballot.Status.WITHDRAWN)
    return build_receipt(ballot, is_written=True)


@transaction.atomic
def review_ballots(
    *, poll: Poll, ballots: Iterable[Any], release: bool, now: datetime | None = None
) -> int:
    """Release or reject ballots by their primary keys and return the number of changed ballots.

    Each decision can be reversed until the result is frozen. Raises PollClosed after that.
    """
    now = now or timezone.now()
    status = Ballot.Status.COUNTED if release else Ballot.Status.REJECTED
    action = BallotEvent.Action.RELEASED if release else BallotEvent.Action.REJECTED
    reviewable = [Ballot.Status.SET_ASIDE, Ballot.Status.REJECTED, Ballot.Status.COUNTED]
    suspect = Ballot.objects.select_for_update().filter(poll=poll, pk__in=ballots)
    suspect = suspect.filter(status__in=reviewable).exclude(review_reason="").exclude(status=status)
    # Lock all counters at once: locking them one by one in varying order could deadlock.
    lock_counters(poll)
    for ballot in (reviewed := list(suspect.order_by("pk"))):
        update_ballot(ballot, action, now, status=status)
    return len(reviewed)


def get_changeable_ballot(poll: Poll, receipt: str, now: datetime) -> Ballot:
    """Return the ballot with a receipt, locked until the end of the transaction."""
    check_poll_open(poll, now)
    if not (ballot := find_ballot(poll, receipt, lock=True)):
        raise BallotNotFound
    if not poll.changeable:
        raise NotChangeable
    return ballot


def find_ballot(poll: Poll, receipt: str, *, lock: bool = False) -> Ballot | None:
    ballots = Ballot.objects.select_for_update() if lock else Ballot.objects
    return ballots.filter(poll=poll, receipt=receipt).first()


def update_ballot(ballot: Ballot, action: str, now: datetime, **changes: Any) -> None:
    """Save changes of a ballot, its counters and its history."""
    before = copy(ballot)
    for name, value in changes.items():
        setattr(ballot, name, value)
    ballot.save(update_fields=changes)
    increment_counters(ballot, before=before)
    BallotEvent.objects.create(
        ballot=ballot,
        occurred_at=now,
        action=action,
        choices_before=before.choices,
        status_before=before.status,
    )


def check_poll_open(poll: Poll, now: datetime) -> None:
    """Raise PollNotOpen or PollClosed unless the poll is open at a moment."""
    state = poll.get_state_at(now)
    if state == State.UPCOMING:
        raise PollNotOpen(opens_at=poll.opens_at)
    if state == State.CLOSED or not poll.live:
        raise PollClosed


def validate_choices(poll: Poll, options: Iterable[int]) -> list[int]:
    """Return the chosen option numbers in ascending order. Raises InvalidChoice."""
    choices = sorted(set(options))
    if set(choices) - {option.number for option in poll.ordered_options}:
        raise InvalidChoice(UNKNOWN_OPTION_IN_BALLOT)
    if not poll.effective_min_choices <= len(choices) <= poll.effective_max_choices:
        raise InvalidChoice(format_choice_rule(poll))
    return choices


def format_choice_rule(poll: Poll) -> str:
    """Return the instruction for voters, such as "Choose at least 2 options."."""
    minimum, maximum = poll.effective_min_choices, poll.effective_max_choices
    if maximum == minimum:
        return f"Choose {format_option_count(minimum)}."
    if maximum == len(poll.ordered_options):
        return f"Choose at least {format_option_count(minimum)}."
    return f"Choose from {minimum} to {format_option_count(maximum)}."


def format_option_count(count: int) -> str:
    return "one option" if count == 1 else f"{count} options"
