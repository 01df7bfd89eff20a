"""The admin view that creates and revokes preview links."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import GroupPagePermission

from project.headless.models import PreviewLink
from project.headless.preview.links import get_or_renew_panel_link, revoke_link
from tests.factories import PollFactory
from tests.polls.helpers import create_staff_client
from tests.polls.helpers import get_admin_url as get_poll_admin_url

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def get_links_url(instance, kind="page"):
    return reverse("preview_links", args=[kind, instance.pk])


@pytest.fixture
def editor(draft):
    """A client signed in as a user who may change this article only."""
    client = create_staff_client("wagtailcore.add_page")
    group = Group.objects.create(name="Its editors")
    GroupPagePermission.objects.create(group=group, page=draft, permission_type="change")
    group.user_set.add(client.session["_auth_user_id"])
    return client


def test_editor_creates_link(editor, draft, business):
    response_text = editor.post(
        get_links_url(draft), {"audience": "business", "seconds": "86400"}, follow=True
    ).text

    link = PreviewLink.objects.get()
    assert link.token in response_text
    assert link.audience == "business"
    assert link.expires_at - timezone.now() > 23 * HOUR


@pytest.mark.parametrize("data", [{"seconds": "1"}, {"seconds": "3600", "audience": "nobody"}, {}])
def test_invalid_form_is_rejected(admin_client, draft, data):
    admin_client.post(get_links_url(draft), data)

    assert not PreviewLink.objects.exists()


def test_editor_revokes_link(editor, create_preview_link, draft):
    link = create_preview_link(draft)

    editor.post(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert PreviewLink.objects.get().revoked_at


def test_link_of_another_page_is_not_found(editor, create_preview_link, draft, author):
    link = create_preview_link(author)

    response = editor.post(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert response.status_code == 404


def test_revoking_requires_post(editor, create_preview_link, draft):
    link = create_preview_link(draft)

    response = editor.get(reverse("revoke_preview_link", args=["page", draft.pk, link.pk]))

    assert response.status_code == 405


def test_creating_and_revoking_are_logged(admin_user, create_preview_link, draft):
    revoke_link(create_preview_link(draft), user=admin_user, instance=draft)

    actions = {entry.action for entry in registry.get_logs_for_instance(draft)}
    assert {"headless.create_preview_link", "headless.revoke_preview_link"} <= actions


def test_panel_link_of_other_user_has_no_url(editor, draft, admin_user):
    link = get_or_renew_panel_link(user=admin_user, instance=draft)

    page = editor.get(get_links_url(draft)).text

    assert "Preview panel" in page
    assert link.key not in page


@pytest.mark.parametrize("method", ["get", "post"])
def test_editing_permission_is_required(editor, author, method):
    response = getattr(editor, method)(get_links_url(author), {"seconds": "3600"})

    assert response.url == reverse("wagtailadmin_home")
    assert not PreviewLink.objects.exists()


def test_login_is_required(client, draft):
    assert "/login/" in client.get(get_links_url(draft)).url


@pytest.mark.parametrize(
    ("permission", "status"), [("polls.change_poll", 200), ("polls.view_results", 302)]
)
def test_poll_links_require_change_permission(permission, status):
    client = create_staff_client(permission)

    assert client.get(get_links_url(PollFactory(), "poll")).status_code == status


@pytest.mark.parametrize("name", ["wagtailadmin_explore", "wagtailadmin_pages:edit"])
def test_page_has_button(editor, draft, name):
    assert get_links_url(draft) in editor.get(reverse(name, args=[draft.pk])).text


def test_page_listing_has_buttons(admin_client, draft, author):
    listing = reverse("wagtailadmin_explore", args=[author.pk])

    assert get_links_url(draft) in admin_client.get(listing).text


@pytest.mark.parametrize("name", ["list", "edit"])
def test_poll_has_button(name):
    poll = PollFactory()
    client = create_staff_client("polls.change_poll")

    page = client.get(get_poll_admin_url(name, *([poll.pk] if name == "edit" else [])), follow=True)

    assert get_links_url(poll, "poll") in page.text


def test_audience_page_has_no_choice_of_audience(admin_client, business_page):
    admin_client.post(get_links_url(business_page), {"seconds": "3600"})

    assert PreviewLink.objects.get().audience == "business"
