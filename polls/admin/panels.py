"""The dashboard panel of open polls, with the ballots of the last days."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Window
from django.forms import Media
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from polls.admin.links import RESULT_LINK
from polls.admin.turnout import annotate_turnout, load_daily_counts
from polls.models import Poll
from polls.models.choices import State

MAX_POLLS = 5
DAYS = 14
# The size of the sparkline in pixels.
DAY_WIDTH = 8
HEIGHT = 24


class OpenPollsPanel(Component):
    """Shown to users who may view results at any time."""

    name = "open_polls"
    order = 130
    template_name = "polls/admin/open_polls.html"
    media = Media(css={"all": ["css/admin_home.css"]})

    def render_html(self, parent_context: Any = None) -> str:
        policy = policy_registry.get_by_type(Poll)
        user = parent_context["request"].user
        if not policy.user_has_permission(user, RESULT_LINK.permission):
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        polls = get_open_polls()
        counts = count_recent_ballots(polls)
        rows = [
            (poll, RESULT_LINK.get_url(poll), build_sparkline(counts[poll.pk])) for poll in polls
        ]
        return {
            "rows": rows,
            "more": polls[0].open_count - len(polls) if polls else 0,
            "days": DAYS,
            "size": ((DAYS - 1) * DAY_WIDTH, HEIGHT),
        }


def get_open_polls() -> list[Any]:
    """Return the open polls that close next, with their turnout and the number of open polls."""
    polls = Poll.objects.live().in_state(State.OPEN).order_by_date(State.OPEN)
    return list(annotate_turnout(polls.annotate(open_count=Window(Count("*"))))[:MAX_POLLS])


def count_recent_ballots(polls: Sequence[Poll]) -> dict[int, list[int]]:
    """Return {poll id: [ballots cast on each of the last days]}, in one query."""
    days = get_recent_days()
    counts = load_daily_counts(polls, days[0])
    return {poll.pk: [counts[poll.pk][day] for day in days] for poll in polls}


def get_recent_days() -> list[date]:
    """Return the last days, today last."""
    today = timezone.localdate()
    return [today - timedelta(days=ago) for ago in reversed(range(DAYS))]


def build_sparkline(counts: Sequence[int]) -> dict[str, Any]:
    """Return {"points": points of an SVG polyline, "total": sum, "today": the last count}."""
    highest = max(counts) or 1
    # One pixel above and below is for the width of the line.
    heights = [round(1 + (HEIGHT - 2) * (1 - count / highest), 1) for count in counts]
    points = " ".join(f"{DAY_WIDTH * index},{height}" for index, height in enumerate(heights))
    return {"points": points, "total": sum(counts), "today": counts[-1]}
