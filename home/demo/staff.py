"""Demo user accounts, one for each role."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles.models import AuthorPage

# {user name: (group, description of the role)}; a user without a group is a superuser.
STAFF = {
    "admin": (None, "everything"),
    "editor": ("Editors", "all articles"),
    "author": ("Authors", "own blog"),
    "pollster": ("Poll managers", "polls"),
}
BLOG_OF_AUTHOR = "aurelio-tintero"


def create_staff_users(names=tuple(STAFF)):
    """Create the users that do not exist. Returns [(name, role, password)] of new users."""
    users = get_user_model().objects
    existing = set(users.filter(username__in=STAFF).values_list("username", flat=True))
    return [
        (name, role, create_user(name, group))
        for name, (group, role) in STAFF.items()
        if name in names and name not in existing
    ]


def create_user(name, group):
    """Create a user and return the password, which is not stored in plain text."""
    users, password = get_user_model().objects, secrets.token_urlsafe(12)
    email = f"{name}@rostrum.example"
    if not group:
        users.create_superuser(name, email, password)
        return password
    user = users.create_user(name, email, password)
    user.groups.add(Group.objects.get(name=group))
    if group == "Authors":
        assign_demo_blog(user)
    return password


def assign_demo_blog(user):
    for blog in AuthorPage.objects.filter(slug=BLOG_OF_AUTHOR, user=None):
        blog.user = user
        blog.save()
