"""Recounting: comparing the counters of a poll with its ballots."""

from collections import Counter
from typing import Any

from django.db import transaction

from polls.models import Ballot, Poll, Tally, Turnout
from polls.voting.tallies import get_ballot_votes, get_counter_key, lock_counters

# (audience, shard, status or option number)
type CounterKey = tuple[str, int, str | int]
# {counter key: (value of the counter, number of ballots)}
type Differences = dict[CounterKey, tuple[int, int]]


@transaction.atomic
def recount(poll: Poll, *, fix: bool = False) -> Differences:
    """Count a poll's ballots one by one and return the counters that differ.

    Voters wait meanwhile. `fix` corrects the counters.
    """
    actual = read_counters(poll)
    expected = compute_expected_counters(poll)
    differences = {
        key: (actual[key], expected[key])
        for key in actual.keys() | expected.keys()
        if actual[key] != expected[key]
    }
    if fix:
        fix_counters(poll, differences)
    return differences


def read_counters(poll: Poll) -> Counter[CounterKey]:
    """Return the values of the counters, locked until the end of the transaction."""
    counters: Counter[CounterKey] = Counter()
    for turnout in lock_counters(poll):
        for status in Ballot.Status.values:
            counters[turnout.audience, turnout.shard, status] = getattr(turnout, status)
    for tally in Tally.objects.filter(poll=poll):
        counters[tally.audience, tally.shard, tally.option_number] = tally.votes
    return counters


def compute_expected_counters(poll: Poll) -> Counter[CounterKey]:
    """Return the values that the counters should have."""
    counters: Counter[CounterKey] = Counter()
    ballots = Ballot.objects.filter(poll=poll).only("voter_key", "audience", "status", "choices")
    for ballot in ballots.iterator():
        audience, shard = get_counter_key(ballot)
        counters[audience, shard, ballot.status] += 1
        for number in get_ballot_votes(ballot):
            counters[audience, shard, number] += 1
    return counters


def fix_counters(poll: Poll, differences: Differences) -> None:
    for (audience, shard, name), (_, correct) in differences.items():
        shared: dict[str, Any] = {"poll": poll, "audience": audience, "shard": shard}
        if name in Ballot.Status.values:
            Turnout.objects.update_or_create(**shared, defaults={name: correct})
        else:
            Tally.objects.update_or_create(
                **shared, option_number=name, defaults={"votes": correct}
            )
