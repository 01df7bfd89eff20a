"""What `polls` adds to the Wagtail admin."""

from django.db.models import Q
from django.shortcuts import redirect
from django.urls import path
from wagtail import hooks
from wagtail.admin import messages
from wagtail.log_actions import LogFormatter
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail_modeladmin.options import modeladmin_register

from polls.admin.ballot_log import BallotLog
from polls.admin.edit import PollEditView, PollPreviewOnEditView
from polls.admin.index import (
    LIST_DISPLAY,
    LIST_EXPORT,
    PollFilterSet,
    PollIndexView,
    polls_to_list,
)
from polls.admin.panels import OpenPollsPanel
from polls.admin.review import ReviewView
from polls.admin.views import CodesView, CorrectView, ResultDownloadView, ResultView
from polls.models import Ballot, Poll
from polls.permissions import PollPermissionPolicy

register_permission_policy(Poll, PollPermissionPolicy(Poll))


class PollViewSet(SnippetViewSet):
    model = Poll
    icon = "poll"
    add_to_admin_menu = True
    menu_order = 260
    index_view_class = PollIndexView
    edit_view_class = PollEditView
    preview_on_edit_view_class = PollPreviewOnEditView
    filterset_class = PollFilterSet
    list_display = LIST_DISPLAY
    list_export = list(LIST_EXPORT)
    export_headings = LIST_EXPORT
    export_filename = "polls"
    search_fields = ["question"]
    # Looked for in the database: the list is sorted by turnout too, which no index holds.
    search_backend_name = None
    # The form of a copy would name the options of the original.
    copy_view_enabled = False

    def get_queryset(self, request):
        return polls_to_list()

    def get_edit_view_kwargs(self, **kwargs):
        """The panel brings its form: which one, is known when the poll is."""
        return super().get_edit_view_kwargs(**kwargs) | {"form_class": None}

    def get_urlpatterns(self):
        views = {"result": ResultView, "review": ReviewView, "codes": CodesView}
        views["correct"] = CorrectView
        download = self.construct_view(ResultDownloadView)
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
                for name, view in views.items()
            ),
            path("result/<int:pk>/results.<str:ending>", download, name="download"),
        ]


register_snippet(PollViewSet)
modeladmin_register(BallotLog)


@hooks.register("register_icons")
def add_icon(icons):
    return [*icons, "polls/icons/poll.svg"]


@hooks.register("construct_homepage_panels")
def show_open_polls(request, panels):
    panels.append(OpenPollsPanel())


@hooks.register("before_delete_snippet")
def keep_what_was_voted(request, instances):
    """Refuse to delete polls that have ballots or a frozen result, also one of many."""
    chosen = Poll.objects.filter(pk__in=[each.pk for each in instances if isinstance(each, Poll)])
    voted = Ballot.objects.filter(poll__in=chosen).values("poll")
    if not (kept := chosen.filter(Q(pk__in=voted) | Q(frozen__isnull=False))):
        return None
    names = ", ".join(f"“{poll}”" for poll in kept)
    ballots = Ballot.objects.filter(poll__in=kept).count()
    messages.error(
        request,
        f"Nothing was deleted. What readers have voted on is kept: {names} "
        f"({ballots} ballot{'' if ballots == 1 else 's'}). Unpublish it instead.",
    )
    return redirect(Poll.snippet_viewset.get_url_name("list"))


class BallotsFormatter(LogFormatter):
    """Says how many ballots an entry is about."""

    def format_message(self, log_entry):
        ballots = log_entry.data.get("ballots", 0)
        return f"{ballots} ballot{'' if ballots == 1 else 's'} {self.message}"


class ReleaseFormatter(BallotsFormatter):
    label = "Release ballots"
    message = "released"


class RejectFormatter(BallotsFormatter):
    label = "Reject ballots"
    message = "rejected"


class CorrectionFormatter(LogFormatter):
    label = "Correct wording"

    def format_message(self, log_entry):
        return f"Wording corrected: {log_entry.data.get('reason', '')}"


class CodesFormatter(LogFormatter):
    label = "Make invitation codes"

    def format_message(self, log_entry):
        return f"Invitation codes made: {log_entry.data.get('codes', 0)}"


@hooks.register("register_log_actions")
def name_log_actions(actions):
    actions.register_action("polls.freeze", "Freeze result", "Result frozen")
    actions.register_action("polls.anonymise", "Anonymise", "Secret and receipts destroyed")
    actions.register_action("polls.release")(ReleaseFormatter)
    actions.register_action("polls.reject")(RejectFormatter)
    actions.register_action("polls.correct")(CorrectionFormatter)
    actions.register_action("polls.codes")(CodesFormatter)
