"""Write permission in an author's blog for the user of the author page."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(django_user_model):
    return django_user_model.objects.create_user("someone")


def may_write(user, blog):
    reloaded = type(user).objects.get(pk=user.pk)
    return blog.permissions_for_user(reloaded).can_add_subpage()


def test_user_of_author_page_may_write_in_blog(author, user):
    author.user = user
    author.save()

    assert may_write(user, author)


def test_former_user_of_author_page_may_not_write_in_blog(author, user):
    author.user = user
    author.save()
    author.user = None
    author.save()

    assert not may_write(user, author)


def test_permission_is_revoked_after_group_was_renamed(author, user):
    author.user = user
    author.save()
    group = user.groups.get()
    group.name = "Ada's friends"
    group.save()
    author.user = None
    author.save()

    assert not may_write(user, author)
    assert Group.objects.get(pk=group.pk).name == "Ada's friends"


def test_renamed_group_is_still_the_group_of_the_blog(author, user, django_user_model):
    author.user = user
    author.save()
    group = user.groups.get()
    group.name = "Ada's friends"
    group.save()
    successor = django_user_model.objects.create_user("successor")
    author.user = successor
    author.save()

    assert [may_write(user, author), may_write(successor, author)] == [False, True]
    assert author.blog_group.group == successor.groups.get() == group


def test_group_with_the_name_of_a_blog_group_has_no_permission(author, user):
    user.groups.add(Group.objects.create(name=f"Blog {author.pk}: Another group"))
    author.save()

    assert not may_write(user, author)
    assert user.groups.count() == 1


def test_deleted_group_is_created_again_when_the_blog_is_assigned(author, user):
    author.user = user
    author.save()
    user.groups.get().delete()
    author.save()

    assert may_write(user, author)


def test_saving_a_revision_does_not_assign_the_blog(author, user):
    author.user = user
    author.save_revision()

    assert not may_write(user, author)


def test_publishing_an_older_draft_does_not_revoke_the_permission(author, user):
    before = author.save_revision()
    author.user = user
    author.save()
    before.publish()

    assert may_write(user, author)


def test_publishing_an_older_revision_does_not_restore_the_permission(author, user):
    author.user = user
    author.save()
    older = author.save_revision()
    author.user = None
    author.save()
    older.publish()

    assert not may_write(user, author)


def build_form(author, user):
    """Return the form data of an author page with a user."""
    fields = ("role", "affiliation", "introduction", "photo", "photo_alt", "orcid", "email")
    form = {
        **dict.fromkeys(fields, ""),
        "title": author.title,
        "slug": author.slug,
        "biography": rich_text(""),
        "links": streamfield([]),
        "body": streamfield([]),
        "page_audiences": inline_formset([]),
        "comments": inline_formset([]),
        "user": user.pk,
    }
    return nested_form_data(form)


def test_administrator_assigns_a_blog_by_saving_its_draft(author, user, admin_client):
    admin_client.post(
        reverse("wagtailadmin_pages:edit", args=[author.pk]), build_form(author, user)
    )

    assert may_write(user, author)


def test_preview_does_not_assign_the_blog(author, user, admin_client):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[author.pk])
    admin_client.post(preview, build_form(author, user))
    shown = admin_client.get(preview)

    assert shown.status_code == 200
    assert not may_write(user, author)


def test_copy_of_author_page_has_no_user(author, user):
    author.user = user
    author.save()

    assert author.copy(update_attrs={"slug": "copied"}).user is None


def test_deleting_an_author_page_deletes_its_group(author, user):
    author.user = user
    author.save()
    author.delete()

    assert not Group.objects.filter(name__startswith="Blog").exists()
    assert not user.groups.exists()


def test_authors_cannot_assign_blogs(author, user, client):
    author.user = user
    author.save()
    user.groups.add(Group.objects.get(name="Authors"))
    client.force_login(user)

    form = client.get(reverse("wagtailadmin_pages:edit", args=[author.pk])).context["form"]

    assert "user" not in form.fields
