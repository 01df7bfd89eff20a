"""Whom the demo can be signed in as, one for each role."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.models import AuthorPage

# {name: (group, words of the role)}; who has no group may do everything.
STAFF = {
    "admin": (None, "everything"),
    "editor": ("Editors", "all articles"),
    "author": ("Authors", "own blog"),
    "pollster": ("Poll managers", "polls"),
}
BLOG_OF_AUTHOR = "aurelio-tintero"


def make_staff(names=tuple(STAFF)):
    """Make those who are not there. Returns [(name, role, password)] of the new ones."""
    users = get_user_model().objects
    known = set(users.filter(username__in=STAFF).values_list("username", flat=True))
    return [
        (name, role, make_user(name, group))
        for name, (group, role) in STAFF.items()
        if name in names and name not in known
    ]


def make_user(name, group):
    """Make a user and return the password, which is kept nowhere."""
    users, password = get_user_model().objects, secrets.token_urlsafe(12)
    address = f"{name}@rostrum.example"
    if not group:
        users.create_superuser(name, address, password)
        return password
    user = users.create_user(name, address, password)
    user.groups.add(Group.objects.get(name=group))
    if group == "Authors":
        tie_to_blog(user)
    return password


def tie_to_blog(user):
    for blog in AuthorPage.objects.filter(slug=BLOG_OF_AUTHOR, user=None):
        blog.user = user
        blog.save()
