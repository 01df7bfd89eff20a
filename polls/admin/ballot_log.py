"""The read-only log of ballots in the admin. It shows no voter key and no receipt.

This is the only module that uses wagtail-modeladmin.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter, display
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth.models import Permission
from django.db.models import Case, F, QuerySet, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from polls.formats import escape_formula, format_short_date_and_time
from polls.hooks import get_poll_audiences
from polls.models import Ballot, Poll, Turnout

# The number of rows that an export loads at a time.
CHUNK_SIZE = 2000
NO_VALUE = "–"


class ReadOnlyPermissionHelper(PermissionHelper):
    """Users with `polls.view_ballot` see the log; nobody can edit it."""

    def get_all_model_permissions(self) -> QuerySet[Permission]:
        return super().get_all_model_permissions().filter(codename="view_ballot")

    def user_has_any_permissions(self, user: Any) -> bool:
        return user.has_perm("polls.view_ballot")

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Ballot) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Ballot) -> bool:
        return False


class PollFilter(SimpleListFilter):
    """Lists the polls that have ballots."""

    title = "poll"
    parameter_name = "poll"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[Any, str]]:
        polls = Poll.objects.filter(voting_state__first_ballot_at__isnull=False)
        return polls.values_list("pk", "question")

    def queryset(self, request: HttpRequest, queryset: QuerySet[Ballot]) -> QuerySet[Ballot]:
        value = self.value() or ""
        if not (value.isdecimal() and len(value) < 19):
            return queryset
        return queryset.filter(poll=int(value))


class AudienceFilter(SimpleListFilter):
    """Lists the audiences that have ballots, from the counters."""

    title = "audience"
    parameter_name = "audience"
    # The parameter for ballots without an audience.
    NO_AUDIENCE = "-"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Iterable[tuple[Any, str]]:
        names = get_poll_audiences()
        slugs = Turnout.objects.order_by("audience").values_list("audience", flat=True).distinct()
        return [(slug or self.NO_AUDIENCE, names.get(slug, slug) or "None") for slug in slugs]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Ballot]) -> QuerySet[Ballot]:
        if not (value := self.value()):
            return queryset
        return queryset.filter(audience="" if value == self.NO_AUDIENCE else value)


class BallotIndexView(IndexView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def get_filters(self, request: HttpRequest) -> Any:
        """Drop all other lookups: a lookup on a hidden field could be used to guess its value."""
        specs, has_filters, _, distinct = super().get_filters(request)
        return specs, has_filters, {}, distinct

    def as_spreadsheet(self, queryset: QuerySet[Ballot], spreadsheet_format: str) -> HttpResponse:
        return super().as_spreadsheet(queryset.iterator(CHUNK_SIZE), spreadsheet_format)

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return escape_formula(super().preprocess_field_value(field, value, export_format))


class BallotInspectView(InspectView):
    def get_fields_dict(self) -> list[dict[str, Any]]:
        """Return the columns of the list, and the history of the ballot."""
        columns = [getattr(self.model_admin, name) for name in self.model_admin.list_display]
        fields = [
            {"label": column.short_description, "value": column(self.instance)}
            for column in columns
        ]
        return [*fields, {"label": "History", "value": format_events(self.instance)}]


def format_events(ballot: Ballot) -> SafeString | str:
    """Return the events of a ballot as HTML, one line for each."""
    lines = [
        (
            format_short_date_and_time(event.occurred_at),
            event.get_action_display(),
            event.get_status_before_display(),
            format_choices(ballot, event.choices_before),
        )
        for event in ballot.events.all()
    ]
    return format_html_join("", "<p>{}: {} (before: {}, {})</p>", lines) or "No changes"


def build_audience_name() -> Case:
    """Return the name of a ballot's audience as an expression; its slug if it has no name."""
    names = [When(audience=slug, then=Value(name)) for slug, name in get_poll_audiences().items()]
    return Case(*names, default=F("audience"))


def format_choices(ballot: Ballot, numbers: Iterable[int]) -> str:
    labels = {option.number: option.label for option in ballot.poll.options.all()}
    return "; ".join(labels.get(number, f"Option {number}") for number in numbers)


class BallotLogAdmin(ModelAdmin):
    model = Ballot
    menu_label = "Ballot log"
    menu_icon = "list-ul"
    menu_order = 261
    permission_helper_class = ReadOnlyPermissionHelper
    index_view_class = BallotIndexView
    inspect_view_class = BallotInspectView
    inspect_view_enabled = True
    history_view_enabled = False
    list_display = [
        "poll_question",
        "cast_time",
        "choice_labels",
        "audience_label",
        "status_label",
        "review_reason_label",
    ]
    list_export = [
        "poll_question",
        "cast_at",
        "choice_labels",
        "audience_label",
        "status_label",
        "review_reason_label",
    ]
    list_filter = [PollFilter, "status", "review_reason", "cast_at", AudienceFilter]
    list_per_page = 50
    index_view_extra_css = ["css/admin_polls.css"]
    search_fields = ["poll__question"]
    ordering = ["-cast_at"]
    empty_value_display = NO_VALUE
    export_filename = "ballots"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Ballot]:
        ballots = super().get_queryset(request).defer("voter_key", "receipt")
        ballots = ballots.annotate(audience_name=build_audience_name())
        return ballots.select_related("poll").prefetch_related("poll__options")

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        if not instance_pk.isdecimal() or len(instance_pk) > 18:
            raise Http404
        return super().inspect_view(request, instance_pk)

    def register_indexing(self) -> None:
        """Skip the signal handlers of the reference index: ballots have no references to pages."""

    @display(description="Poll", ordering="poll__question")
    def poll_question(self, ballot: Ballot) -> str:
        return ballot.poll.question

    @display(description="Cast at", ordering="cast_at")
    def cast_time(self, ballot: Ballot) -> str:
        return format_short_date_and_time(ballot.cast_at)

    @display(description="Choice")
    def choice_labels(self, ballot: Ballot) -> str:
        return format_choices(ballot, ballot.choices)

    @display(description="Audience", ordering="audience")
    def audience_label(self, ballot: Any) -> str:
        if not hasattr(ballot, "audience_name"):
            # The inspect view loads the ballot without `get_queryset`.
            ballot.audience_name = get_poll_audiences().get(ballot.audience, ballot.audience)
        return ballot.audience_name or NO_VALUE

    @display(description="Status", ordering="status")
    def status_label(self, ballot: Ballot) -> str:
        return ballot.get_status_display()

    @display(description="Review reason", ordering="review_reason")
    def review_reason_label(self, ballot: Ballot) -> str:
        return ballot.get_review_reason_display()
