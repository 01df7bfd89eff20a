"""The list of polls in the admin."""

from typing import Any

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision
from wagtail.snippets.views.snippets import IndexView

from polls.admin.links import get_admin_links
from polls.admin.turnout import annotate_turnout
from polls.formats import escape_formula
from polls.models import Poll
from polls.models.choices import State


class PollFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        choices=State.choices, method="filter_by_state", label="State"
    )

    class Meta:
        model = Poll
        fields = ["state", "kind", "visibility", "eligibility"]

    def filter_by_state(self, queryset: Any, name: str, value: str) -> QuerySet[Poll]:
        return queryset.in_state(State(value))


def get_listed_polls() -> QuerySet[Poll]:
    """Return polls with every value of the list, in one query."""
    scheduled = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Poll),
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__isnull=False,
    )
    # Wagtail's own status column would query this for each poll.
    polls = Poll.objects.annotate(is_scheduled=Exists(scheduled))
    return annotate_turnout(polls.select_related("voting_state"))


def get_status(poll: Any) -> str:
    """Return the same text as `poll.status_string`, for a poll of `get_listed_polls`."""
    if not poll.live:
        return "expired" if poll.expired else "scheduled" if poll.is_scheduled else "draft"
    if poll.is_scheduled:
        return "live + scheduled"
    return "live + draft" if poll.has_unpublished_changes else "live"


def is_live(poll: Poll) -> bool:
    return poll.live


def get_state_label(poll: Poll) -> str:
    return poll.state.label


def format_turnout(poll: Any) -> str:
    """Return the numbers of ballots, such as "12" or "12, 3 set aside"."""
    return f"{poll.counted}, {poll.set_aside} set aside" if poll.set_aside else str(poll.counted)


LIST_DISPLAY = [
    "question",
    Column("state", label="State", accessor=get_state_label),
    Column("turnout", label="Ballots", accessor=format_turnout, sort_key="counted"),
    DateColumn("last_ballot_at", label="Last ballot", sort_key="last_ballot_at"),
    StatusTagColumn("status", accessor=get_status, primary=is_live, sort_key="live"),
]

LIST_EXPORT = {
    "question": "Question",
    "slug": "Slug",
    "state": "State",
    "live": "Live",
    "opens_at": "Opens",
    "closes_at": "Closes",
    "counted": "Ballots counted",
    "set_aside": "Ballots set aside",
    "last_ballot_at": "Last ballot",
}


class PollIndexView(IndexView):
    """Links users without edit permission to the results or the review instead of the editor."""

    def get_inspect_url(self, instance: Poll) -> str | None:
        """Return the URL behind the title, for users who may not edit."""
        links = get_admin_links(self.request.user, instance)
        return links[0].get_url(instance) if links else None

    def get_list_more_buttons(self, instance: Poll) -> list[Button]:
        links = get_admin_links(self.request.user, instance)
        urls = [link.get_url(instance) for link in links]
        buttons = super().get_list_more_buttons(instance)
        link_buttons = [
            Button(link.label, url=url, icon_name=link.icon, priority=12 + index)
            for index, (link, url) in enumerate(zip(links, urls, strict=True))
        ]
        return [button for button in buttons if button.url not in urls] + link_buttons

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return escape_formula(super().preprocess_field_value(field, value, export_format))
