"""The preview links of a page or poll, as staff make and revoke them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import GroupPagePermission

from project.headless.models import PreviewLink
from project.headless.preview.links import renew_panel_link, revoke_link
from tests.factories import PollFactory
from tests.polls.staff import address as poll_address
from tests.polls.staff import staff_client

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def links_of(previewed, kind="page"):
    return reverse("preview_links", args=[kind, previewed.pk])


@pytest.fixture
def editor(draft):
    """A client signed in as somebody who may change this article, and nothing else."""
    client = staff_client("wagtailcore.add_page")
    group = Group.objects.create(name="Its editors")
    GroupPagePermission.objects.create(group=group, page=draft, permission_type="change")
    group.user_set.add(client.session["_auth_user_id"])
    return client


def test_staff_make_a_link_and_find_it(editor, draft, business):
    answer = editor.post(
        links_of(draft), {"audience": "business", "seconds": "86400"}, follow=True
    ).text

    link = PreviewLink.objects.get()
    assert link.token in answer
    assert link.audience == "business"
    assert link.expires_at - timezone.now() > 23 * HOUR


@pytest.mark.parametrize("data", [{"seconds": "1"}, {"seconds": "3600", "audience": "nobody"}, {}])
def test_what_is_not_offered_is_refused(admin_client, draft, data):
    admin_client.post(links_of(draft), data)

    assert not PreviewLink.objects.exists()


def test_staff_revoke_a_link(editor, make, draft):
    link = make(draft)

    editor.post(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert PreviewLink.objects.get().revoked_at


def test_a_link_of_another_page_is_not_revoked_with_rights_on_this(editor, make, draft, author):
    link = make(author)

    response = editor.post(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert response.status_code == 404


def test_a_link_is_not_revoked_by_merely_asking(editor, make, draft):
    link = make(draft)

    response = editor.get(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert response.status_code == 405


def test_making_and_revoking_are_logged(admin_user, make, draft):
    revoke_link(make(draft), user=admin_user, previewed=draft)

    actions = {entry.action for entry in registry.get_logs_for_instance(draft)}
    assert {"headless.make_link", "headless.revoke_link"} <= actions


def test_a_colleagues_form_is_not_shown(editor, draft, admin_user):
    link = renew_panel_link(user=admin_user, previewed=draft)

    page = editor.get(links_of(draft)).text

    assert "Preview panel" in page
    assert link.key not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_may_not_edit_a_page_has_no_links_of_it(editor, author, method):
    response = getattr(editor, method)(links_of(author), {"seconds": "3600"})

    assert response.url == reverse("wagtailadmin_home")
    assert not PreviewLink.objects.exists()


def test_whoever_is_not_signed_in_has_none(client, draft):
    assert "/login/" in client.get(links_of(draft)).url


@pytest.mark.parametrize(
    ("permission", "status"), [("polls.change_poll", 200), ("polls.view_results", 302)]
)
def test_links_of_a_poll_are_for_those_who_change_it(permission, status):
    client = staff_client(permission)

    assert client.get(links_of(PollFactory(), "poll")).status_code == status


@pytest.mark.parametrize("name", ["wagtailadmin_explore", "wagtailadmin_pages:edit"])
def test_a_page_leads_to_its_links(editor, draft, name):
    assert links_of(draft) in editor.get(reverse(name, args=[draft.pk])).text


def test_the_list_leads_to_the_links_of_each_page(admin_client, draft, author):
    listing = reverse("wagtailadmin_explore", args=[author.pk])

    assert links_of(draft) in admin_client.get(listing).text


@pytest.mark.parametrize("name", ["list", "edit"])
def test_a_poll_leads_to_its_links(name):
    poll = PollFactory()
    client = staff_client("polls.change_poll")

    page = client.get(poll_address(name, *([poll.pk] if name == "edit" else [])), follow=True)

    assert links_of(poll, "poll") in page.text


def test_the_page_of_an_audience_is_offered_no_other(admin_client, business_page):
    admin_client.post(links_of(business_page), {"seconds": "3600"})

    assert PreviewLink.objects.get().audience == "business"
