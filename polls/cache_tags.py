"""What the answer that is being built depends on, noted for whoever keeps answers.

A thing is a kind and a key, as in ("page", 12); a list is a name, or one with a key as well. An
answer that says of no list is taken to depend on all of them: whoever forgets to say so makes it
be built too often, never too seldom. Outside `collect`, noting does nothing.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

_dependencies = ContextVar("dependencies", default=None)


@dataclass
class Dependencies:
    """`until` is when the answer changes by itself, which may be past by now; None for never."""

    things: set = field(default_factory=set)
    lists: set | None = None
    until: datetime | None = None
    began: datetime = field(default_factory=timezone.now)
    # What is shown of polls that changes with every ballot: {poll's key: as `read_counts` has it}.
    counts: dict = field(default_factory=dict)


@contextmanager
def collect():
    """Yield the Dependencies of what is built meanwhile."""
    dependencies = Dependencies()
    token = _dependencies.set(dependencies)
    try:
        yield dependencies
    finally:
        _dependencies.reset(token)


def depends_on(*thing):
    """Note a thing that is shown, or the name of what there is one of."""
    if dependencies := _dependencies.get():
        dependencies.things.add(thing)


def passes(page):
    """Note that of a page only its name and place are shown, as on the way to another."""
    if dependencies := _dependencies.get():
        dependencies.things.discard(("page", page.pk))
        dependencies.things.add(("place", page.pk))


def lists(*names):
    """Note the lists of which any part is shown; with no name, that none is."""
    if dependencies := _dependencies.get():
        dependencies.lists = (dependencies.lists or set()) | set(names)


def holds_until(*moments):
    """Note when what is shown changes by itself; those before the answer was begun do not count."""
    if dependencies := _dependencies.get():
        began = dependencies.began
        coming = [moment for moment in (dependencies.until, *moments) if moment and moment > began]
        dependencies.until = min(coming, default=None)


def shows_counts(key, counts):
    """Note how many have voted in a poll as it is shown, which changes with every ballot."""
    if dependencies := _dependencies.get():
        dependencies.counts[key] = counts
