"""The result of a poll.

A result is the same dict on pages, in the API and in exports: {"state", "ballots", "set_aside",
"options": [{"id", "label", "votes", "percent"}], "methodology", "frozen": None or {"at", "sha256",
"url"}, "audiences"}.
"""

from collections.abc import Sequence
from typing import Any

from polls.cache_tags import add_poll_counts
from polls.hooks import get_poll_audiences
from polls.http import build_absolute_url
from polls.models import Ballot, Poll
from polls.models.choices import State
from polls.results.methodology import build_methodology
from polls.results.percentages import compute_percentages
from polls.results.suppression import suppress_small_cells
from polls.voting.tallies import TurnoutCounts, VoteCounts, load_counts

NO_AUDIENCE_NAME = "Other readers"


def get_result(poll: Poll) -> dict[str, Any]:
    """Return the frozen result, or the current result if it is not frozen."""
    if not (frozen := poll.frozen_result):
        return {**compute_result(poll), "frozen": None}
    record = frozen.data
    del record["poll"]
    frozen_at = record.pop("frozen_at")
    reference = {"at": frozen_at, "sha256": frozen.sha256, "url": build_result_url(poll)}
    return {**record, "frozen": reference}


def compute_result(poll: Poll) -> dict[str, Any]:
    """Return the result from the counters, without "frozen"."""
    shared = poll.lazy_counts
    counts = shared.get(poll) if shared else load_counts([poll.pk])[poll.pk]
    add_poll_counts(poll.pk, counts)
    turnout, votes = counts
    totals = {
        status: sum(row[status] for row in turnout.values()) for status in Ballot.Status.values
    }
    votes_by_option = [
        sum(row.get(option.number, 0) for row in votes.values()) for option in poll.ordered_options
    ]
    return {
        "state": str(poll.state),
        "ballots": totals["counted"],
        "set_aside": totals["set_aside"],
        "options": build_option_rows(poll, votes_by_option, totals["counted"]),
        "methodology": build_methodology(poll, totals),
        "audiences": build_audience_results(poll, turnout, votes),
    }


def build_option_rows(
    poll: Poll, votes: Sequence[int | None], ballots: int | None
) -> list[dict[str, Any]]:
    """Return [{"id", "label", "votes", "percent"}], with None for suppressed figures."""
    percentages = compute_percentages(poll, votes, ballots)
    return [
        {"id": option.number, "label": option.label, "votes": count, "percent": percentage}
        for option, count, percentage in zip(poll.ordered_options, votes, percentages, strict=True)
    ]


def build_audience_results(
    poll: Poll, turnout: TurnoutCounts, votes: VoteCounts
) -> list[dict[str, Any]]:
    """Return [{"audience", "name", "ballots", "options"}], with None for suppressed figures.

    The list is empty while the poll is open, because two successive results would disclose the
    ballot between them; if all ballots have one audience; and if every audience is suppressed.
    """
    slugs = [slug for slug in sorted(turnout) if turnout[slug]["counted"]]
    if poll.state != State.CLOSED or len(slugs) < 2:
        return []
    table = suppress_small_cells(build_audience_table(poll, slugs, turnout, votes))
    if not any(ballots for ballots, *_ in table.values()):
        return []
    # Readers without an audience come last.
    slugs.sort(key=lambda slug: not slug)
    names = get_poll_audiences() | {"": NO_AUDIENCE_NAME}
    return [build_audience_result(poll, slug, names.get(slug, slug), table[slug]) for slug in slugs]


def build_audience_table(
    poll: Poll, slugs: list[str], turnout: TurnoutCounts, votes: VoteCounts
) -> dict[str, list[int]]:
    """Return {slug: [ballots, votes of the first option, of the second option, …]}."""
    numbers = [option.number for option in poll.ordered_options]
    return {
        slug: [turnout[slug]["counted"], *(votes[slug].get(number, 0) for number in numbers)]
        for slug in slugs
    }


def build_audience_result(
    poll: Poll, slug: str, name: str, cells: Sequence[int | None]
) -> dict[str, Any]:
    """Return the figures of one audience; the slug is "" for readers without an audience."""
    ballots, *votes = cells
    rows = build_option_rows(poll, votes, ballots)
    options = [{name: row[name] for name in ("id", "votes", "percent")} for row in rows]
    return {"audience": slug, "name": name, "ballots": ballots, "options": options}


def build_result_url(poll: Poll) -> str:
    """Return the permanent absolute URL of a poll's result."""
    return build_absolute_url(f"{poll.get_absolute_url()}results/")
