"""The pages about one poll that staff have beside the editor, and who finds a link to which."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.permissions import policy_registry

from polls.models import Poll
from polls.models.choices import Eligibility


@dataclass(frozen=True)
class StaffPage:
    """`permission` is an action of PollPermissionPolicy."""

    name: str
    label: str
    icon: str
    permission: str

    def url(self, poll):
        return reverse(Poll.snippet_viewset.get_url_name(self.name), args=[poll.pk])

    def applies_to(self, poll):
        """Whether it has anything to do with such a poll."""
        if self.name == "codes":
            return poll.eligibility == Eligibility.CODE
        return self.name != "correct" or voting_has_begun(poll)


PAGES = [
    StaffPage("result", "Result", "poll", "view_results"),
    StaffPage("review", "Ballots set aside", "warning", "review_ballots"),
    StaffPage("codes", "Invitation codes", "key", "change"),
    StaffPage("correct", "Correct the wording", "edit", "correct"),
]


def voting_has_begun(poll):
    """Whether a ballot has been cast, and so the wording is locked."""
    return bool(poll.box.opened_at)


def pages_for(user, poll):
    """Return the pages of a poll that this user may open."""
    policy = policy_registry.get_by_type(Poll)
    return [
        page
        for page in PAGES
        if policy.user_has_permission(user, page.permission) and page.applies_to(poll)
    ]
