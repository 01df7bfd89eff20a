"""Counters of ballots and votes: exact, cheap to read, and without contention.

Each count is spread over SHARDS rows; a ballot changes one of them, selected by its voter key. A
ballot locks its Turnout row first and holds it until commit, so that two ballots cannot deadlock.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F, Sum, Value
from django.utils import timezone
from django.utils.functional import cached_property

from polls.models import Ballot, Poll, Tally, Turnout, VotingState
from polls.models.ballots import SHARDS
from polls.voting.errors import PollClosed

# {audience: {status: ballots}}
type TurnoutCounts = dict[str, dict[str, int]]
# {audience: {option number: votes}}
type VoteCounts = dict[str, dict[int, int]]
type PollCounts = tuple[TurnoutCounts, VoteCounts]


class CountersMissing(Exception):
    """The audience has no counters yet; `create_counters` creates them."""


def get_shard(voter_key: str) -> int:
    return int(voter_key[:8], 16) % SHARDS


def get_counter_key(ballot: Ballot) -> tuple[str, int]:
    """Return the (audience, shard) that counts a ballot."""
    return ballot.audience, get_shard(ballot.voter_key)


def lock_counters(poll: Poll) -> list[Turnout]:
    """Stop counting in a poll until the end of the transaction, and return its Turnout rows."""
    # `create_counters` takes the same lock, so no counters are created meanwhile.
    VotingState.objects.select_for_update().get(poll=poll)
    return list(Turnout.objects.select_for_update().filter(poll=poll).order_by("pk"))


def get_ballot_votes(ballot: Ballot) -> Counter[int]:
    """Return {option number: 1} for each vote of a ballot; empty unless the ballot counts."""
    is_counted = ballot.status == Ballot.Status.COUNTED
    return Counter(ballot.choices if is_counted else ())


def increment_counters(ballot: Ballot, *, before: Ballot | None = None) -> None:
    """Count a ballot, or its difference to `before`, in the current transaction.

    Raises PollClosed if counting has ended, CountersMissing if there are no counters.
    """
    turnout, votes = Counter({str(ballot.status): 1}), get_ballot_votes(ballot)
    if before:
        turnout.subtract({str(before.status): 1})
        votes.subtract(get_ballot_votes(before))
    counter_key = [ballot.poll_id, *get_counter_key(ballot)]
    with connection.cursor() as cursor:
        if not increment_turnout(cursor, counter_key, turnout):
            raise PollClosed if has_counting_ended(ballot) else CountersMissing
        for step in sorted(set(votes.values()) - {0}):
            numbers = [number for number in votes if votes[number] == step]
            increment_votes(cursor, counter_key, step, numbers)


# The next two functions use plain SQL that runs on every database: Django needs longer to compile
# such a statement than the database to execute it, and every ballot executes both.


def increment_turnout(cursor: CursorWrapper, counter_key: list[Any], steps: Counter[str]) -> int:
    """Add the steps to the turnout counters; a step of 0 still locks the row until commit.

    Returns the number of changed rows: 0 if counting has ended or there is no row.
    """
    changes = ", ".join(f"{status} = {status} + %s" for status in steps)
    where = "poll_id = %s AND audience = %s AND shard = %s AND NOT counting_ended"
    statement = f"UPDATE polls_turnout SET {changes} WHERE {where}"  # noqa: S608 (constants)
    cursor.execute(statement, [*steps.values(), *counter_key])
    return cursor.rowcount


def increment_votes(
    cursor: CursorWrapper, counter_key: list[Any], step: int, numbers: list[int]
) -> None:
    """Add a step to the votes of the options with these numbers. Raises CountersMissing."""
    placeholders = ", ".join(["%s"] * len(numbers))
    where = f"poll_id = %s AND audience = %s AND shard = %s AND option_number IN ({placeholders})"
    statement = f"UPDATE polls_tally SET votes = votes + %s WHERE {where}"  # noqa: S608 (constants)
    cursor.execute(statement, [step, *counter_key, *numbers])
    if cursor.rowcount != len(numbers):
        raise CountersMissing


def has_counting_ended(ballot: Ballot) -> bool:
    """Whether counting has ended; False if another transaction has just created the counters."""
    audience, shard = get_counter_key(ballot)
    counters = Turnout.objects.filter(poll=ballot.poll_id, audience=audience, shard=shard)
    return counters.filter(counting_ended=True).exists()


@transaction.atomic
def create_counters(poll: Poll, audience: str) -> None:
    """Create the counters of an audience; the first ones lock the poll's options.

    Raises PollClosed if the result has been frozen.
    """
    state = VotingState.objects.select_for_update().get(poll=poll)
    if state.counting_ended_at:
        raise PollClosed
    if not state.first_ballot_at:
        VotingState.objects.filter(pk=state.pk).update(first_ballot_at=timezone.now())
    shards = range(SHARDS)
    numbers = [option.number for option in poll.options.all()]
    scope = {"poll": poll, "audience": audience}
    turnouts = [Turnout(**scope, shard=shard) for shard in shards]
    tallies = [
        Tally(**scope, shard=shard, option_number=number) for shard in shards for number in numbers
    ]
    Turnout.objects.bulk_create(turnouts, ignore_conflicts=True)
    Tally.objects.bulk_create(tallies, ignore_conflicts=True)


def end_counting(poll: Poll) -> None:
    """End counting in the current transaction, after ballots that are being counted."""
    VotingState.objects.filter(poll=poll).update(counting_ended_at=timezone.now())
    lock_counters(poll)
    Turnout.objects.filter(poll=poll).update(counting_ended=True)


def load_counts(poll_ids: Collection[int]) -> dict[int, PollCounts]:
    """Return {poll id: (turnout, votes)} in one query for all polls."""
    statuses = Ballot.Status.values
    counts: dict[int, PollCounts] = {pk: ({}, defaultdict(dict)) for pk in poll_ids}
    for row in query_counters(poll_ids):
        turnout, votes = counts[row["poll_id"]]
        if row["option"]:
            votes[row["audience"]][row["option"]] = row[statuses[0]]
        else:
            turnout[row["audience"]] = {status: row[status] for status in statuses}
            # So that reading the votes of an audience without votes does not change the counts.
            votes.setdefault(row["audience"], {})
    return counts


def query_counters(poll_ids: Collection[int]) -> Any:
    """Return rows of turnout (with option 0) and of votes, in the column of the first status."""
    first, *other = Ballot.Status.values
    turnouts = Turnout.objects.filter(poll__in=poll_ids).values("poll_id", "audience")
    sums = {status: Sum(status) for status in (first, *other)}
    turnouts = turnouts.annotate(option=Value(0), **sums)
    tallies = Tally.objects.filter(poll__in=poll_ids).values("poll_id", "audience")
    votes = {first: Sum("votes")} | {status: Value(0) for status in other}
    tallies = tallies.annotate(option=F("option_number"), **votes)
    return turnouts.order_by().union(tallies.order_by(), all=True)


def load_turnout(poll: Poll) -> TurnoutCounts:
    """Return {audience: {status: ballots}}."""
    return load_counts([poll.pk])[poll.pk][0]


class LazyPollCounts:
    """The counts of several polls, loaded in one query when the first is needed."""

    def __init__(self, polls: Iterable[Poll]) -> None:
        self.polls = polls

    @cached_property
    def counts(self) -> dict[int, PollCounts]:
        return load_counts([poll.pk for poll in self.polls])

    def get(self, poll: Poll) -> PollCounts:
        return self.counts.get(poll.pk) or load_counts([poll.pk])[poll.pk]
