"""The result of a poll: who may see it, its figures, and the form in which it is frozen.

A result is the same dict everywhere, on pages, in the API and in exports:
{"state", "ballots", "set_aside", "options": [{"id", "label", "votes", "percent"}], "method",
"frozen": None or {"at", "sha256", "url"}, "audiences"}.
"""

from wagtail.models import Site

from polls.cache_tags import shows_counts
from polls.hooks import known_audiences
from polls.models.ballots import Ballot
from polls.models.choices import Kind, State, Visibility
from polls.results.methodology import describe_method
from polls.results.suppression import hide_small
from polls.voting.errors import ResultHidden
from polls.voting.tallies import SharedCounts

WHEN_SHOWN = {
    Visibility.AFTER_VOTE: "It is shown to those who have voted, and to all once voting has ended.",
    Visibility.AFTER_CLOSE: "It is shown once voting has ended.",
    Visibility.STAFF: "It is for the institute’s staff.",
}


def is_public(poll, state=None):
    """Whether anyone may see the result now."""
    if (state or poll.state) == State.CLOSED:
        return poll.visibility != Visibility.STAFF
    return poll.visibility == Visibility.ALWAYS


def depends_on_voter(poll):
    """Whether who asks decides if the result is shown: then no shared cache may keep the answer."""
    return poll.visibility == Visibility.AFTER_VOTE and poll.state == State.OPEN


def may_see(poll, *, voted):
    """Whether a reader who has `voted`, or has not, may see the result now."""
    return is_public(poll) or (voted and depends_on_voter(poll))


def check_visible(poll, *, voted=False):
    """Raise ResultHidden unless a reader may see the result."""
    if not may_see(poll, voted=voted):
        raise ResultHidden(WHEN_SHOWN.get(poll.visibility))


def has_voted(poll, key):
    """Whether the voter of this key has a ballot here that is not withdrawn; None has none."""
    ballots = Ballot.objects.filter(poll=poll, voter_key=key)
    return ballots.exclude(status=Ballot.Status.WITHDRAWN).exists()


def read_result(poll):
    """Return the result: as it was frozen, or as it stands at this moment."""
    if frozen := poll.frozen_result:
        data = frozen.data
        del data["poll"]
        stamp = {"at": data.pop("frozen_at"), "sha256": frozen.sha256, "url": address_of(poll)}
        return {**data, "frozen": stamp}
    return {**count_result(poll), "frozen": None}


def count_result(poll):
    """Return the result as the counters have it, without "frozen"."""
    turnout, votes = counts = getattr(poll, "counts", SharedCounts([])).of(poll)
    shows_counts(poll.pk, counts)
    totals = {
        status: sum(row[status] for row in turnout.values()) for status in Ballot.Status.values
    }
    numbers = [option.number for option in poll.shown_options]
    counts = [sum(row.get(number, 0) for row in votes.values()) for number in numbers]
    return {
        "state": str(poll.state),
        "ballots": totals["counted"],
        "set_aside": totals["set_aside"],
        "options": rows_of(poll, counts, totals["counted"]),
        "method": describe_method(poll, totals),
        "audiences": by_audience(poll, turnout, votes),
    }


def rows_of(poll, counts, ballots):
    """Return [{"id", "label", "votes", "percent"}]; what is None stays so, as does its share."""
    percents = percentages(poll, counts, ballots)
    return [
        {"id": option.number, "label": option.label, "votes": votes, "percent": percent}
        for option, votes, percent in zip(poll.shown_options, counts, percents, strict=True)
    ]


def percentages(poll, counts, ballots):
    """Return whole percentages; they add up to 100 but where voters choose several options."""
    if poll.kind == Kind.MULTIPLE or None in counts:
        return [share(votes, ballots) for votes in counts]
    return largest_remainder(counts)


def share(votes, ballots):
    """Return votes as a whole percentage of ballots, half a percent rounded up."""
    if votes is None or ballots is None:
        return None
    return (200 * votes + ballots) // (2 * ballots) if ballots else 0


def largest_remainder(counts):
    """Return whole percentages that add up to 100, or all 0 where nothing was counted.

    Each is rounded down; the points that are left go to the largest remainders (Hamilton's
    method), the earlier option first among equals.
    """
    if not (total := sum(counts)):
        return [0] * len(counts)
    percents = [100 * count // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda at: -(100 * counts[at] % total))
    for at in by_remainder[: 100 - sum(percents)]:
        percents[at] += 1
    return percents


def by_audience(poll, turnout, votes):
    """Return [{"audience", "label", "ballots", "options"}], None for what is too small to show.

    Nothing while the poll is open, when two looks would tell the ballot between them, while all
    come from one audience, and where no audience is large enough.
    """
    slugs = [slug for slug in sorted(turnout) if turnout[slug]["counted"]]
    if poll.state != State.CLOSED or len(slugs) < 2:
        return []
    numbers = [option.number for option in poll.shown_options]
    shown = hide_small(
        {
            slug: [turnout[slug]["counted"], *(votes[slug].get(number, 0) for number in numbers)]
            for slug in slugs
        }
    )
    if not any(ballots for ballots, *_ in shown.values()):
        return []
    # Those who came as none stand last.
    slugs.sort(key=lambda slug: not slug)
    names = known_audiences() | {"": "Other readers"}
    return [column_of(poll, slug, names.get(slug, slug), *shown[slug]) for slug in slugs]


def column_of(poll, slug, label, ballots, *counts):
    """Return the figures of one audience; "" are those who came as none."""
    rows = rows_of(poll, counts, ballots)
    options = [{name: row[name] for name in ("id", "votes", "percent")} for row in rows]
    return {"audience": slug, "label": label, "ballots": ballots, "options": options}


def address_of(poll):
    """Return the permanent address of a poll's result, with scheme and host."""
    roots = Site.get_site_root_paths()
    return f"{roots[0].root_url if roots else ''}{poll.get_absolute_url()}results/"
