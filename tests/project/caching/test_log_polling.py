"""Which snapshots include which invalidations, and which responses a process treats as fresh."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from project.caching import log_polling
from project.caching.invalidation import (
    LOG_RETENTION,
    Snapshot,
    delete_old_invalidations,
    get_invalidations_since,
    invalidate,
    read_snapshot,
)
from project.caching.log_polling import LogPoller
from project.caching.models import Invalidation
from project.caching.surrogate_keys import EVERYTHING, SITE, get_surrogate_key

NONE_RUNNING = frozenset()


@pytest.mark.parametrize(
    ("snapshot", "numbers", "included"),
    [
        (Snapshot(10, NONE_RUNNING), {3, 9}, True),
        (Snapshot(10, NONE_RUNNING), {3, 10}, False),
        (Snapshot(10, frozenset({5})), {9}, True),
        (Snapshot(10, frozenset({5})), {5, 9}, False),
    ],
)
def test_snapshot_includes_what_was_committed_before_it(snapshot, numbers, included):
    assert snapshot.includes(numbers) is included


@pytest.fixture
def log_poller(django_db_setup, django_db_blocker):
    """What a process knows that has looked once; what is invalidated is committed."""
    with django_db_blocker.unblock():
        log_poller = LogPoller()
        log_poller.refresh()
        yield log_poller
        Invalidation.objects.all().delete()
        connection.close()


class TestLogPoller:
    def test_response_is_fresh_until_its_tag_is_invalidated(self, log_poller):
        snapshot, keys = log_poller.snapshot, [get_surrogate_key("page", 12), SITE]
        assert log_poller.is_fresh(snapshot, keys)

        invalidate(("page", 12))
        log_poller.refresh()

        assert not log_poller.is_fresh(snapshot, keys)
        assert log_poller.is_fresh(snapshot, [get_surrogate_key("page", 13), SITE])

    def test_response_built_after_the_invalidation_is_fresh(self, log_poller):
        invalidate(("page", 12))
        log_poller.refresh()

        assert log_poller.is_fresh(log_poller.snapshot, [get_surrogate_key("page", 12)])

    def test_rolled_back_invalidation_has_no_effect(self, log_poller):
        snapshot = log_poller.snapshot
        with transaction.atomic():
            invalidate(("page", 12))
            transaction.set_rollback(True)
        log_poller.refresh()

        assert log_poller.is_fresh(snapshot, [get_surrogate_key("page", 12)])

    def test_new_process_loads_earlier_invalidations(self, log_poller):
        invalidate(("page", 12))
        late = LogPoller()
        late.refresh()

        assert not late.is_fresh(log_poller.snapshot, [get_surrogate_key("page", 12)])

    def test_response_with_too_many_keys_is_stale_after_any_invalidation(self, log_poller):
        snapshot = log_poller.snapshot
        invalidate(("topic", 1))
        log_poller.refresh()

        assert not log_poller.is_fresh(snapshot, [EVERYTHING])

    def test_old_responses_are_stale_after_too_many_invalidations(self, log_poller, monkeypatch):
        monkeypatch.setattr(log_polling, "MAX_INVALIDATIONS", 10)
        snapshot = log_poller.snapshot
        for number in range(30):
            invalidate(("page", number))
        log_poller.refresh()

        assert not log_poller.is_fresh(snapshot, ["never-changed"])
        # Other tests may run on the same database server.
        newest = Snapshot(log_poller.snapshot.end, NONE_RUNNING)
        assert log_poller.is_fresh(newest, ["never-changed"])

    def test_purge_cache_command_invalidates_everything(self, log_poller):
        snapshot = log_poller.snapshot
        call_command("purge_cache", stdout=StringIO())
        log_poller.refresh()

        assert not log_poller.is_fresh(snapshot, [SITE])

    def test_invalidation_committed_late_is_applied(self, log_poller):
        """A transaction that started before another is committed after it."""
        if connection.vendor != "postgresql":
            pytest.skip("On SQLite one transaction writes at a time")
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute(
                    "INSERT INTO caching_invalidation (key, number, created_at, purge_count) "
                    "VALUES "
                    "('page-late', pg_current_xact_id()::text::bigint, now(), 0)"
                )
                invalidate(("page", 12))
                log_poller.refresh()
                snapshot = log_poller.snapshot
                assert log_poller.is_fresh(snapshot, ["page-late"])
                cursor.execute("COMMIT")
            log_poller.refresh()
        finally:
            other.close()

        assert not log_poller.is_fresh(snapshot, ["page-late"])


@pytest.mark.django_db
def test_old_invalidations_are_deleted_except_the_newest():
    invalidate(("page", 12))
    invalidate(("page", 13))
    Invalidation.objects.update(created_at=timezone.now() - LOG_RETENTION - timedelta(hours=1))
    newest = max(Invalidation.objects.values_list("number", flat=True))

    delete_old_invalidations()

    assert set(Invalidation.objects.values_list("number", flat=True)) == {newest}


@pytest.mark.django_db
def test_invalidation_is_among_those_since_an_earlier_snapshot():
    snapshot = read_snapshot()
    invalidate(("page", 12))

    assert get_surrogate_key("page", 12) in dict(get_invalidations_since(snapshot))
