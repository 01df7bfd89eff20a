"""The order of options: shuffled for each voter, or fixed."""

import hashlib
from collections.abc import Iterable, Iterator

from polls.models import Poll, PollOption
from polls.models.choices import OptionOrder


def get_ordered_options(poll: Poll, voter: str | None) -> list[PollOption]:
    """Return a poll's options in the order of a voter; in the editors' order without a voter."""
    if poll.option_order == OptionOrder.FIXED or not voter:
        return poll.ordered_options
    return shuffle(poll.ordered_options, f"{poll.slug}/{voter}")


def shuffle[Item](items: Iterable[Item], seed: str) -> list[Item]:
    """Return the items in a random order that depends on the seed alone; all orders are equally
    likely.

    The Fisher–Yates shuffle, as in Durstenfeld, Algorithm 235 (1964).
    """
    shuffled = list(items)
    numbers = generate_numbers(seed)
    for last in range(len(shuffled) - 1, 0, -1):
        other = draw_below(last + 1, numbers)
        shuffled[last], shuffled[other] = shuffled[other], shuffled[last]
    return shuffled


def generate_numbers(seed: str) -> Iterator[int]:
    """Yield pseudo-random integers below 2**32 that depend on the seed alone."""
    counter = 0
    while True:
        digest = hashlib.sha256(f"{seed}/{counter}".encode()).digest()
        yield from (int.from_bytes(digest[start : start + 4]) for start in range(0, 32, 4))
        counter += 1


def draw_below(limit: int, numbers: Iterator[int]) -> int:
    """Return a number below the limit, without modulo bias (rejection sampling)."""
    unbiased_limit = 2**32 - 2**32 % limit
    return next(number for number in numbers if number < unbiased_limit) % limit
