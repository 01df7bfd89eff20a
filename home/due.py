"""What falls due with time: to be done every minute, by one process.

Each thing may be done twice, or late, without harm; one that fails stops none of the others.
"""

import logging
from datetime import timedelta

from django.core.management import call_command
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

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


def publish(stdout):
    call_command("publish_scheduled", stdout=stdout)


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
