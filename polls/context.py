"""What a page shows of a poll: its form, its result or when it opens."""

from django.utils import timezone

from polls.api.serializers import absolute
from polls.models.choices import State
from polls.results.result import is_public, read_result
from polls.voting.ballots import how_many
from polls.voting.voters import anonymous_from


def show_poll(poll, *, anchor="", back="", audience="", print_view=False):
    """Return what the template `components/poll.html` takes.

    Nothing in it depends on who reads. The result of an open poll is not in it, since a page is
    kept longer than such a result holds; only the print edition has it, with the time of day.
    """
    state = poll.state
    return {
        "poll": poll,
        "state": str(state),
        "anchor": anchor or f"poll-{poll.slug}",
        "back": back or (poll.slug and poll.get_absolute_url()),
        "audience": audience,
        "result": result_for_page(poll, state, print_view),
        "address": poll.slug and absolute(poll.get_absolute_url()),
        "as_of": timezone.now(),
        "how_many": how_many(poll),
        "anonymous_from": anonymous_from(poll),
        "print_view": print_view,
    }


def result_for_page(poll, state, print_view):
    """Return the result that stands in a page, None if none does."""
    stands = state == State.CLOSED or (print_view and state == State.OPEN)
    return read_result(poll) if poll.pk and stands and is_public(poll, state) else None
