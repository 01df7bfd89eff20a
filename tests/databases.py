"""Test databases: the first of a run is migrated, and all others are copies of it."""

import os
import shutil
import sqlite3
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tests.shared import PRODUCTION, build_once, get_environment, get_run_folder, run_command

POSTGRES = urlsplit(os.environ.get("DATABASE_URL", ""))
ON_POSTGRES = POSTGRES.scheme.startswith("postgres")
SQLITE_FILE = "rostrum.sqlite3"


@contextmanager
def use_test_database():
    """Connect Django to a new, migrated database: in memory, or on the PostgreSQL server."""
    if not ON_POSTGRES:
        connect("file:rostrum?mode=memory&cache=shared")
        load_template()
        yield
        return
    with copy_database(settings.VAR_DIR) as url:
        connect(urlsplit(url).path[1:])
        yield
        connection.close()
        connection.close_pool()


def connect(name):
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()


@contextmanager
def copy_database(folder):
    """Yield the URL of a new, migrated database, which is dropped afterwards."""
    template = get_template()
    if not ON_POSTGRES:
        shutil.copy(template / SQLITE_FILE, folder / SQLITE_FILE)
        yield f"sqlite:///{folder / SQLITE_FILE}"
        return
    name = get_database_name(f"{os.getpid()}_{folder.name}")
    execute_on_server(f"CREATE DATABASE {name} TEMPLATE {get_database_name('template')}")
    yield get_database_url(name)
    execute_on_server(f"DROP DATABASE {name} WITH (FORCE)")


def get_template():
    """Return the folder of the migrated SQLite file, which is empty on PostgreSQL."""
    return build_once("template", build_template)


def build_template(folder):
    url = f"sqlite:///{folder / SQLITE_FILE}"
    if ON_POSTGRES:
        execute_on_server(f"CREATE DATABASE {get_database_name('template')}")
        url = get_database_url(get_database_name("template"))
    environment = get_environment(**PRODUCTION, DATABASE_URL=url, VAR_DIR=str(folder))
    run_command("migrate", "--skip-checks", "-v0", environment=environment)


def drop_template():
    if ON_POSTGRES:
        name = get_database_name("template")
        execute_on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


# The database in memory


def load_template():
    load_database(get_template() / SQLITE_FILE)


def load_database(path):
    """Replace the content of the database in memory with that of an SQLite file."""
    with sqlite3.connect(path) as source:
        source.backup(connection.connection)
    source.close()
    ContentType.objects.clear_cache()


def save_database(path):
    """Write the database in memory to an SQLite file."""
    with sqlite3.connect(path) as target:
        connection.connection.backup(target)
    target.close()


# The PostgreSQL server


def get_database_name(suffix):
    """Return a database name that no other test run uses."""
    return f"{get_run_folder().name}_{suffix}".replace("-", "_").lower()


def get_database_url(name):
    return POSTGRES._replace(path=f"/{name}").geturl()


def execute_on_server(statement):
    with psycopg.connect(get_database_url("postgres"), autocommit=True) as server:
        server.execute(statement)
