"""Who may write in an author's blog: the user to whom it is tied, by a group of Wagtail's.

Page permissions are of groups. Each tied blog has one with a single member, so that whatever asks
Wagtail for permissions (lists, choosers, the API) knows of it.
"""

import re

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

# What its author may do in a blog; what is public, editors publish.
CODENAMES = ["add_page", "change_page"]
BEGINNING = r"Blog \d+: "


def group_of(blog):
    """Return the group that writes in a blog, None before it was first tied to a user."""
    return Group.objects.filter(name__startswith=prefix(blog)).first()


def prefix(blog):
    # Not the title alone, which may change and be that of another.
    return f"Blog {blog.pk}: "


def tie(blog):
    """Let the user of an author's page write in it, and nobody else by this way."""
    user = None if blog.alias_of_id else blog.user
    group = group_of(blog)
    if not user:
        if group:
            group.user_set.clear()
        return
    group = group or make_group(blog)
    if [member.pk for member in group.user_set.all()] != [user.pk]:
        group.user_set.set([user])


def hand_over(blog):
    """Store whose blog this is now, whatever else of it is a draft."""
    type(blog).objects.filter(pk=blog.pk).update(user=blog.user)
    tie(blog)


def make_group(blog):
    group = Group.objects.create(name=f"{prefix(blog)}{blog.title[:100]}")
    for permission in Permission.objects.filter(
        content_type__app_label=Page._meta.app_label, codename__in=CODENAMES
    ):
        GroupPagePermission.objects.create(group=group, page=blog, permission=permission)
    return group


def keep_name(group):
    """Let a group of a blog be named otherwise, but for the beginning by which it is found."""
    former = Group.objects.filter(pk=group.pk).values_list("name", flat=True).first()
    beginning = re.match(BEGINNING, former or "")
    if beginning and not group.name.startswith(beginning[0]):
        group.name = f"{beginning[0]}{group.name}"


def untie(blog):
    """Remove the group of a blog that is no more."""
    Group.objects.filter(name__startswith=prefix(blog)).delete()
