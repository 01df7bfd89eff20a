"""Write permission in an author's blog for the user of the author page.

The permission is granted through Wagtail's page permissions, so that listings, choosers and the
API respect it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from articles.models.blog_groups import BlogGroup

# The model of author pages imports this module.
if TYPE_CHECKING:
    from articles.models.authors import AuthorPage

# An author adds and changes pages in the blog. Editors publish them.
CODENAMES = ["add_page", "change_page"]


def assign_blog(author_page: AuthorPage) -> None:
    """Let the user of an author page write in the blog; revoke the permission of everyone else.

    The user of an alias has no permission there.
    """
    user = None if author_page.alias_of_id else author_page.user
    group = get_blog_group(author_page)
    if not user:
        if group:
            group.user_set.clear()
        return
    group = group or create_blog_group(author_page)
    if [member.pk for member in group.user_set.all()] != [user.pk]:
        group.user_set.set([user])


def save_user_and_assign_blog(author_page: AuthorPage) -> None:
    """Save only the user of an author page, not its draft, and assign the blog to the user."""
    type(author_page).objects.filter(pk=author_page.pk).update(user=author_page.user)
    assign_blog(author_page)


def revoke_blog(author_page: AuthorPage) -> None:
    """Delete the group of an author page that is being deleted."""
    Group.objects.filter(blog_group__author_page=author_page).delete()


def get_blog_group(author_page: AuthorPage) -> Group | None:
    """Return the group that may write in a blog, None if the blog was never assigned."""
    return Group.objects.filter(blog_group__author_page=author_page).first()


def create_blog_group(author_page: AuthorPage) -> Group:
    # The primary key makes the name unique; titles need not be.
    group = Group.objects.create(name=f"Blog {author_page.pk}: {author_page.title[:100]}")
    BlogGroup.objects.create(author_page=author_page, group=group)
    permissions = Permission.objects.filter(
        content_type__app_label=Page._meta.app_label, codename__in=CODENAMES
    )
    GroupPagePermission.objects.bulk_create(
        GroupPagePermission(group=group, page=author_page, permission=permission)
        for permission in permissions
    )
    return group
