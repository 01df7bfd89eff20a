"""What falls due with time, done by one command."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.tasks import make_renditions
from home import scheduler
from tests.factories import ArticlePageFactory, PollFactory, StandardPageFactory

WORKER = {"BACKEND": "django_tasks_db.DatabaseBackend"}
MINUTES = [timedelta(minutes=number) for number in range(100)]


@pytest.fixture
def task(db, settings):
    """Return what leaves a task in the queue, tried so often and changed so."""
    settings.TASKS = settings.TASKS | {"background": WORKER}

    def task(tried, **changes):
        left = make_renditions.enqueue([1])
        found = DBTaskResult.objects.filter(pk=left.id)
        found.update(worker_ids=["worker"] * tried, **changes)
        return found.get()

    return task


def status_after(task):
    call_command("run_scheduled_jobs")
    task.refresh_from_db()
    return task.status


def failed(task, tried, ago):
    return task(tried, status=TaskResultStatus.FAILED, finished_at=timezone.now() - ago)


def running(task, tried, ago):
    return task(tried, status=TaskResultStatus.RUNNING, started_at=timezone.now() - ago)


def test_a_scheduled_page_is_published(author):
    article = ArticlePageFactory(parent=author, live=False)
    article.save_revision(approved_go_live_at=timezone.now() - timedelta(seconds=1))

    call_command("run_scheduled_jobs")

    article.refresh_from_db()
    assert article.live


def test_a_page_that_cannot_be_published_keeps_no_other_back(home):
    taken = StandardPageFactory(parent=home)
    taken.slug = "taken"
    taken.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=2))
    StandardPageFactory(parent=home, slug="taken")
    other = StandardPageFactory(parent=home, live=False)
    other.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(CommandError, match="publishing"):
        call_command("run_scheduled_jobs")

    other.refresh_from_db()
    assert other.live


def test_a_page_whose_time_is_over_is_taken_back(home):
    page = StandardPageFactory(parent=home, expire_at=timezone.now() - timedelta(minutes=1))

    call_command("run_scheduled_jobs")

    page.refresh_from_db()
    assert (page.live, page.expired) == (False, True)


def test_a_closed_poll_is_frozen(home):
    poll = PollFactory(closes_at=timezone.now() - timedelta(minutes=1))

    call_command("run_scheduled_jobs")

    poll.refresh_from_db()
    assert poll.frozen_result


def test_a_failed_task_is_tried_again(task):
    assert status_after(failed(task, 1, MINUTES[2])) == TaskResultStatus.READY


def test_a_task_that_failed_just_now_waits(task):
    assert status_after(failed(task, 1, MINUTES[0])) == TaskResultStatus.FAILED


def test_a_task_that_failed_three_times_is_let_be(task):
    assert status_after(failed(task, 3, MINUTES[2])) == TaskResultStatus.FAILED


def test_a_task_whose_worker_was_killed_is_tried_again(task):
    assert status_after(running(task, 1, MINUTES[16])) == TaskResultStatus.READY


def test_a_task_that_kills_its_workers_has_failed(task):
    assert status_after(running(task, 3, MINUTES[16])) == TaskResultStatus.FAILED


def test_a_task_that_is_running_is_let_be(task):
    assert status_after(running(task, 1, MINUTES[1])) == TaskResultStatus.RUNNING


def test_a_task_long_finished_is_forgotten(task):
    failed(task, 3, timedelta(days=8))

    call_command("run_scheduled_jobs")

    assert DBTaskResult.objects.count() == 0


def test_what_fails_stops_nothing_else_and_is_named(home, monkeypatch, caplog):
    def fail(stdout):
        raise RuntimeError("The clock has stopped")

    monkeypatch.setitem(scheduler.DUE, "publishing", fail)
    poll = PollFactory(closes_at=timezone.now() - timedelta(minutes=1))

    with pytest.raises(CommandError, match="publishing"):
        call_command("run_scheduled_jobs")

    poll.refresh_from_db()
    assert poll.frozen_result
    assert "The clock has stopped" in caplog.text
