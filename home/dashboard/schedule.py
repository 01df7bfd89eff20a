"""What is published or unpublished by itself in the days to come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision

from articles.admin.content_issues import editable_by

DAYS = 7


@dataclass(frozen=True)
class Change:
    """A page that goes out at a moment, or comes down if `is_end`."""

    page_id: int
    title: str
    at: datetime
    is_end: bool = False


def changes_for(user):
    """Return [Change] of the next days to pages that a user may edit, in order, in two queries."""
    pages, until = editable_by(user), timezone.now() + timedelta(days=DAYS)
    approved = Revision.page_revisions.filter(approved_go_live_at__lte=until)
    approved = approved.annotate(key=Cast("object_id", IntegerField())).filter(key__in=pages)
    ending = Page.objects.live().filter(pk__in=pages, expire_at__lte=until)
    goes_out = [Change(*row) for row in approved.values_list(*APPROVED)]
    comes_down = [Change(*row, is_end=True) for row in ending.values_list(*ENDING)]
    return sorted(goes_out + comes_down, key=lambda change: change.at)


APPROVED = ("key", "object_str", "approved_go_live_at")
ENDING = ("pk", "title", "expire_at")
