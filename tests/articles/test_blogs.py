"""Who writes in an author's blog: the user to whom it is tied."""

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
    fresh = type(user).objects.get(pk=user.pk)
    return blog.permissions_for_user(fresh).can_add_subpage()


def test_whom_a_blog_is_tied_to_may_write_there(author, user):
    author.user = user
    author.save()

    assert may_write(user, author)


def test_whom_a_blog_was_tied_to_may_no_longer_write_there(author, user):
    author.user = user
    author.save()
    author.user = None
    author.save()

    assert not may_write(user, author)


def test_a_group_that_was_renamed_is_still_that_of_its_blog(author, user):
    author.user = user
    author.save()
    group = user.groups.get()
    group.name = "Ada's friends"
    group.save()
    author.user = None
    author.save()

    assert not may_write(user, author)


def test_a_draft_of_the_tie_gives_nobody_anything(author, user):
    author.user = user
    author.save_revision()

    assert not may_write(user, author)


def test_a_draft_from_before_takes_the_tie_from_nobody(author, user):
    before = author.save_revision()
    author.user = user
    author.save()
    before.publish()

    assert may_write(user, author)


def test_an_older_version_gives_the_tie_back_to_nobody(author, user):
    author.user = user
    author.save()
    older = author.save_revision()
    author.user = None
    author.save()
    older.publish()

    assert not may_write(user, author)


def form_of(author, user):
    """Return what the form of an author sends when it is tied to a user."""
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


def test_an_administrator_ties_a_blog_by_saving_its_draft(author, user, admin_client):
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[author.pk]), form_of(author, user))

    assert may_write(user, author)


def test_a_preview_ties_a_blog_to_nobody(author, user, admin_client):
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[author.pk])
    admin_client.post(preview, form_of(author, user))
    shown = admin_client.get(preview)

    assert shown.status_code == 200
    assert not may_write(user, author)


def test_the_copy_of_a_blog_is_tied_to_nobody(author, user):
    author.user = user
    author.save()

    assert author.copy(update_attrs={"slug": "copied"}).user is None


def test_with_a_blog_its_group_goes(author, user):
    author.user = user
    author.save()
    author.delete()

    assert not Group.objects.filter(name__startswith="Blog").exists()


def test_authors_do_not_tie_blogs(author, user, client):
    author.user = user
    author.save()
    user.groups.add(Group.objects.get(name="Authors"))
    client.force_login(user)

    form = client.get(reverse("wagtailadmin_pages:edit", args=[author.pk])).context["form"]

    assert "user" not in form.fields
