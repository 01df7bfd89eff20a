"""Counting: exact, read with work that grows with the options alone, and without a queue.

Each count is spread over SHARDS rows, of which a ballot changes one, chosen by its voter's key.
Turnout comes first and is held until the ballot is committed, so that no two ballots wait for
each other crosswise.
"""

from collections import Counter, defaultdict

from django.db import connection, transaction
from django.db.models import F, Sum, Value
from django.utils import timezone
from django.utils.functional import cached_property

from polls.models.ballots import SHARDS, Ballot, BallotBox, Tally, Turnout
from polls.voting.errors import PollClosed


class BoxNotOpen(Exception):
    """There are no counters for this audience yet; `open_box` makes them."""


def shard_of(key):
    return int(key[:8], 16) % SHARDS


def place_of(ballot):
    """Return where a ballot is counted: (audience, shard)."""
    return ballot.audience, shard_of(ballot.voter_key)


def lock_counters(poll):
    """Hold all counting in a poll until the caller's transaction ends, and return its Turnout."""
    # New counters are made by whoever holds the box.
    BallotBox.objects.select_for_update().get(poll=poll)
    return list(Turnout.objects.select_for_update().filter(poll=poll).order_by("pk"))


def votes_of(ballot):
    """Return {option number: 1} of what a ballot adds to the tallies."""
    counts = ballot.status == Ballot.Status.COUNTED
    return Counter(ballot.choices if counts else ())


def count(ballot, *, before=None):
    """Count a ballot, or what has changed in it since `before`, in the caller's transaction.

    Raises PollClosed once the result is being frozen, BoxNotOpen if there is nowhere to count.
    """
    turnout, votes = Counter({str(ballot.status): 1}), votes_of(ballot)
    if before:
        turnout.subtract({str(before.status): 1})
        votes.subtract(votes_of(before))
    place = [ballot.poll_id, *place_of(ballot)]
    with connection.cursor() as cursor:
        if not step_turnout(cursor, place, turnout):
            raise PollClosed if is_sealed(ballot) else BoxNotOpen
        for step in sorted(set(votes.values()) - {0}):
            step_votes(cursor, place, step, [each for each in votes if votes[each] == step])


# Plain SQL, the same for every database: Django takes longer to write such a statement than a
# database to carry it out, and these two are in the way of every ballot.


def step_turnout(cursor, place, steps):
    """Add to the counters of turnout, also nothing: the row is held until the ballot is committed.

    Returns the number of rows, 0 if it is sealed or there is none.
    """
    changes = ", ".join(f"{status} = {status} + %s" for status in steps)
    where = "poll_id = %s AND audience = %s AND shard = %s AND NOT sealed"
    statement = f"UPDATE polls_turnout SET {changes} WHERE {where}"  # noqa: S608 (our own names)
    cursor.execute(statement, [*steps.values(), *place])
    return cursor.rowcount


def step_votes(cursor, place, step, numbers):
    """Add a step to the votes of the options of these numbers."""
    marks = ", ".join(["%s"] * len(numbers))
    where = f"poll_id = %s AND audience = %s AND shard = %s AND number IN ({marks})"
    statement = f"UPDATE polls_tally SET votes = votes + %s WHERE {where}"  # noqa: S608 (as above)
    cursor.execute(statement, [step, *place, *numbers])
    if cursor.rowcount != len(numbers):
        raise BoxNotOpen


def is_sealed(ballot):
    """Whether the counters of a ballot are sealed; not, if somebody has just made them."""
    audience, shard = place_of(ballot)
    place = {"poll": ballot.poll_id, "audience": audience, "shard": shard}
    return Turnout.objects.filter(**place, sealed=True).exists()


@transaction.atomic
def open_box(poll, audience):
    """Make the counters of an audience; the first ones lock the poll's options.

    Raises PollClosed if the result has been frozen.
    """
    box = BallotBox.objects.select_for_update().get(poll=poll)
    if box.sealed_at:
        raise PollClosed
    if not box.opened_at:
        BallotBox.objects.filter(pk=box.pk).update(opened_at=timezone.now())
    place = {"poll": poll, "audience": audience}
    Turnout.objects.bulk_create(
        [Turnout(**place, shard=shard) for shard in range(SHARDS)], ignore_conflicts=True
    )
    Tally.objects.bulk_create(
        [
            Tally(**place, shard=shard, number=option.number)
            for shard in range(SHARDS)
            for option in poll.options.all()
        ],
        ignore_conflicts=True,
    )


def seal(poll):
    """End counting, in the caller's transaction: ballots under way are waited for."""
    BallotBox.objects.filter(poll=poll).update(sealed_at=timezone.now())
    lock_counters(poll)
    Turnout.objects.filter(poll=poll).update(sealed=True)


def read_counts(keys):
    """Return {poll's key: (turnout, votes)}, for the polls with these keys in one query.

    Turnout is {audience: {status: ballots}}, votes are {audience: {option number: votes}}.
    """
    statuses = Ballot.Status.values
    turnouts = Turnout.objects.filter(poll__in=keys).values("poll_id", "audience")
    turnouts = turnouts.annotate(option=Value(0), **{each: Sum(each) for each in statuses})
    tallies = Tally.objects.filter(poll__in=keys).values("poll_id", "audience")
    nothing = {each: Value(0) for each in statuses[1:]}
    tallies = tallies.annotate(option=F("number"), **{statuses[0]: Sum("votes")}, **nothing)
    counts = {key: ({}, defaultdict(dict)) for key in keys}
    for row in turnouts.order_by().union(tallies.order_by(), all=True):
        turnout, votes = counts[row["poll_id"]]
        if row["option"]:
            votes[row["audience"]][row["option"]] = row[statuses[0]]
        else:
            turnout[row["audience"]] = {each: row[each] for each in statuses}
            # Whoever asks for the votes of an audience that gave none, must not change the counts.
            votes.setdefault(row["audience"], {})
    return counts


def read_turnout(poll):
    """Return {audience: {status: ballots}}."""
    return read_counts([poll.pk])[poll.pk][0]


class SharedCounts:
    """The counts of polls that were loaded together, read for all at once when one is needed."""

    def __init__(self, polls):
        self.polls = polls

    @cached_property
    def loaded(self):
        return read_counts([poll.pk for poll in self.polls])

    def of(self, poll):
        return self.loaded.get(poll.pk) or read_counts([poll.pk])[poll.pk]


# Recounting


@transaction.atomic
def recount(poll, *, fix=False):
    """Count a poll's ballots one by one and return what the counters have wrong.

    As {(audience, shard, name): (counter, ballots)}, the name a status or an option's number.
    Voters wait meanwhile. With `fix`, the counters are set right.
    """
    turnouts = lock_counters(poll)
    expected, found = expect(poll), Counter()
    for row in turnouts:
        for status in Ballot.Status.values:
            found[row.audience, row.shard, status] = getattr(row, status)
    for row in Tally.objects.filter(poll=poll):
        found[row.audience, row.shard, row.number] = row.votes
    wrong = {
        place: (found[place], expected[place])
        for place in found.keys() | expected.keys()
        if found[place] != expected[place]
    }
    if fix:
        mend(poll, wrong)
    return wrong


def expect(poll):
    """Return what the counters should say, from the ballots."""
    counts = Counter()
    rows = Ballot.objects.filter(poll=poll).only("voter_key", "audience", "status", "choices")
    for ballot in rows.iterator():
        counts[*place_of(ballot), ballot.status] += 1
        for number in votes_of(ballot):
            counts[*place_of(ballot), number] += 1
    return counts


def mend(poll, wrong):
    for (audience, shard, name), (_, right) in wrong.items():
        place = {"poll": poll, "audience": audience, "shard": shard}
        if name in Ballot.Status.values:
            Turnout.objects.update_or_create(**place, defaults={name: right})
        else:
            Tally.objects.update_or_create(**place, number=name, defaults={"votes": right})
