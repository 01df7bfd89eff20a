"""Options in an order of their own for each voter."""

import hashlib

from polls.models.choices import Order


def ordered_for(poll, voter):
    """Return a poll's options as a voter of this number sees them: shuffled if the poll says so."""
    options = poll.shown_options
    if poll.order == Order.FIXED or not voter:
        return options
    return shuffle(options, f"{poll.slug}/{voter}")


def shuffle(items, seed):
    """Return the items in one of their orders, each equally likely, always the same for a seed.

    Fisher and Yates, as in Durstenfeld, Algorithm 235 (1964).
    """
    items = list(items)
    numbers = random_numbers(seed)
    for last in range(len(items) - 1, 0, -1):
        other = below(last + 1, numbers)
        items[last], items[other] = items[other], items[last]
    return items


def random_numbers(seed):
    """Yield whole numbers below 2**32 that depend on nothing but the seed."""
    counter = 0
    while True:
        digest = hashlib.sha256(f"{seed}/{counter}".encode()).digest()
        yield from (int.from_bytes(digest[at : at + 4]) for at in range(0, 32, 4))
        counter += 1


def below(limit, numbers):
    """Return a number below `limit`, all as likely: the uneven rest of 2**32 is passed over."""
    fair = 2**32 - 2**32 % limit
    return next(number for number in numbers if number < fair) % limit
