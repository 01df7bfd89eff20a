"""Pages that will be published or unpublished in the next seven days."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.db.models import IntegerField
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import Page, Revision

from articles.admin.content_issues import get_editable_page_ids

DAYS = 7
PUBLISH_COLUMNS = ("page_pk", "object_str", "approved_go_live_at")
UNPUBLISH_COLUMNS = ("pk", "title", "expire_at")


@dataclass(frozen=True)
class ScheduledChange:
    """A page that will be published, or unpublished if `is_unpublish`."""

    page_id: int
    title: str
    at: datetime
    is_unpublish: bool = False


def get_scheduled_changes(user: AbstractUser) -> list[ScheduledChange]:
    """Return the changes of the next seven days to pages that a user may edit, earliest first."""
    pages, until = get_editable_page_ids(user), timezone.now() + timedelta(days=DAYS)
    revisions = Revision.page_revisions.filter(approved_go_live_at__lte=until)
    revisions = revisions.annotate(page_pk=Cast("object_id", IntegerField())).filter(
        page_pk__in=pages
    )
    expiring = Page.objects.live().filter(pk__in=pages, expire_at__lte=until)
    published = [ScheduledChange(*row) for row in revisions.values_list(*PUBLISH_COLUMNS)]
    unpublished = [
        ScheduledChange(*row, is_unpublish=True) for row in expiring.values_list(*UNPUBLISH_COLUMNS)
    ]
    return sorted(published + unpublished, key=lambda change: change.at)
