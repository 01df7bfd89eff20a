"""What the demo's staff find on their desks: a draft that waits, and one that goes out."""

import json
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page

from home.demo.files import read_documents

DAYS = 3


def submit(page, author):
    page.save_revision(user=author)
    if workflow := page.get_workflow():
        workflow.start(page, author)


def schedule(page, author):
    page.go_live_at = timezone.now() + timedelta(days=DAYS)
    page.save_revision(user=author).publish()


HANDED_OVER = {"when-a-treaty-lapses": submit, "a-river-with-two-names": schedule}


def fill_desk(content):
    """Let the demo's author hand over each draft beside DemoContent, unless it was made before."""
    author = get_user_model().objects.get(username="author")
    for document in read_documents("drafts"):
        parent = document.head["parent"]
        key = f"page:{parent}{document.name}/"
        blog = content.ledger.find(Page, f"page:{parent}")
        if blog and key not in content.ledger:
            page = write_draft(content, document, blog, author)
            content.ledger.record(key, page)
            HANDED_OVER[document.name](page, author)


def write_draft(content, document, blog, author):
    page = content.article(document)
    page.slug, page.live, page.owner = document.name, False, author
    page.body = json.dumps(content.writer.write(document))
    return blog.add_child(instance=page)
