"""Which answers can see which changes, and what a process knows of them."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from project.caching import log_polling
from project.caching.invalidation_log import (
    REMEMBERED,
    Edition,
    announce,
    changes_since,
    forget_old_changes,
    read_edition,
)
from project.caching.log_polling import Watcher
from project.caching.models import Change
from project.caching.surrogate_keys import EVERYTHING, SITE, key_of

NOBODY = frozenset()


@pytest.mark.parametrize(
    ("edition", "numbers", "seen"),
    [
        (Edition(10, NOBODY), {3, 9}, True),
        (Edition(10, NOBODY), {3, 10}, False),
        (Edition(10, frozenset({5})), {9}, True),
        (Edition(10, frozenset({5})), {5, 9}, False),
    ],
)
def test_an_answer_sees_what_was_committed_before_it(edition, numbers, seen):
    assert edition.sees(numbers) is seen


@pytest.fixture
def watcher(django_db_setup, django_db_blocker):
    """What a process knows that has looked once; what is announced is committed."""
    with django_db_blocker.unblock():
        watcher = Watcher()
        watcher.look()
        yield watcher
        Change.objects.all().delete()
        connection.close()


class TestWhatAProcessKnows:
    def test_an_answer_is_right_until_what_it_shows_changes(self, watcher):
        edition, keys = watcher.edition, [key_of("page", 12), SITE]
        assert watcher.is_right(edition, keys)

        announce(("page", 12))
        watcher.look()

        assert not watcher.is_right(edition, keys)
        assert watcher.is_right(edition, [key_of("page", 13), SITE])

    def test_an_answer_built_after_it_is_right(self, watcher):
        announce(("page", 12))
        watcher.look()

        assert watcher.is_right(watcher.edition, [key_of("page", 12)])

    def test_what_is_rolled_back_changes_nothing(self, watcher):
        edition = watcher.edition
        with transaction.atomic():
            announce(("page", 12))
            transaction.set_rollback(True)
        watcher.look()

        assert watcher.is_right(edition, [key_of("page", 12)])

    def test_who_starts_later_knows_what_came_before(self, watcher):
        announce(("page", 12))
        late = Watcher()
        late.look()

        assert not late.is_right(watcher.edition, [key_of("page", 12)])

    def test_what_shows_too_much_to_name_changes_with_everything(self, watcher):
        edition = watcher.edition
        announce(("topic", 1))
        watcher.look()

        assert not watcher.is_right(edition, [EVERYTHING])

    def test_of_more_changes_than_are_remembered_nothing_old_is_right(self, watcher, monkeypatch):
        monkeypatch.setattr(log_polling, "MOST", 10)
        edition = watcher.edition
        for number in range(30):
            announce(("page", number))
        watcher.look()

        assert not watcher.is_right(edition, ["never-changed"])
        # Whatever else runs on the same server.
        newest = Edition(watcher.edition.end, NOBODY)
        assert watcher.is_right(newest, ["never-changed"])

    def test_every_answer_can_be_renewed(self, watcher):
        edition = watcher.edition
        call_command("purge_cache", stdout=StringIO())
        watcher.look()

        assert not watcher.is_right(edition, [SITE])

    def test_a_change_that_is_learnt_late_is_learnt(self, watcher):
        """A transaction that began before another ends after it."""
        if connection.vendor != "postgresql":
            pytest.skip("On SQLite one transaction writes at a time")
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute(
                    "INSERT INTO caching_change (key, number, at, purges) VALUES "
                    "('page-late', pg_current_xact_id()::text::bigint, now(), 0)"
                )
                announce(("page", 12))
                watcher.look()
                edition = watcher.edition
                assert watcher.is_right(edition, ["page-late"])
                cursor.execute("COMMIT")
            watcher.look()
        finally:
            other.close()

        assert not watcher.is_right(edition, ["page-late"])


@pytest.mark.django_db
def test_old_changes_are_forgotten_but_for_the_newest():
    announce(("page", 12))
    announce(("page", 13))
    Change.objects.update(at=timezone.now() - REMEMBERED - timedelta(hours=1))
    newest = max(Change.objects.values_list("number", flat=True))

    forget_old_changes()

    assert set(Change.objects.values_list("number", flat=True)) == {newest}


@pytest.mark.django_db
def test_a_change_is_among_those_since_an_edition_that_could_not_see_it():
    edition = read_edition()
    announce(("page", 12))

    assert key_of("page", 12) in dict(changes_since(edition))
