"""The permission group of a blog."""

from django.contrib.auth.models import Group
from django.db import models


class BlogGroup(models.Model):
    """The group whose single member may write in an author's blog.

    Wagtail grants page permissions to groups only, so each blog with a user has a group.
    """

    # The relation is internal, so deleting an author does not list it as a use of the page.
    wagtail_reference_index_ignore = True

    author_page = models.OneToOneField(
        "articles.AuthorPage", on_delete=models.CASCADE, related_name="blog_group"
    )
    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="blog_group")

    def __str__(self):
        return str(self.group)
