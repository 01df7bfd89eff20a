"""Who on the staff may do what: everything over HTTP, allowed or refused."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from polls.models import Ballot, Poll
from tests.factories import PollFactory
from tests.polls.staff import BALLOT_LOG, address, cast, form_of, staff_client

pytestmark = pytest.mark.django_db

ROLES = {
    "nobody": [],
    "writer": ["polls.add_poll", "polls.change_poll"],
    "manager": ["polls.add_poll", "polls.change_poll", "polls.publish_poll", "polls.delete_poll"],
    "reader": ["polls.view_results"],
    "reviewer": ["polls.review_ballots"],
    "auditor": ["polls.view_ballot"],
}
# {what: (method, who may, address by a poll's key)}
ACTIONS = {
    "list": ("get", "writer manager reader reviewer", lambda pk: address("list")),
    "export the list": (
        "get",
        "writer manager reader reviewer",
        lambda pk: address("list") + "?export=csv",
    ),
    "create": ("get", "writer manager", lambda pk: address("add")),
    "edit": ("get", "writer manager", lambda pk: address("edit", pk)),
    "see the history": ("get", "writer manager", lambda pk: address("history", pk)),
    "see where it is used": ("get", "writer manager", lambda pk: address("usage", pk)),
    "unpublish": ("get", "manager", lambda pk: address("unpublish", pk)),
    "delete": ("get", "manager", lambda pk: address("delete", pk)),
    "see the result": ("get", "reader", lambda pk: address("result", pk)),
    "download the result": ("get", "reader", lambda pk: address("download", pk, "csv")),
    "see ballots set aside": ("get", "reviewer", lambda pk: address("review", pk)),
    "review ballots": ("post", "reviewer", lambda pk: address("review", pk)),
    "see codes": ("get", "writer manager", lambda pk: address("codes", pk)),
    "make codes": ("post", "writer manager", lambda pk: address("codes", pk)),
    "download codes": ("get", "writer manager", lambda pk: address("codes", pk) + "?export=csv"),
    "see the correction": ("get", "manager", lambda pk: address("correct", pk)),
    "correct": ("post", "manager", lambda pk: address("correct", pk)),
    "see the ballot log": ("get", "auditor", lambda pk: BALLOT_LOG),
    "export the ballot log": ("get", "auditor", lambda pk: BALLOT_LOG + "?export=csv"),
    "inspect a ballot": ("get", "auditor", lambda pk: f"{BALLOT_LOG}inspect/{ballot_of(pk)}/"),
    "add a ballot": ("get", "", lambda pk: BALLOT_LOG + "create/"),
    "edit a ballot": ("get", "", lambda pk: f"{BALLOT_LOG}edit/{ballot_of(pk)}/"),
    "delete a ballot": ("get", "", lambda pk: f"{BALLOT_LOG}delete/{ballot_of(pk)}/"),
}
REFUSED = "/admin/"


def ballot_of(pk):
    return Ballot.objects.get(poll=pk).pk


@pytest.fixture
def poll():
    poll = PollFactory(eligibility="code")
    cast(poll, cause="network")
    return poll


def is_allowed(response):
    """Whether a page answered; who is refused is sent to the admin's front page."""
    assert response.status_code in (200, 302)
    return response.status_code == 200 or response.url != REFUSED


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_staff_do_what_their_permissions_say(poll, role, action):
    method, allowed, where = ACTIONS[action]
    client = staff_client(*ROLES[role])

    response = getattr(client, method)(where(poll.pk))

    assert is_allowed(response) == (role in allowed.split())


@pytest.mark.parametrize("action", ACTIONS)
def test_a_superuser_does_everything_but_change_ballots(admin_client, poll, action):
    method, allowed, where = ACTIONS[action]

    assert is_allowed(getattr(admin_client, method)(where(poll.pk))) == bool(allowed)


@pytest.mark.parametrize("action", ACTIONS)
def test_who_is_not_signed_in_is_asked_to(poll, action):
    method, _, where = ACTIONS[action]

    response = getattr(Client(), method)(where(poll.pk))

    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize(("role", "live"), [("writer", False), ("manager", True)])
def test_only_who_may_publish_publishes(role, live):
    client = staff_client(*ROLES[role])
    data = form_of(PollFactory.build(), options=[{"label": "Yes"}, {"label": "No"}])

    client.post(address("add"), data | {"action-publish": "1"})

    assert Poll.objects.get().live is live


@pytest.mark.parametrize(("role", "there"), [("writer", True), ("manager", False)])
def test_only_who_may_delete_deletes(role, there):
    poll = PollFactory()

    staff_client(*ROLES[role]).post(address("delete", poll.pk))

    assert Poll.objects.exists() is there


@pytest.mark.parametrize("role", ["reader", "reviewer", "auditor"])
def test_who_only_looks_cannot_save(role):
    poll = PollFactory()
    data = form_of(poll, options=[{"label": "A"}, {"label": "B"}], question="Changed?")

    staff_client(*ROLES[role]).post(address("edit", poll.pk), data)

    assert not poll.revisions.exists()


def test_a_refused_review_changes_nothing(poll):
    data = {"decision": "release", "cause": "network"}

    staff_client("polls.view_results", "polls.change_poll").post(address("review", poll.pk), data)

    assert Ballot.objects.get().status == "set_aside"


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_the_menu_leads_to_the_list_whoever_may_see_it(role):
    page = staff_client(*ROLES[role]).get("/admin/").content.decode()

    assert address("list") in page


@pytest.mark.parametrize("role", ["nobody", "auditor"])
def test_the_menu_does_not_lead_where_one_is_refused(role):
    page = staff_client(*ROLES[role]).get("/admin/").content.decode()

    assert address("list") not in page


@pytest.mark.parametrize(("role", "name"), [("reader", "result"), ("reviewer", "review")])
def test_the_list_leads_to_what_one_may_see(poll, role, name):
    page = staff_client(*ROLES[role]).get(address("list")).content.decode()

    assert address(name, poll.pk) in page
    assert address("edit", poll.pk) not in page


def test_a_result_that_is_for_staff_only_can_be_seen_by_staff():
    poll = PollFactory(visibility="staff", closes_at=timezone.now() + timedelta(days=1))
    cast(poll)

    page = staff_client("polls.view_results").get(address("result", poll.pk)).content.decode()

    assert "1 ballot counted" in page


@pytest.mark.parametrize(
    "codename", ["view_results", "review_ballots", "publish_poll", "view_ballot"]
)
def test_each_permission_can_be_given_to_a_group(admin_client, codename):
    page = admin_client.get("/admin/groups/new/").content.decode()

    assert f'value="{Permission.objects.get(codename=codename).pk}"' in page


@pytest.mark.parametrize("codename", ["add_ballot", "change_ballot", "delete_ballot"])
def test_what_nobody_can_do_to_ballots_is_not_offered(admin_client, codename):
    page = admin_client.get("/admin/groups/new/").content.decode()

    assert f'value="{Permission.objects.get(codename=codename).pk}"' not in page
