"""Pages that will be published or unpublished in the next days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision

from articles.admin.content_issues import get_editable_page_ids

DAYS = 7
PUBLISH_COLUMNS = ("key", "object_str", "approved_go_live_at")
UNPUBLISH_COLUMNS = ("pk", "title", "expire_at")


@dataclass(frozen=True)
class ScheduledChange:
    """A page that will be published, or unpublished if `is_unpublish`."""

    page_id: int
    title: str
    at: datetime
    is_unpublish: bool = False


def get_scheduled_changes(user) -> list[ScheduledChange]:
    """Return the changes of the next days to pages that a user may edit, the earliest first."""
    pages, until = get_editable_page_ids(user), timezone.now() + timedelta(days=DAYS)
    revisions = Revision.page_revisions.filter(approved_go_live_at__lte=until)
    revisions = revisions.annotate(key=Cast("object_id", IntegerField())).filter(key__in=pages)
    expiring = Page.objects.live().filter(pk__in=pages, expire_at__lte=until)
    published = [ScheduledChange(*row) for row in revisions.values_list(*PUBLISH_COLUMNS)]
    unpublished = [
        ScheduledChange(*row, is_unpublish=True) for row in expiring.values_list(*UNPUBLISH_COLUMNS)
    ]
    return sorted(published + unpublished, key=lambda change: change.at)
