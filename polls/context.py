"""The template context of a poll: its form, its result or its opening time."""

from typing import Any

from django.utils import timezone

from polls.http import build_absolute_url
from polls.models import Poll
from polls.models.choices import State
from polls.results.result import get_result
from polls.results.visibility import is_result_public
from polls.voting.ballots import format_choice_rule


def build_poll_context(
    poll: Poll, *, anchor: str = "", back: str = "", audience: str = "", print_view: bool = False
) -> dict[str, Any]:
    """Return the context of the template components/poll.html, the same for every reader.

    Pages omit the result of an open poll, because caches store them for longer than it is current.
    The print edition shows it with its time of day.
    """
    state = poll.state
    path = poll.slug and poll.get_absolute_url()
    return {
        "poll": poll,
        "state": str(state),
        "anchor": anchor or f"poll-{poll.slug}",
        "back": back or path,
        "audience": audience,
        "result": get_page_result(poll, state, print_view),
        "url": path and build_absolute_url(path),
        "as_of": timezone.now(),
        "choice_rule": format_choice_rule(poll),
        "anonymous_from": poll.anonymous_from,
        "print_view": print_view,
    }


def get_page_result(poll: Poll, state: State, print_view: bool) -> dict[str, Any] | None:
    """Return the result to show in a page, None to show none."""
    is_shown = state == State.CLOSED or (print_view and state == State.OPEN)
    return get_result(poll) if poll.pk and is_shown and is_result_public(poll, state) else None
