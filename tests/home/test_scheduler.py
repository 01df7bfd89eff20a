"""Scheduled jobs, run by one command."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.tasks import create_renditions
from home import scheduler
from tests.factories import ArticlePageFactory, PollFactory, StandardPageFactory

WORKER = {"BACKEND": "django_tasks_db.DatabaseBackend"}
MINUTES = [timedelta(minutes=number) for number in range(100)]


@pytest.fixture
def create_task(db, settings):
    """Return a function that creates a task with a number of attempts and other field values."""
    settings.TASKS = settings.TASKS | {"background": WORKER}

    def create(attempts, **changes):
        enqueued = create_renditions.enqueue([1])
        queryset = DBTaskResult.objects.filter(pk=enqueued.id)
        queryset.update(worker_ids=["worker"] * attempts, **changes)
        return queryset.get()

    return create


def run_and_get_status(result):
    call_command("run_scheduled_jobs")
    result.refresh_from_db()
    return result.status


def create_failed_task(create_task, attempts, ago):
    return create_task(attempts, status=TaskResultStatus.FAILED, finished_at=timezone.now() - ago)


def create_running_task(create_task, attempts, ago):
    return create_task(attempts, status=TaskResultStatus.RUNNING, started_at=timezone.now() - ago)


def test_scheduled_page_is_published(author):
    article = ArticlePageFactory(parent=author, live=False)
    article.save_revision(approved_go_live_at=timezone.now() - timedelta(seconds=1))

    call_command("run_scheduled_jobs")

    article.refresh_from_db()
    assert article.live


def test_page_that_cannot_be_published_does_not_stop_others(home):
    blocked = StandardPageFactory(parent=home)
    blocked.slug = "taken"
    blocked.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=2))
    StandardPageFactory(parent=home, slug="taken")
    other = StandardPageFactory(parent=home, live=False)
    other.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(CommandError, match="publishing"):
        call_command("run_scheduled_jobs")

    other.refresh_from_db()
    assert other.live


def test_expired_page_is_unpublished(home):
    page = StandardPageFactory(parent=home, expire_at=timezone.now() - timedelta(minutes=1))

    call_command("run_scheduled_jobs")

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_result_of_a_closed_poll_is_frozen(home):
    poll = PollFactory(closes_at=timezone.now() - timedelta(minutes=1))

    call_command("run_scheduled_jobs")

    poll.refresh_from_db()
    assert poll.frozen_result


def test_failed_task_is_retried(create_task):
    assert (
        run_and_get_status(create_failed_task(create_task, 1, MINUTES[2])) == TaskResultStatus.READY
    )


def test_task_that_failed_just_now_is_not_retried(create_task):
    assert (
        run_and_get_status(create_failed_task(create_task, 1, MINUTES[0]))
        == TaskResultStatus.FAILED
    )


def test_task_that_failed_three_times_is_not_retried(create_task):
    assert (
        run_and_get_status(create_failed_task(create_task, 3, MINUTES[2]))
        == TaskResultStatus.FAILED
    )


def test_task_whose_worker_was_killed_is_retried(create_task):
    assert (
        run_and_get_status(create_running_task(create_task, 1, MINUTES[16]))
        == TaskResultStatus.READY
    )


def test_task_that_kills_its_workers_fails(create_task):
    assert (
        run_and_get_status(create_running_task(create_task, 3, MINUTES[16]))
        == TaskResultStatus.FAILED
    )


def test_running_task_is_not_changed(create_task):
    assert (
        run_and_get_status(create_running_task(create_task, 1, MINUTES[1]))
        == TaskResultStatus.RUNNING
    )


def test_old_result_is_deleted(create_task):
    create_failed_task(create_task, 3, timedelta(days=8))

    call_command("run_scheduled_jobs")

    assert DBTaskResult.objects.count() == 0


def test_failed_job_is_named_and_does_not_stop_others(home, monkeypatch, caplog):
    def fail(stdout):
        raise RuntimeError("The clock has stopped")

    monkeypatch.setitem(scheduler.JOBS, "publishing", fail)
    poll = PollFactory(closes_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(CommandError, match="publishing"):
        call_command("run_scheduled_jobs")

    poll.refresh_from_db()
    assert poll.frozen_result
    assert "The clock has stopped" in caplog.text
