"""Drafts of the demo's author: one that awaits moderation and one that is scheduled."""

import json
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page

from home.demo.files import read_source_files

DAYS_UNTIL_PUBLICATION = 3


def submit(page, author):
    page.save_revision(user=author)
    if workflow := page.get_workflow():
        workflow.start(page, author)


def schedule(page, author):
    page.go_live_at = timezone.now() + timedelta(days=DAYS_UNTIL_PUBLICATION)
    page.save_revision(user=author).publish()


ACTIONS = {"when-a-treaty-lapses": submit, "a-river-with-two-names": schedule}


def create_staff_drafts(content):
    """Create the drafts that have not been created before, and submit or schedule them."""
    author = get_user_model().objects.get(username="author")
    for source_file in read_source_files("drafts"):
        parent_path = source_file.front_matter["parent"]
        key = f"page:{parent_path}{source_file.name}/"
        blog = content.created.get_object(Page, f"page:{parent_path}")
        if blog and key not in content.created:
            page = create_draft(content, source_file, blog, author)
            content.created.record(key, page)
            ACTIONS[source_file.name](page, author)


def create_draft(content, source_file, blog, author):
    page = content.build_article(source_file)
    page.slug, page.live, page.owner = source_file.name, False, author
    page.body = json.dumps(content.writer.write(source_file))
    return blog.add_child(instance=page)
