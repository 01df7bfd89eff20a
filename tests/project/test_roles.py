"""Who of the staff may do what, asked over HTTP."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, GroupApprovalTask, Page

from home.roles import ROLES, make_roles
from polls.models import Ballot
from tests.factories import ArticlePageFactory, AuthorPageFactory, PollFactory
from tests.polls.staff import address, cast

pytestmark = pytest.mark.django_db

AUTHOR, EDITOR, POLLSTER, ADMINISTRATOR = ROLES


class Desk:
    """A site with somebody signed in in a role, a blog of theirs and another's."""

    def __init__(self, index, user, client):
        self.user, self.client = user, client
        self.own_blog = AuthorPageFactory(parent=index, user=user)
        self.other_blog = AuthorPageFactory(parent=index)
        self.poll = PollFactory(visibility="staff")
        cast(self.poll, cause="network")

    def article(self, blog, *, live=False):
        return ArticlePageFactory(parent=blog, live=live)

    def sees(self, name, *arguments):
        return self.client.get(reverse(name, args=arguments)).status_code == 200

    def sees_address(self, path):
        return self.client.get(path).status_code == 200

    def sends(self, name, /, *arguments, **data):
        self.client.post(reverse(name, args=arguments), data)


@pytest.fixture
def desk(index, request, django_user_model):
    user = django_user_model.objects.create_user("someone", "someone@rostrum.example")
    user.groups.add(Group.objects.get(name=request.param))
    client = Client()
    client.force_login(user)
    return Desk(index, user, client)


def publishes(desk, article):
    article.save_revision()
    path = reverse("overrule_findings", args=[article.pk])
    seen = (desk.client.get(path).context or {}).get("seen", "")
    desk.client.post(path, {"note": "It lacks a picture", "seen": seen})
    return Page.objects.get(pk=article.pk).live


def unpublishes(desk, article):
    desk.sends("wagtailadmin_pages:unpublish", article.pk)
    return not Page.objects.get(pk=article.pk).live


def moves(desk, article, blog):
    desk.sends("wagtailadmin_pages:move_confirm", article.pk, blog.pk)
    return Page.objects.get(pk=article.pk).is_child_of(blog)


def deletes(desk, article):
    desk.sends("wagtailadmin_pages:delete", article.pk)
    return not Page.objects.filter(pk=article.pk).exists()


def writes_in(desk, blog):
    return desk.sees("wagtailadmin_pages:add", "articles", "articlepage", blog.pk)


def makes_token(desk):
    desk.sends("wagtailusers_api_tokens:add", name="Mine", user=desk.user.pk)
    return APIToken.objects.filter(user=desk.user).exists()


def releases(desk):
    data = {"ballots": [ballot.pk for ballot in Ballot.objects.all()], "decision": "release"}
    desk.client.post(address("review", desk.poll.pk), data)
    return Ballot.objects.filter(status="counted").exists()


STAFF, WRITERS = {*ROLES}, {AUTHOR, EDITOR, ADMINISTRATOR}
EDITORS, POLLSTERS = {EDITOR, ADMINISTRATOR}, {POLLSTER, ADMINISTRATOR}
ADMINISTRATORS = {ADMINISTRATOR}

# {action: (who may, how it is done)}; of articles, first those in the blog that is theirs.
ACTIONS = {
    "open the admin": (STAFF, lambda desk: desk.sees("wagtailadmin_home")),
    "view the pages of own blog": (
        STAFF,
        lambda desk: desk.sees("wagtailadmin_explore", desk.own_blog.pk),
    ),
    "view the pages of another's blog": (
        EDITORS,
        lambda desk: desk.sees("wagtailadmin_explore", desk.other_blog.pk),
    ),
    "create in own blog": (STAFF, lambda desk: writes_in(desk, desk.own_blog)),
    "create in another's blog": (EDITORS, lambda desk: writes_in(desk, desk.other_blog)),
    "edit own": (
        STAFF,
        lambda desk: desk.sees("wagtailadmin_pages:edit", desk.article(desk.own_blog).pk),
    ),
    "edit another's": (
        EDITORS,
        lambda desk: desk.sees("wagtailadmin_pages:edit", desk.article(desk.other_blog).pk),
    ),
    "edit another's profile": (
        EDITORS,
        lambda desk: desk.sees("wagtailadmin_pages:edit", desk.other_blog.pk),
    ),
    "publish own": (EDITORS, lambda desk: publishes(desk, desk.article(desk.own_blog))),
    "publish another's": (EDITORS, lambda desk: publishes(desk, desk.article(desk.other_blog))),
    "unpublish own": (
        EDITORS,
        lambda desk: unpublishes(desk, desk.article(desk.own_blog, live=True)),
    ),
    "move from another's blog": (
        EDITORS,
        lambda desk: moves(desk, desk.article(desk.other_blog), desk.own_blog),
    ),
    "move into another's blog": (
        EDITORS,
        lambda desk: moves(desk, desk.article(desk.own_blog), desk.other_blog),
    ),
    "delete own draft": (STAFF, lambda desk: deletes(desk, desk.article(desk.own_blog))),
    "delete own that is published": (
        EDITORS,
        lambda desk: deletes(desk, desk.article(desk.own_blog, live=True)),
    ),
    "delete another's draft": (EDITORS, lambda desk: deletes(desk, desk.article(desk.other_blog))),
    "preview own": (
        STAFF,
        lambda desk: desk.sees("wagtailadmin_pages:view_draft", desk.article(desk.own_blog).pk),
    ),
    "preview another's": (
        EDITORS,
        lambda desk: desk.sees("wagtailadmin_pages:view_draft", desk.article(desk.other_blog).pk),
    ),
    "share a preview of own": (
        STAFF,
        lambda desk: desk.sees("preview_links", "page", desk.article(desk.own_blog).pk),
    ),
    "share a preview of another's": (
        EDITORS,
        lambda desk: desk.sees("preview_links", "page", desk.article(desk.other_blog).pk),
    ),
    "add a picture": (STAFF, lambda desk: desk.sees("wagtailimages:add")),
    "make a topic": (EDITORS, lambda desk: desk.sees("wagtailsnippets_articles_topic:add")),
    "make an audience": (EDITORS, lambda desk: desk.sees("wagtailsnippets_articles_audience:add")),
    "make a redirect": (EDITORS, lambda desk: desk.sees("wagtailredirects:add")),
    "make a poll": (POLLSTERS, lambda desk: desk.sees_address(address("add"))),
    "edit a poll": (POLLSTERS, lambda desk: desk.sees_address(address("edit", desk.poll.pk))),
    "delete a poll": (
        POLLSTERS,
        lambda desk: desk.sees_address(address("delete", PollFactory().pk)),
    ),
    "see a result": (POLLSTERS, lambda desk: desk.sees_address(address("result", desk.poll.pk))),
    "export a result": (
        POLLSTERS,
        lambda desk: desk.sees_address(address("download", desk.poll.pk, "csv")),
    ),
    "release a ballot": (POLLSTERS, releases),
    "see the ballots": (POLLSTERS, lambda desk: desk.sees("polls_ballot_modeladmin_index")),
    "export the ballots": (
        POLLSTERS,
        lambda desk: desk.sees_address(f"{reverse('polls_ballot_modeladmin_index')}?export=csv"),
    ),
    "make an API token": (EDITORS, makes_token),
    "change the settings": (
        ADMINISTRATORS,
        lambda desk: (
            desk.client.get(
                reverse("wagtailsettings:edit", args=["home", "sitesettings"]), follow=True
            ).context.get("form")
            is not None
        ),
    ),
    "make a user": (ADMINISTRATORS, lambda desk: desk.sees("wagtailusers_users:add")),
    "change a group": (
        ADMINISTRATORS,
        lambda desk: desk.sees("wagtailusers_groups:edit", Group.objects.get(name=AUTHOR).pk),
    ),
    "change the workflow": (ADMINISTRATORS, lambda desk: desk.sees("wagtailadmin_workflows:add")),
}


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("desk", ROLES, indirect=True, ids=str)
def test_each_role_may_do_what_is_its_own(desk, action, request):
    allowed, does = ACTIONS[action]
    role = request.node.callspec.params["desk"]

    assert does(desk) == (role in allowed)


def test_who_is_in_no_group_does_not_see_the_admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody"))

    assert client.get(reverse("wagtailadmin_home")).status_code != 200


# The groups


def counts():
    return {
        group.name: [
            group.permissions.count(),
            group.page_permissions.count(),
            group.collection_permissions.count(),
        ]
        for group in Group.objects.all()
    }


def test_making_the_roles_again_changes_nothing():
    before = counts()

    make_roles(apps)

    assert counts() == before


def test_making_the_roles_again_keeps_what_was_given_besides():
    authors, editors = Group.objects.get(name=AUTHOR), Group.objects.get(name=EDITOR)
    authors.permissions.add(*editors.permissions.all())

    make_roles(apps)

    assert authors.permissions.count() == editors.permissions.count()


def test_what_is_submitted_waits_for_editors():
    assert [*GroupApprovalTask.objects.get().groups.all()] == [Group.objects.get(name=EDITOR)]
