"""The read-only log of ballots in the admin. It holds no identity: no voter's key, no receipt.

All that the product makes with wagtail-modeladmin is in this file.
"""

from django.contrib.admin import SimpleListFilter, display
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Case, F, Value, When
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from polls.hooks import known_audiences
from polls.models import Ballot, Poll, Turnout
from polls.results.exports import as_text

# Rows that an export holds in memory at a time.
CHUNK = 2000


class ReadOnly(PermissionHelper):
    """Whoever holds `polls.view_ballot` sees the log; nobody writes it."""

    def get_all_model_permissions(self):
        return super().get_all_model_permissions().filter(codename="view_ballot")

    def user_has_any_permissions(self, user):
        return user.has_perm("polls.view_ballot")

    def user_can_create(self, user):
        return False

    def user_can_edit_obj(self, user, obj):
        return False

    def user_can_delete_obj(self, user, obj):
        return False


class PollFilter(SimpleListFilter):
    """The polls that have ballots."""

    title = "poll"
    parameter_name = "poll"

    def lookups(self, request, model_admin):
        return Poll.objects.filter(box__opened_at__isnull=False).values_list("pk", "question")

    def queryset(self, request, queryset):
        chosen = self.value() or ""
        return queryset.filter(poll=chosen) if chosen.isdecimal() and len(chosen) < 19 else queryset


class AudienceFilter(SimpleListFilter):
    """The audiences from which ballots have come, read from the counters."""

    title = "audience"
    parameter_name = "audience"
    # A ballot of no audience.
    NONE = "-"

    def lookups(self, request, model_admin):
        names = known_audiences()
        slugs = Turnout.objects.order_by("audience").values_list("audience", flat=True).distinct()
        return [(slug or self.NONE, names.get(slug, slug) or "None") for slug in slugs]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(audience="" if self.value() == self.NONE else self.value())


class BallotIndexView(IndexView):
    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            return redirect(self.index_url)

    def get_filters(self, request):
        """Let nothing but the filters narrow the list: a lookup could spell out what is hidden."""
        specs, has_filters, _, distinct = super().get_filters(request)
        return specs, has_filters, {}, distinct

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet(queryset.iterator(CHUNK), spreadsheet_format)

    def preprocess_field_value(self, field, value, export_format):
        return as_text(super().preprocess_field_value(field, value, export_format))


class BallotInspectView(InspectView):
    def get_fields_dict(self):
        """Return what the list shows, and what has happened to the ballot since."""
        names = self.model_admin.list_display
        functions = {name: getattr(self.model_admin, name) for name in names}
        fields = [
            {"label": function.short_description, "value": function(self.instance)}
            for function in functions.values()
        ]
        return [*fields, {"label": "Since then", "value": events_of(self.instance)}]


def events_of(ballot):
    """Return what happened to a ballot after it was cast, as lines of HTML."""
    lines = [
        (
            in_words(event.at),
            event.get_action_display(),
            event.get_status_before_display(),
            choices_in_words(ballot, event.choices_before),
        )
        for event in ballot.events.all()
    ]
    return format_html_join("", "<p>{}: {} (before: {}, {})</p>", lines) or "Nothing"


def named_audience():
    """Return, for a query of ballots, the name of a ballot's audience; its slug if it has none."""
    names = [When(audience=slug, then=Value(name)) for slug, name in known_audiences().items()]
    return Case(*names, default=F("audience"))


def choices_in_words(ballot, numbers):
    labels = {option.number: option.label for option in ballot.poll.options.all()}
    return "; ".join(labels.get(number, f"Option {number}") for number in numbers)


def in_words(moment):
    return timezone.localtime(moment).strftime("%-d %b %Y, %H:%M")


class BallotLog(ModelAdmin):
    model = Ballot
    menu_label = "Ballot log"
    menu_icon = "list-ul"
    menu_order = 261
    permission_helper_class = ReadOnly
    index_view_class = BallotIndexView
    inspect_view_class = BallotInspectView
    inspect_view_enabled = True
    history_view_enabled = False
    list_display = ["about", "cast", "choice", "came_as", "state", "reason"]
    list_export = ["about", "cast_at", "choice", "came_as", "state", "reason"]
    list_filter = [PollFilter, "status", "cause", "cast_at", AudienceFilter]
    list_per_page = 50
    index_view_extra_css = ["css/admin_polls.css"]
    search_fields = ["poll__question"]
    ordering = ["-cast_at"]
    empty_value_display = "–"
    export_filename = "ballots"

    def get_queryset(self, request):
        ballots = super().get_queryset(request).defer("voter_key", "receipt")
        ballots = ballots.annotate(audience_name=named_audience())
        return ballots.select_related("poll").prefetch_related("poll__options")

    def inspect_view(self, request, instance_pk):
        if not instance_pk.isdecimal() or len(instance_pk) > 18:
            raise Http404
        return super().inspect_view(request, instance_pk)

    def register_indexing(self):
        """Ballots refer to nothing that could be deleted from under them."""

    @display(description="Poll", ordering="poll__question")
    def about(self, ballot):
        return ballot.poll.question

    @display(description="Cast", ordering="cast_at")
    def cast(self, ballot):
        return in_words(ballot.cast_at)

    @display(description="Choice")
    def choice(self, ballot):
        return choices_in_words(ballot, ballot.choices)

    @display(description="Audience", ordering="audience")
    def came_as(self, ballot):
        if not hasattr(ballot, "audience_name"):
            # Looked at alone, a ballot does not come from the list.
            ballot.audience_name = known_audiences().get(ballot.audience, ballot.audience)
        return ballot.audience_name or "–"

    @display(description="Status", ordering="status")
    def state(self, ballot):
        return ballot.get_status_display()

    @display(description="Cause", ordering="cause")
    def reason(self, ballot):
        return ballot.get_cause_display()
