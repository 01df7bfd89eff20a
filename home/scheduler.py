"""Scheduled jobs, run every minute by one process.

Each job may run twice, or late, without harm. A job that fails does not stop the others.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any, TextIO

from django.core.management import call_command
from django.db import transaction
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page, Revision

from polls.models import Poll

logger = logging.getLogger(__name__)

# A task that has run for longer was lost with its worker.
RUN_TIMEOUT = timedelta(minutes=15)
# A failed task is run again after a minute, for an hour, at most three times in all.
RETRY_DELAY = timedelta(minutes=1)
RETRY_PERIOD = timedelta(hours=1)
MAX_ATTEMPTS = 3
# Results of finished tasks are deleted after this time.
RESULT_RETENTION = timedelta(days=7)


def run_scheduled_jobs(stdout: TextIO) -> list[str]:
    """Run all jobs and return the names of those that failed. The log has their errors."""
    return [name for name, job in JOBS.items() if not run_job(name, job, stdout)]


def run_job(name: str, job: Callable, stdout: TextIO) -> bool:
    """Run a job and return whether it succeeded. The log has its error."""
    try:
        job(stdout)
    except Exception:
        logger.exception("Scheduled job failed: %s", name)
        return False
    return True


class PublishingFailed(Exception):
    """Names the pages and polls that could not be published or unpublished."""


def publish_scheduled(stdout: TextIO) -> None:
    """Publish and unpublish everything that is scheduled. Raises PublishingFailed at the end.

    Wagtail's `publish_scheduled` does the same, but stops at the first page that cannot be
    published, such as a draft whose slug has been taken since.
    """
    failed = [name for name, change in find_due_changes() if not run_job(name, change, stdout)]
    if failed:
        raise PublishingFailed(", ".join(failed))


def find_due_changes() -> Iterator[tuple[str, Callable]]:
    """Yield (name, function) of each due change: first those that unpublish, then the others."""
    now = timezone.now()
    for model in (Page, Poll):
        for instance in model.objects.filter(live=True, expire_at__lt=now).order_by("expire_at"):
            yield f"unpublishing “{instance}”", partial(unpublish, instance)
    revisions = Revision.objects.filter(approved_go_live_at__lt=now)
    for revision in revisions.order_by("approved_go_live_at"):
        yield f"publishing “{revision.object_str}”", partial(publish, revision)


@transaction.atomic
def unpublish(instance: Page | Poll, stdout: TextIO) -> None:
    instance.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@transaction.atomic
def publish(revision: Revision, stdout: TextIO) -> None:
    revision.publish(log_action="wagtail.publish.scheduled")


def freeze_polls(stdout: TextIO) -> None:
    call_command("freeze_polls", stdout=stdout)


def clear_sessions(stdout: TextIO) -> None:
    call_command("clearsessions", stdout=stdout)


def retry_tasks(stdout: TextIO) -> None:
    """Enqueue failed and lost tasks again, and delete old results."""
    now, tasks = timezone.now(), DBTaskResult.objects
    failed = tasks.failed().filter(finished_at__range=(now - RETRY_PERIOD, now - RETRY_DELAY))
    for task in failed:
        if len(task.worker_ids) < MAX_ATTEMPTS:
            update_task(task, TaskResultStatus.READY)
    for task in tasks.running().filter(started_at__lt=now - RUN_TIMEOUT):
        if len(task.worker_ids) < MAX_ATTEMPTS:
            update_task(task, TaskResultStatus.READY)
        else:
            update_task(task, TaskResultStatus.FAILED, finished_at=now)
    tasks.finished().filter(finished_at__lt=now - RESULT_RETENTION).delete()


def update_task(task: DBTaskResult, status: TaskResultStatus, **changes: Any) -> None:
    """Change a task's status, unless a worker has changed the task meanwhile."""
    unchanged = DBTaskResult.objects.filter(
        pk=task.pk, status=task.status, started_at=task.started_at
    )
    unchanged.update(status=status, **changes)


JOBS = {
    "publishing": publish_scheduled,
    "polls": freeze_polls,
    "sessions": clear_sessions,
    "tasks": retry_tasks,
}
