"""The list of polls in the admin."""

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.widgets.button import Button
from wagtail.models import Revision
from wagtail.snippets.views.snippets import IndexView

from polls.admin.links import pages_for
from polls.admin.turnout import with_turnout
from polls.models import Poll
from polls.models.choices import State
from polls.results.exports import as_text


class PollFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(choices=State.choices, method="in_state", label="State")

    class Meta:
        model = Poll
        fields = ["state", "kind", "visibility", "eligibility"]

    def in_state(self, queryset, name, value):
        return queryset.in_state(State(value))


def polls_to_list():
    """Return polls with all that the list shows, in one query."""
    scheduled = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Poll),
        object_id=Cast(OuterRef("pk"), CharField()),
        approved_go_live_at__isnull=False,
    )
    # Wagtail's status column would look for this one poll at a time.
    polls = Poll.objects.annotate(is_scheduled=Exists(scheduled))
    return with_turnout(polls.select_related("box"))


def status_of(poll):
    """Return what `poll.status_string` does."""
    if not poll.live:
        return "expired" if poll.expired else "scheduled" if poll.is_scheduled else "draft"
    if poll.is_scheduled:
        return "live + scheduled"
    return "live + draft" if poll.has_unpublished_changes else "live"


def is_live(poll):
    return poll.live


def state_of(poll):
    return poll.state.label


def turnout_of(poll):
    """Return the ballots counted and, if there are any, those set aside, in words."""
    return f"{poll.counted}, {poll.set_aside} set aside" if poll.set_aside else str(poll.counted)


LIST_DISPLAY = [
    "question",
    Column("state", label="State", accessor=state_of),
    Column("turnout", label="Ballots", accessor=turnout_of, sort_key="counted"),
    DateColumn("last_ballot_at", label="Last ballot", sort_key="last_ballot_at"),
    StatusTagColumn("status", accessor=status_of, primary=is_live, sort_key="live"),
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
    """Whoever may only see results or review ballots finds no way to the editor here."""

    def get_inspect_url(self, instance):
        """Return where a title leads those who may not edit."""
        pages = pages_for(self.request.user, instance)
        return pages[0].url(instance) if pages else None

    def get_list_more_buttons(self, instance):
        pages = pages_for(self.request.user, instance)
        buttons = super().get_list_more_buttons(instance)
        own = {page.url(instance) for page in pages}
        return [button for button in buttons if button.url not in own] + [
            Button(page.label, url=page.url(instance), icon_name=page.icon, priority=12 + at)
            for at, page in enumerate(pages)
        ]

    def preprocess_field_value(self, field, value, export_format):
        return as_text(super().preprocess_field_value(field, value, export_format))
