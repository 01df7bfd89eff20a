"""What falls due with time: to be done every minute, by one process.

Each thing may be done twice, or late, without harm; one that fails stops none of the others.
"""

import logging
from datetime import timedelta
from functools import partial

from django.core.management import call_command
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Revision

from polls.models import Poll

logger = logging.getLogger(__name__)

# A task that has been running for so long was lost with its worker.
LOST = timedelta(minutes=15)
# A failed task is tried again after a minute, for an hour, three times in all.
AGAIN = timedelta(minutes=1)
WORTH = timedelta(hours=1)
ATTEMPTS = 3
# How long it is kept what became of a task.
KEPT = timedelta(days=7)


def do_what_is_due(stdout):
    """Do all that is due now. Returns the names of what failed, of which the log tells more."""
    return [name for name, do in DUE.items() if not succeeds(name, do, stdout)]


def succeeds(name, do, stdout):
    try:
        do(stdout)
    except Exception:
        logger.exception("What is due could not be done: %s", name)
        return False
    return True


class NotDone(Exception):
    """Names what failed among several things of a kind."""


def publish(stdout):
    """Unpublish and publish what is due. Raises NotDone, with the names, once all others are done.

    Wagtail's `publish_scheduled` does the same, but stops at the first that cannot be published,
    such as a draft whose address was taken since.
    """
    failed = [name for name, do in changes_due() if not succeeds(name, do, stdout)]
    if failed:
        raise NotDone(", ".join(failed))


def changes_due():
    """Yield (name, function) for what is to be unpublished, and then for what is to go out."""
    now = timezone.now()
    for model in (Page, Poll):
        for thing in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            yield f"unpublishing “{thing}”", partial(end, thing)
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in due.order_by("approved_go_live_at"):
        yield f"publishing “{revision.object_str}”", partial(go_out, revision)


@transaction.atomic
def end(thing, stdout):
    thing.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@transaction.atomic
def go_out(revision, stdout):
    revision.publish(log_action="wagtail.publish.scheduled")


def close_polls(stdout):
    call_command("close_polls", stdout=stdout)


def end_sessions(stdout):
    call_command("clearsessions", stdout=stdout)


def look_after_tasks(stdout):
    """Put tasks back in their queue that failed or were lost, and forget those long finished."""
    now, tasks = timezone.now(), DBTaskResult.objects
    for task in tasks.failed().filter(finished_at__range=(now - WORTH, now - AGAIN)):
        if len(task.worker_ids) < ATTEMPTS:
            move(task, TaskResultStatus.READY)
    for task in tasks.running().filter(started_at__lt=now - LOST):
        if len(task.worker_ids) < ATTEMPTS:
            move(task, TaskResultStatus.READY)
        else:
            move(task, TaskResultStatus.FAILED, finished_at=now)
    tasks.finished().filter(finished_at__lt=now - KEPT).delete()


def move(task, status, **changes):
    """Change a task's status, unless a worker has changed it meanwhile."""
    as_read = DBTaskResult.objects.filter(
        pk=task.pk, status=task.status, started_at=task.started_at
    )
    as_read.update(status=status, **changes)


DUE = {
    "publishing": publish,
    "polls": close_polls,
    "sessions": end_sessions,
    "tasks": look_after_tasks,
}
