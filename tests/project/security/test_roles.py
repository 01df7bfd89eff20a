"""The permissions of each role, tested over HTTP."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, GroupApprovalTask, Page

from home.roles import ROLES, create_roles
from polls.models import Ballot
from tests.factories import ArticlePageFactory, AuthorPageFactory, PollFactory
from tests.polls.helpers import cast, get_admin_url

pytestmark = pytest.mark.django_db

AUTHOR, EDITOR, POLL_MANAGER, ADMINISTRATOR = ROLES


class StaffClient:
    """A signed-in user, with a blog of their own and another author's blog."""

    def __init__(self, index, user, client):
        self.user, self.client = user, client
        self.own_blog = AuthorPageFactory(parent=index, user=user)
        self.other_blog = AuthorPageFactory(parent=index)
        self.poll = PollFactory(visibility="staff")
        cast(self.poll, review_reason="network")

    def article(self, blog, *, live=False):
        return ArticlePageFactory(parent=blog, live=live)

    def can_view(self, name, *arguments):
        return self.client.get(reverse(name, args=arguments)).status_code == 200

    def can_open(self, path):
        return self.client.get(path).status_code == 200

    def post(self, name, /, *arguments, **data):
        self.client.post(reverse(name, args=arguments), data)


@pytest.fixture
def staff(index, request, django_user_model):
    user = django_user_model.objects.create_user("someone", "someone@rostrum.example")
    user.groups.add(Group.objects.get(name=request.param))
    client = Client()
    client.force_login(user)
    return StaffClient(index, user, client)


def can_publish(staff, article):
    article.save_revision()
    path = reverse("publish_anyway", args=[article.pk])
    digest = (staff.client.get(path).context or {}).get("digest", "")
    staff.client.post(path, {"reason": "It has no image", "digest": digest})
    return Page.objects.get(pk=article.pk).live


def can_unpublish(staff, article):
    staff.post("wagtailadmin_pages:unpublish", article.pk)
    return not Page.objects.get(pk=article.pk).live


def can_move(staff, article, blog):
    staff.post("wagtailadmin_pages:move_confirm", article.pk, blog.pk)
    return Page.objects.get(pk=article.pk).is_child_of(blog)


def can_delete(staff, article):
    staff.post("wagtailadmin_pages:delete", article.pk)
    return not Page.objects.filter(pk=article.pk).exists()


def can_create_in(staff, blog):
    return staff.can_view("wagtailadmin_pages:add", "articles", "articlepage", blog.pk)


def can_create_token(staff):
    staff.post("wagtailusers_api_tokens:add", name="Mine", user=staff.user.pk)
    return APIToken.objects.filter(user=staff.user).exists()


def can_release_ballot(staff):
    data = {"ballots": [ballot.pk for ballot in Ballot.objects.all()], "decision": "release"}
    staff.client.post(get_admin_url("review", staff.poll.pk), data)
    return Ballot.objects.filter(status="counted").exists()


STAFF, WRITERS = {*ROLES}, {AUTHOR, EDITOR, ADMINISTRATOR}
EDITORS, POLL_MANAGERS = {EDITOR, ADMINISTRATOR}, {POLL_MANAGER, ADMINISTRATOR}
ADMINISTRATORS = {ADMINISTRATOR}

# {action: (the roles that may perform it, a function that returns whether it succeeds)}
ACTIONS = {
    "open the admin": (STAFF, lambda staff: staff.can_view("wagtailadmin_home")),
    "view the pages of own blog": (
        STAFF,
        lambda staff: staff.can_view("wagtailadmin_explore", staff.own_blog.pk),
    ),
    "view the pages of another's blog": (
        EDITORS,
        lambda staff: staff.can_view("wagtailadmin_explore", staff.other_blog.pk),
    ),
    "create in own blog": (STAFF, lambda staff: can_create_in(staff, staff.own_blog)),
    "create in another's blog": (EDITORS, lambda staff: can_create_in(staff, staff.other_blog)),
    "edit own": (
        STAFF,
        lambda staff: staff.can_view("wagtailadmin_pages:edit", staff.article(staff.own_blog).pk),
    ),
    "edit another's": (
        EDITORS,
        lambda staff: staff.can_view("wagtailadmin_pages:edit", staff.article(staff.other_blog).pk),
    ),
    "edit another's profile": (
        EDITORS,
        lambda staff: staff.can_view("wagtailadmin_pages:edit", staff.other_blog.pk),
    ),
    "publish own": (EDITORS, lambda staff: can_publish(staff, staff.article(staff.own_blog))),
    "publish another's": (
        EDITORS,
        lambda staff: can_publish(staff, staff.article(staff.other_blog)),
    ),
    "unpublish own": (
        EDITORS,
        lambda staff: can_unpublish(staff, staff.article(staff.own_blog, live=True)),
    ),
    "move from another's blog": (
        EDITORS,
        lambda staff: can_move(staff, staff.article(staff.other_blog), staff.own_blog),
    ),
    "move into another's blog": (
        EDITORS,
        lambda staff: can_move(staff, staff.article(staff.own_blog), staff.other_blog),
    ),
    "delete own draft": (STAFF, lambda staff: can_delete(staff, staff.article(staff.own_blog))),
    "delete own that is published": (
        EDITORS,
        lambda staff: can_delete(staff, staff.article(staff.own_blog, live=True)),
    ),
    "delete another's draft": (
        EDITORS,
        lambda staff: can_delete(staff, staff.article(staff.other_blog)),
    ),
    "preview own": (
        STAFF,
        lambda staff: staff.can_view(
            "wagtailadmin_pages:view_draft", staff.article(staff.own_blog).pk
        ),
    ),
    "preview another's": (
        EDITORS,
        lambda staff: staff.can_view(
            "wagtailadmin_pages:view_draft", staff.article(staff.other_blog).pk
        ),
    ),
    "share a preview of own": (
        STAFF,
        lambda staff: staff.can_view("preview_links", "page", staff.article(staff.own_blog).pk),
    ),
    "share a preview of another's": (
        EDITORS,
        lambda staff: staff.can_view("preview_links", "page", staff.article(staff.other_blog).pk),
    ),
    "add an image": (STAFF, lambda staff: staff.can_view("wagtailimages:add")),
    "create a topic": (EDITORS, lambda staff: staff.can_view("wagtailsnippets_articles_topic:add")),
    "create an audience": (
        EDITORS,
        lambda staff: staff.can_view("wagtailsnippets_articles_audience:add"),
    ),
    "create a redirect": (EDITORS, lambda staff: staff.can_view("wagtailredirects:add")),
    "create a poll": (POLL_MANAGERS, lambda staff: staff.can_open(get_admin_url("add"))),
    "edit a poll": (
        POLL_MANAGERS,
        lambda staff: staff.can_open(get_admin_url("edit", staff.poll.pk)),
    ),
    "delete a poll": (
        POLL_MANAGERS,
        lambda staff: staff.can_open(get_admin_url("delete", PollFactory().pk)),
    ),
    "see a result": (
        POLL_MANAGERS,
        lambda staff: staff.can_open(get_admin_url("result", staff.poll.pk)),
    ),
    "export a result": (
        POLL_MANAGERS,
        lambda staff: staff.can_open(get_admin_url("download", staff.poll.pk, "csv")),
    ),
    "release a ballot": (POLL_MANAGERS, can_release_ballot),
    "see the ballots": (
        POLL_MANAGERS,
        lambda staff: staff.can_view("polls_ballot_modeladmin_index"),
    ),
    "export the ballots": (
        POLL_MANAGERS,
        lambda staff: staff.can_open(f"{reverse('polls_ballot_modeladmin_index')}?export=csv"),
    ),
    "create an API token": (EDITORS, can_create_token),
    "change the settings": (
        ADMINISTRATORS,
        lambda staff: (
            staff.client.get(
                reverse("wagtailsettings:edit", args=["home", "sitesettings"]), follow=True
            ).context.get("form")
            is not None
        ),
    ),
    "create a user": (ADMINISTRATORS, lambda staff: staff.can_view("wagtailusers_users:add")),
    "change a group": (
        ADMINISTRATORS,
        lambda staff: staff.can_view("wagtailusers_groups:edit", Group.objects.get(name=AUTHOR).pk),
    ),
    "change the workflow": (
        ADMINISTRATORS,
        lambda staff: staff.can_view("wagtailadmin_workflows:add"),
    ),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("staff", ROLES, indirect=True, ids=str)
def test_each_role_has_only_its_permissions(staff, action, request):
    allowed, action_succeeds = ACTIONS[action]
    role = request.node.callspec.params["staff"]

    assert action_succeeds(staff) == (role in allowed)


def test_users_without_a_group_cannot_open_the_admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))

    assert client.get(reverse("wagtailadmin_home")).status_code != 200


# The groups


def count_permissions():
    return {
        group.name: [
            group.permissions.count(),
            group.page_permissions.count(),
            group.collection_permissions.count(),
        ]
        for group in Group.objects.all()
    }


def test_second_run_changes_no_permissions():
    before = count_permissions()

    create_roles(apps)

    assert count_permissions() == before


def test_second_run_does_not_remove_other_permissions():
    authors, editors = Group.objects.get(name=AUTHOR), Group.objects.get(name=EDITOR)
    authors.permissions.add(*editors.permissions.all())

    create_roles(apps)

    assert authors.permissions.count() == editors.permissions.count()


def test_editors_approve_submissions():
    assert [*GroupApprovalTask.objects.get().groups.all()] == [Group.objects.get(name=EDITOR)]
