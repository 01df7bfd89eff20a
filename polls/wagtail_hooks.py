"""Registers polls, their icon, their panel and their log actions in the Wagtail admin."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from polls.admin.ballot_log import BallotLogAdmin
from polls.admin.log_actions import register_log_actions
from polls.admin.panels import OpenPollsPanel
from polls.admin.permissions import PollPermissionPolicy
from polls.admin.viewsets import PollViewSet
from polls.models import Ballot, Poll

register_permission_policy(Poll, PollPermissionPolicy(Poll))
register_snippet(PollViewSet)
modeladmin_register(BallotLogAdmin)
hooks.register("register_log_actions", register_log_actions)


@hooks.register("register_icons")
def register_poll_icon(icons: list[str]) -> list[str]:
    return [*icons, "polls/icons/poll.svg"]


@hooks.register("construct_homepage_panels")
def add_open_polls_panel(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(OpenPollsPanel())


@hooks.register("before_delete_snippet")
def prevent_deleting_polls_with_ballots(
    request: HttpRequest, instances: list[Any]
) -> HttpResponse | None:
    """Delete no polls if one of them has ballots or a frozen result."""
    poll_ids = [instance.pk for instance in instances if isinstance(instance, Poll)]
    voted = Ballot.objects.filter(poll__in=poll_ids).values("poll")
    protected = Poll.objects.filter(Q(pk__in=voted) | Q(frozen__isnull=False), pk__in=poll_ids)
    if not protected:
        return None
    messages.error(request, format_deletion_error(protected))
    return redirect(Poll.snippet_viewset.get_url_name("list"))


def format_deletion_error(polls: QuerySet[Poll]) -> str:
    questions = ", ".join(f"“{poll}”" for poll in polls)
    count = Ballot.objects.filter(poll__in=polls).count()
    ballots = f"{count} ballot{'' if count == 1 else 's'}"
    return (
        "Nothing was deleted. Polls with ballots or a frozen result cannot be deleted: "
        f"{questions} ({ballots}). Unpublish instead."
    )
