"""The open polls on the front page of the admin, with what came in the last days."""

from collections import defaultdict
from datetime import datetime, time, timedelta

from django.db.models import Count, Window
from django.db.models.functions import TruncDate
from django.forms import Media
from django.utils import timezone
from wagtail.admin.ui.components import Component
from wagtail.permissions import policy_registry

from polls.admin.links import PAGES
from polls.admin.turnout import with_turnout
from polls.models import Ballot, Poll
from polls.models.choices import State

# So many polls are shown, those that close next, and so many days of each.
MOST, DAYS = 5, 14
# The line's size; a day is STEP wide.
STEP, HEIGHT = 8, 24
RESULT = next(page for page in PAGES if page.name == "result")


class OpenPollsPanel(Component):
    """For whoever may see results before readers do."""

    name = "open_polls"
    order = 130
    template_name = "polls/admin/open_polls.html"
    media = Media(css={"all": ["css/admin_home.css"]})

    def render_html(self, parent_context=None):
        policy = policy_registry.get_by_type(Poll)
        if not policy.user_has_permission(parent_context["request"].user, RESULT.permission):
            return ""
        return super().render_html(parent_context)

    def get_context_data(self, parent_context):
        polls = open_polls()
        cast = ballots_of(polls)
        rows = [(poll, RESULT.url(poll), line_of(cast[poll.pk])) for poll in polls]
        more = polls[0].number - len(polls) if polls else 0
        return {"rows": rows, "more": more, "days": DAYS, "size": ((DAYS - 1) * STEP, HEIGHT)}


def open_polls():
    """Return the open polls that close next, each with its turnout and how many are open."""
    polls = Poll.objects.live().in_state(State.OPEN).annotate(number=Window(Count("*")))
    return list(with_turnout(polls).in_order(State.OPEN)[:MOST])


def ballots_of(polls):
    """Return {key of a poll: [ballots cast on each of the last days]}, in one query."""
    days = last_days()
    since = timezone.make_aware(datetime.combine(days[0], time()))
    rows = Ballot.objects.filter(poll__in=[poll.pk for poll in polls], cast_at__gte=since)
    rows = rows.annotate(day=TruncDate("cast_at")).values("poll", "day").order_by()
    cast = defaultdict(lambda: [0] * DAYS)
    for row in rows.annotate(ballots=Count("pk")):
        if row["day"] in days:
            cast[row["poll"]][days.index(row["day"])] = row["ballots"]
    return cast


def last_days():
    today = timezone.localdate()
    return [today - timedelta(days=ago) for ago in reversed(range(DAYS))]


def line_of(ballots):
    """Return {"points", "cast", "today"}: a line for SVG, the sum, and the last of the days."""
    most = max(ballots) or 1
    # A pixel is left above and below, for the width of the line.
    heights = [round(1 + (HEIGHT - 2) * (1 - number / most), 1) for number in ballots]
    points = " ".join(f"{STEP * at},{height}" for at, height in enumerate(heights))
    return {"points": points, "cast": sum(ballots), "today": ballots[-1]}
