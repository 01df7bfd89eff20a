"""Whole percentages of votes."""

from collections.abc import Sequence

from polls.models import Poll
from polls.models.choices import Kind


def compute_percentages(
    poll: Poll, votes: Sequence[int | None], ballots: int | None
) -> list[int | None]:
    """Return a whole percentage for each option, None for suppressed votes.

    They add up to 100 in a single-choice poll. In a multiple-choice poll they are percentages of
    voters and may add up to more.
    """
    counts = [count for count in votes if count is not None]
    if poll.kind == Kind.MULTIPLE or len(counts) < len(votes):
        return [compute_percentage(count, ballots) for count in votes]
    return list(round_to_100(counts))


def compute_percentage(votes: int | None, ballots: int | None) -> int | None:
    """Return votes as a whole percentage of ballots; half a percent is rounded up."""
    if votes is None or ballots is None:
        return None
    return (200 * votes + ballots) // (2 * ballots) if ballots else 0


def round_to_100(votes: Sequence[int]) -> list[int]:
    """Return whole percentages that add up to 100, or all 0 without any vote.

    Each is rounded down; the remaining points go to the largest remainders (Hamilton's method),
    to the earlier option if remainders are equal.
    """
    if not (total := sum(votes)):
        return [0] * len(votes)
    percentages = [100 * count // total for count in votes]
    by_remainder = sorted(range(len(votes)), key=lambda index: -(100 * votes[index] % total))
    for index in by_remainder[: 100 - sum(percentages)]:
        percentages[index] += 1
    return percentages
