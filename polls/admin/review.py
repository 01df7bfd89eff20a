"""Review of ballots that were set aside: staff release or reject them until the result is frozen.

What was chosen is not shown there, so that it cannot sway the decision.
"""

from itertools import batched

import django_filters
from django.db.models import Count
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.paginator import WagtailPaginator
from wagtail.log_actions import log

from polls.admin.views import StaffView
from polls.hooks import known_audiences
from polls.models import Ballot
from polls.voting.ballots import review_ballots
from polls.voting.errors import PollClosed

BATCH = 500
PER_PAGE = 50
# As they are called for a ballot that has a cause.
STATUSES = {
    Ballot.Status.SET_ASIDE: "Set aside",
    Ballot.Status.COUNTED: "Released",
    Ballot.Status.REJECTED: "Rejected",
    Ballot.Status.WITHDRAWN: "Withdrawn",
}
CAUSES = [choice for choice in Ballot.Cause.choices if choice[0]]
FROZEN = "The result has been frozen: ballots can no longer be released or rejected."


class ReviewFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(
        label="Status", choices=list(STATUSES.items()), empty_label="All"
    )
    cause = django_filters.ChoiceFilter(label="Cause", choices=CAUSES, empty_label="All")

    class Meta:
        model = Ballot
        fields = ["status", "cause"]


class ReviewView(StaffView):
    name = "review"
    permission_required = "review_ballots"
    page_title = "Ballots set aside"
    template_name = "polls/admin/review.html"

    def post(self, request, *args, **kwargs):
        decision = request.POST.get("decision")
        if decision not in ("release", "reject"):
            return self.get(request)
        release = decision == "release"
        done, frozen = review(self.object, self.chosen(), release=release, user=request.user)
        tell(request, done, release=release, frozen=frozen)
        return redirect(request.get_full_path())

    def chosen(self):
        """Return the keys of the ballots that were ticked, or of all that wait for one cause."""
        if cause := self.request.POST.get("cause"):
            return list(waiting(self.object).filter(cause=cause).values_list("pk", flat=True))
        sent = self.request.POST.getlist("ballots")
        return [int(pk) for pk in sent if pk.isdecimal() and len(pk) < 19]

    def get_context_data(self, **kwargs):
        ballots = suspect(self.object)
        filters = ReviewFilterSet(self.request.GET, queryset=ballots, request=self.request)
        paginator = WagtailPaginator(filters.qs.order_by("-cast_at", "-pk"), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(
            filters=filters,
            page_obj=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            rows=rows_of(page),
            causes=causes_of(self.object),
            frozen=self.object.frozen_result and FROZEN,
            **kwargs,
        )


def suspect(poll):
    """Return the ballots of a poll that have been set aside, whatever became of them."""
    return Ballot.objects.filter(poll=poll).exclude(cause="").defer("voter_key", "receipt")


def waiting(poll):
    return suspect(poll).filter(status=Ballot.Status.SET_ASIDE)


def rows_of(ballots):
    """Return [{"ballot", "audience", "status", "open"}]; `open` is whether it can be reviewed."""
    names = known_audiences()
    return [
        {
            "ballot": ballot,
            "audience": names.get(ballot.audience, ballot.audience),
            "status": STATUSES[ballot.status],
            "open": ballot.status != Ballot.Status.WITHDRAWN,
        }
        for ballot in ballots
    ]


def causes_of(poll):
    """Return [{"cause", "label", "ballots"}] of the ballots that wait."""
    rows = waiting(poll).values("cause").annotate(ballots=Count("pk")).order_by("cause")
    return [row | {"label": Ballot.Cause(row["cause"]).label} for row in rows]


def review(poll, ballots, *, release, user):
    """Release or reject ballots by their keys, a batch at a time.

    Return how many that was, and whether the result being frozen stopped it.
    """
    done, frozen = 0, False
    try:
        for batch in batched(ballots, BATCH):
            done += review_ballots(poll=poll, ballots=batch, release=release)
    except PollClosed:
        frozen = True
    if done:
        action = "polls.release" if release else "polls.reject"
        log(poll, action, user=user, data={"ballots": done})
    return done, frozen


def tell(request, done, *, release, frozen):
    """Say what was done, and what stood in the way."""
    ballots = f"{done} ballot{'' if done == 1 else 's'}"
    if done:
        messages.success(request, f"{ballots} {'released' if release else 'rejected'}.")
    if frozen:
        messages.error(request, FROZEN)
    elif not done:
        messages.warning(request, "No ballot was chosen that this would change.")
