"""Whether the site says of itself that it lives, and that it is ready."""

import pytest
from django.db import connections

from project import health
from tests.project.test_settings import KEY

READY = {"ready": True, "database": True, "cache": True, "migrations": True}
both = pytest.mark.parametrize("path", ["/healthz", "/readyz"])
ASK = """
import project.wsgi
from django.test import Client
answer = Client().get("/readyz", headers={"Host": "10.0.0.7"})
print(answer.status_code, answer.content.decode())
"""


@pytest.fixture(autouse=True)
def new_process():
    """Forget what this process has found out."""
    health.check_migrations.cache_clear()


@pytest.fixture
def without_database(monkeypatch):
    def fail():
        raise ConnectionError("postgres://someone:secret@db.internal/ does not answer")

    monkeypatch.setattr(connections["default"], "cursor", fail)


def test_a_process_lives_without_a_database(client, without_database):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"live": True})


def test_all_is_ready(db, client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, READY)


def test_without_a_database_it_is_not_ready(client, without_database):
    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == READY | {"ready": False, "database": False, "migrations": False}


def test_what_failed_is_told_to_the_log_alone(client, without_database, caplog):
    answer = client.get("/readyz")

    assert "secret" not in answer.content.decode()
    assert "Not ready: database" in caplog.text


def test_without_its_cache_it_is_not_ready(db, client, settings):
    settings.CACHES = settings.CACHES | {
        "counts": settings.REDIS | {"LOCATION": "redis://127.0.0.1:1/0"}
    }

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == READY | {"ready": False, "cache": False}


def test_with_a_migration_missing_it_is_not_ready(db, client, monkeypatch):
    plan = [("polls.0002_something_new", False)]
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *arguments: plan)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == READY | {"ready": False, "migrations": False}


def test_migrations_that_are_there_are_not_looked_for_again(db, client, django_assert_num_queries):
    client.get("/readyz")

    # That the database answers.
    with django_assert_num_queries(1):
        client.get("/readyz")


@both
def test_no_host_and_no_tls_is_asked_for(db, client, settings, path):
    settings.ALLOWED_HOSTS = ["www.example.org"]
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(path, headers={"Host": "10.0.0.7:8000"}).status_code == 200


@both
def test_no_cache_keeps_what_it_says(db, client, path):
    assert "no-store" in client.get(path).headers["Cache-Control"]


@both
def test_nothing_can_be_sent_to_it(db, client, path):
    assert client.post(path).status_code == 405


@both
def test_a_question_asked_every_second_is_not_logged(db, client, caplog, path):
    client.get(path)

    assert caplog.text == ""


@pytest.mark.once
def test_a_database_that_is_down_is_told_in_time(run):
    down = {"DATABASE_URL": "postgres://postgres@127.0.0.1:1/none", "DATABASE_TIMEOUT": "1"}

    said, _ = run("-c", ASK, SECRET_KEY=KEY, LOG_LEVEL="CRITICAL", timeout=20, **down)

    assert '503 {"ready": false, "database": false' in said
