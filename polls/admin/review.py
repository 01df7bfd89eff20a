"""The review of ballots that were set aside: staff release or reject them.

Decisions can be reversed until the result is frozen. The page does not show the choices, so that
they cannot influence the decision.
"""

from collections.abc import Iterable
from itertools import batched
from typing import Any

import django_filters
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.log_actions import log

from polls.admin.views import PollAdminView
from polls.hooks import get_poll_audiences
from polls.models import Ballot, Poll
from polls.voting.ballots import review_ballots
from polls.voting.errors import PollClosed

BATCH_SIZE = 500
PER_PAGE = 50
# The labels of the statuses of a ballot that was set aside.
STATUS_LABELS = {
    Ballot.Status.SET_ASIDE: "Set aside",
    Ballot.Status.COUNTED: "Released",
    Ballot.Status.REJECTED: "Rejected",
    Ballot.Status.WITHDRAWN: "Withdrawn",
}
REVIEW_REASON_CHOICES = [choice for choice in Ballot.ReviewReason.choices if choice[0]]
FROZEN = "The result is frozen: ballots can no longer be released or rejected."
NO_CHANGES = (
    "No ballots were changed. Select at least one ballot that does not have this status yet."
)


class ReviewFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label="Status", choices=list(STATUS_LABELS.items()), empty_label="All"
    )
    review_reason = django_filters.ChoiceFilter(
        label="Review reason", choices=REVIEW_REASON_CHOICES, empty_label="All"
    )

    class Meta:
        model = Ballot
        fields = ["status", "review_reason"]


class ReviewView(PollAdminView):
    name = "review"
    permission_required = "review_ballots"
    page_title = "Ballots set aside"
    template_name = "polls/admin/review.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        decision = request.POST.get("decision")
        if decision not in ("release", "reject"):
            return self.get(request)
        release = decision == "release"
        ballots = self.get_selected_ballots()
        count, frozen = review_in_batches(self.object, ballots, release=release, user=request.user)
        add_messages(request, count, release=release, frozen=frozen)
        return redirect(request.get_full_path())

    def get_selected_ballots(self) -> list[int]:
        """Return the primary keys of the selected ballots, or of all with one review reason."""
        if reason := self.request.POST.get("review_reason"):
            unreviewed = get_unreviewed_ballots(self.object).filter(review_reason=reason)
            return list(unreviewed.values_list("pk", flat=True))
        values = self.request.POST.getlist("ballots")
        return [int(value) for value in values if value.isdecimal() and len(value) < 19]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        ballots = get_reviewable_ballots(self.object)
        filters = ReviewFilterSet(self.request.GET, queryset=ballots, request=self.request)
        paginator = WagtailPaginator(filters.qs.order_by("-cast_at", "-pk"), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            filters=filters,
            page_obj=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            rows=build_review_rows(page),
            review_reasons=count_by_review_reason(self.object),
            frozen=self.object.frozen_result and FROZEN,
            **kwargs,
        )


def get_reviewable_ballots(poll: Poll) -> QuerySet[Ballot]:
    """Return the ballots of a poll that were set aside, including those reviewed since."""
    return Ballot.objects.filter(poll=poll).exclude(review_reason="").defer("voter_key", "receipt")


def get_unreviewed_ballots(poll: Poll) -> QuerySet[Ballot]:
    return get_reviewable_ballots(poll).filter(status=Ballot.Status.SET_ASIDE)


def build_review_rows(ballots: Iterable[Ballot]) -> list[dict[str, Any]]:
    """Return [{"ballot", "audience", "status", "reviewable"}]."""
    audiences = get_poll_audiences()
    return [
        {
            "ballot": ballot,
            "audience": audiences.get(ballot.audience, ballot.audience),
            "status": STATUS_LABELS[Ballot.Status(ballot.status)],
            "reviewable": ballot.status != Ballot.Status.WITHDRAWN,
        }
        for ballot in ballots
    ]


def count_by_review_reason(poll: Poll) -> list[dict[str, Any]]:
    """Return [{"review_reason", "label", "ballots"}] of the unreviewed ballots."""
    rows = get_unreviewed_ballots(poll).values("review_reason").annotate(ballots=Count("pk"))
    return [
        row | {"label": Ballot.ReviewReason(row["review_reason"]).label}
        for row in rows.order_by("review_reason")
    ]


def review_in_batches(
    poll: Poll, ballots: Iterable[int], *, release: bool, user: Any
) -> tuple[int, bool]:
    """Release or reject ballots by their primary keys, each batch in its own transaction.

    Returns the number of changed ballots, and whether the result was frozen meanwhile.
    """
    count, frozen = 0, False
    try:
        for batch in batched(ballots, BATCH_SIZE):
            count += review_ballots(poll=poll, ballots=batch, release=release)
    except PollClosed:
        frozen = True
    if count:
        action = "polls.release" if release else "polls.reject"
        log(poll, action, user=user, data={"ballots": count})
    return count, frozen


def add_messages(request: HttpRequest, count: int, *, release: bool, frozen: bool) -> None:
    ballots = f"{count} ballot{'' if count == 1 else 's'}"
    if count:
        messages.success(request, f"{ballots} {'released' if release else 'rejected'}.")
    if frozen:
        messages.error(request, FROZEN)
    elif not count:
        messages.warning(request, NO_CHANGES)
