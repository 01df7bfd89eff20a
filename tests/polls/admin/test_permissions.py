"""The permissions of staff, checked over HTTP."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from polls.models import Ballot, Poll
from tests.factories import PollFactory
from tests.polls.helpers import (
    BALLOT_LOG,
    build_form_data,
    cast,
    create_staff_client,
    get_admin_url,
)

pytestmark = pytest.mark.django_db

ROLES = {
    "nobody": [],
    "writer": ["polls.add_poll", "polls.change_poll"],
    "manager": ["polls.add_poll", "polls.change_poll", "polls.publish_poll", "polls.delete_poll"],
    "reader": ["polls.view_results"],
    "reviewer": ["polls.review_ballots"],
    "auditor": ["polls.view_ballot"],
}
# {action: (HTTP method, permitted roles, URL by the poll's primary key)}
ACTIONS = {
    "list": ("get", "writer manager reader reviewer", lambda pk: get_admin_url("list")),
    "export the list": (
        "get",
        "writer manager reader reviewer",
        lambda pk: get_admin_url("list") + "?export=csv",
    ),
    "create": ("get", "writer manager", lambda pk: get_admin_url("add")),
    "edit": ("get", "writer manager", lambda pk: get_admin_url("edit", pk)),
    "see the history": ("get", "writer manager", lambda pk: get_admin_url("history", pk)),
    "see where it is used": ("get", "writer manager", lambda pk: get_admin_url("usage", pk)),
    "unpublish": ("get", "manager", lambda pk: get_admin_url("unpublish", pk)),
    "delete": ("get", "manager", lambda pk: get_admin_url("delete", pk)),
    "see the result": ("get", "reader", lambda pk: get_admin_url("result", pk)),
    "download the result": ("get", "reader", lambda pk: get_admin_url("download", pk, "csv")),
    "see ballots set aside": ("get", "reviewer", lambda pk: get_admin_url("review", pk)),
    "review ballots": ("post", "reviewer", lambda pk: get_admin_url("review", pk)),
    "see codes": ("get", "writer manager", lambda pk: get_admin_url("codes", pk)),
    "make codes": ("post", "writer manager", lambda pk: get_admin_url("codes", pk)),
    "download codes": (
        "get",
        "writer manager",
        lambda pk: get_admin_url("codes", pk) + "?export=csv",
    ),
    "see the correction": ("get", "manager", lambda pk: get_admin_url("correct", pk)),
    "correct": ("post", "manager", lambda pk: get_admin_url("correct", pk)),
    "see the ballot log": ("get", "auditor", lambda pk: BALLOT_LOG),
    "export the ballot log": ("get", "auditor", lambda pk: BALLOT_LOG + "?export=csv"),
    "inspect a ballot": ("get", "auditor", lambda pk: f"{BALLOT_LOG}inspect/{get_ballot_pk(pk)}/"),
    "add a ballot": ("get", "", lambda pk: BALLOT_LOG + "create/"),
    "edit a ballot": ("get", "", lambda pk: f"{BALLOT_LOG}edit/{get_ballot_pk(pk)}/"),
    "delete a ballot": ("get", "", lambda pk: f"{BALLOT_LOG}delete/{get_ballot_pk(pk)}/"),
}
DASHBOARD_URL = "/admin/"


def get_ballot_pk(pk):
    return Ballot.objects.get(poll=pk).pk


@pytest.fixture
def poll():
    poll = PollFactory(eligibility="code")
    cast(poll, review_reason="network")
    return poll


def is_allowed(response):
    """Whether a page was shown; users without permission are redirected to the dashboard."""
    assert response.status_code in (200, 302)
    return response.status_code == 200 or response.url != DASHBOARD_URL


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_permissions_allow_actions(poll, role, action):
    method, roles, get_url = ACTIONS[action]
    client = create_staff_client(*ROLES[role])

    response = getattr(client, method)(get_url(poll.pk))

    assert is_allowed(response) == (role in roles.split())


@pytest.mark.parametrize("action", ACTIONS)
def test_superuser_may_do_everything_except_change_ballots(admin_client, poll, action):
    method, roles, get_url = ACTIONS[action]

    assert is_allowed(getattr(admin_client, method)(get_url(poll.pk))) == bool(roles)


@pytest.mark.parametrize("action", ACTIONS)
def test_anonymous_user_is_redirected_to_login(poll, action):
    method, _, get_url = ACTIONS[action]

    response = getattr(Client(), method)(get_url(poll.pk))

    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize(("role", "live"), [("writer", False), ("manager", True)])
def test_publishing_requires_permission(role, live):
    client = create_staff_client(*ROLES[role])
    data = build_form_data(PollFactory.build(), options=[{"label": "Yes"}, {"label": "No"}])

    client.post(get_admin_url("add"), data | {"action-publish": "1"})

    assert Poll.objects.get().live is live


@pytest.mark.parametrize(("role", "exists"), [("writer", True), ("manager", False)])
def test_deleting_requires_permission(role, exists):
    poll = PollFactory()

    create_staff_client(*ROLES[role]).post(get_admin_url("delete", poll.pk))

    assert Poll.objects.exists() is exists


@pytest.mark.parametrize("role", ["reader", "reviewer", "auditor"])
def test_saving_requires_permission(role):
    poll = PollFactory()
    data = build_form_data(poll, options=[{"label": "A"}, {"label": "B"}], question="Changed?")

    create_staff_client(*ROLES[role]).post(get_admin_url("edit", poll.pk), data)

    assert not poll.revisions.exists()


def test_rejected_review_changes_nothing(poll):
    data = {"decision": "release", "review_reason": "network"}

    create_staff_client("polls.view_results", "polls.change_poll").post(
        get_admin_url("review", poll.pk), data
    )

    assert Ballot.objects.get().status == "set_aside"


@pytest.mark.parametrize("role", ["reader", "reviewer"])
def test_menu_links_to_list(role):
    page = create_staff_client(*ROLES[role]).get("/admin/").content.decode()

    assert get_admin_url("list") in page


@pytest.mark.parametrize("role", ["nobody", "auditor"])
def test_menu_has_no_link_without_permission(role):
    page = create_staff_client(*ROLES[role]).get("/admin/").content.decode()

    assert get_admin_url("list") not in page


@pytest.mark.parametrize(("role", "name"), [("reader", "result"), ("reviewer", "review")])
def test_list_links_to_permitted_pages(poll, role, name):
    page = create_staff_client(*ROLES[role]).get(get_admin_url("list")).content.decode()

    assert get_admin_url(name, poll.pk) in page
    assert get_admin_url("edit", poll.pk) not in page


def test_staff_see_staff_only_result():
    poll = PollFactory(visibility="staff", closes_at=timezone.now() + timedelta(days=1))
    cast(poll)

    page = (
        create_staff_client("polls.view_results")
        .get(get_admin_url("result", poll.pk))
        .content.decode()
    )

    assert "1 ballot counted" in page


@pytest.mark.parametrize(
    "codename", ["view_results", "review_ballots", "publish_poll", "view_ballot"]
)
def test_group_form_offers_permission(admin_client, codename):
    page = admin_client.get("/admin/groups/new/").content.decode()

    assert f'value="{Permission.objects.get(codename=codename).pk}"' in page


@pytest.mark.parametrize("codename", ["add_ballot", "change_ballot", "delete_ballot"])
def test_group_form_does_not_offer_changing_ballots(admin_client, codename):
    page = admin_client.get("/admin/groups/new/").content.decode()

    assert f'value="{Permission.objects.get(codename=codename).pk}"' not in page
