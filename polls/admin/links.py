"""Links to the admin pages of one poll beside its editor, by permission."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from wagtail.permissions import policy_registry

from polls.models import Poll
from polls.models.choices import Eligibility


@dataclass(frozen=True)
class PollAdminLink:
    """`permission` is an action of PollPermissionPolicy."""

    name: str
    label: str
    icon: str
    permission: str

    def get_url(self, poll: Poll) -> str:
        return reverse(Poll.snippet_viewset.get_url_name(self.name), args=[poll.pk])

    def applies_to(self, poll: Poll) -> bool:
        if self.name == "codes":
            return poll.eligibility == Eligibility.CODE
        return self.name != "correct" or poll.has_voting_begun


RESULT_LINK = PollAdminLink("result", "Result", "poll", "view_results")
ADMIN_LINKS = [
    RESULT_LINK,
    PollAdminLink("review", "Ballots set aside", "warning", "review_ballots"),
    PollAdminLink("codes", "Invitation codes", "key", "change"),
    PollAdminLink("correct", "Correct wording", "edit", "correct"),
]


def get_admin_links(user: Any, poll: Poll) -> list[PollAdminLink]:
    """Return the links to the pages of a poll that this user may open."""
    policy = policy_registry.get_by_type(Poll)
    return [
        link
        for link in ADMIN_LINKS
        if policy.user_has_permission(user, link.permission) and link.applies_to(poll)
    ]
