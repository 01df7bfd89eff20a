"""The health checks `/healthz` and `/readyz`."""

import pytest
from django.db import connections

from project import health
from tests.project.operations.test_settings import KEY

READY = {"ready": True, "database": True, "cache": True, "migrations": True}
with_both_paths = pytest.mark.parametrize("path", ["/healthz", "/readyz"])
REQUEST_READYZ = """
import project.wsgi
from django.test import Client
response = Client().get("/readyz", headers={"Host": "10.0.0.7"})
print(response.status_code, response.content.decode())
"""


@pytest.fixture(autouse=True)
def new_process():
    """Clear what this process has cached."""
    health.check_migrations.cache_clear()


@pytest.fixture
def without_database(monkeypatch):
    def fail():
        raise ConnectionError("postgres://someone:secret@db.internal/ does not response")

    monkeypatch.setattr(connections["default"], "cursor", fail)


def test_healthz_works_without_a_database(client, without_database):
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"live": True})


def test_readyz_responds_200(db, client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, READY)


def test_readyz_reports_a_missing_database(client, without_database):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == READY | {"ready": False, "database": False, "migrations": False}


def test_only_the_log_has_the_error(client, without_database, caplog):
    response = client.get("/readyz")

    assert "secret" not in response.content.decode()
    assert "Not ready: database" in caplog.text


def test_readyz_reports_a_missing_cache(db, client, settings):
    settings.CACHES = settings.CACHES | {
        "rate_limits": settings.REDIS_CACHE | {"LOCATION": "redis://127.0.0.1:1/0"}
    }

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == READY | {"ready": False, "cache": False}


def test_readyz_reports_a_missing_migration(db, client, monkeypatch):
    plan = [("polls.0002_something_new", False)]
    monkeypatch.setattr(health.MigrationExecutor, "migration_plan", lambda *arguments: plan)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == READY | {"ready": False, "migrations": False}


def test_migrations_are_checked_only_until_they_are_applied(db, client, django_assert_num_queries):
    client.get("/readyz")

    # SELECT 1.
    with django_assert_num_queries(1):
        client.get("/readyz")


@with_both_paths
def test_any_host_works_without_tls(db, client, settings, path):
    settings.ALLOWED_HOSTS = ["www.example.org"]
    settings.SECURE_SSL_REDIRECT = True

    assert client.get(path, headers={"Host": "10.0.0.7:8000"}).status_code == 200


@with_both_paths
def test_responses_are_not_cached(db, client, path):
    assert "no-store" in client.get(path).headers["Cache-Control"]


@with_both_paths
def test_post_is_not_allowed(db, client, path):
    assert client.post(path).status_code == 405


@with_both_paths
def test_requests_are_not_logged(db, client, caplog, path):
    client.get(path)

    assert caplog.text == ""


@pytest.mark.any_database
def test_unreachable_database_is_reported_in_time(run_python):
    down = {"DATABASE_URL": "postgres://postgres@127.0.0.1:1/none", "DATABASE_TIMEOUT": "1"}

    output, _ = run_python(
        "-c", REQUEST_READYZ, SECRET_KEY=KEY, LOG_LEVEL="CRITICAL", timeout=20, **down
    )

    assert '503 {"ready": false, "database": false' in output
