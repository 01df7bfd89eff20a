"""Kept answers with Redis and PostgreSQL of their own, and once these are stopped."""

import os
import shutil
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.delivery.conftest import make_site
from tests.delivery.test_kept_answers import ADA, BEN, RESOLVE, ballot, warm
from tests.production_site import ON_POSTGRES, free_port, until, wait_for_port

pytestmark = pytest.mark.redis


@contextmanager
def redis(port):
    """Run a Redis at a port, and yield its process."""
    program = shutil.which("redis-server")
    server = subprocess.Popen(
        [program, "--bind", "127.0.0.1", "--port", str(port), "--save", ""],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        wait_for_port(server, port)
        yield server
    finally:
        server.kill()
        server.wait()
        server.stdout.close()


@pytest.fixture(scope="module")
def site(database, place):
    """Two processes that keep their answers in a Redis, at `site.redis_port`."""
    port = free_port()
    site = make_site(database, VAR_DIR=place, CACHE_URL=f"redis://127.0.0.1:{port}/0")
    site.redis_port = port
    return site


@pytest.fixture
def shared(site):
    """(site, process of the Redis): an empty one."""
    with redis(site.redis_port) as server:
        yield site, server


def test_many_at_once_have_an_answer_built_once(shared):
    site, _ = shared
    with site.served(), ThreadPoolExecutor(12) as readers:
        # The first answer of all makes the settings of the site, which is a change; a second later
        # each process knows of it.
        site.get("/")
        for _ in until(time.time() + 1):
            site.get("/")
        answers = list(readers.map(site.get, [ADA] * 12))

    said = Counter(heard.headers["cache-status"] for heard in answers)
    assert said == {"rostrum; fwd=miss": 1, "rostrum; hit": 11}


def test_a_new_process_has_what_others_built(shared):
    site, _ = shared
    with site.served():
        site.get(ADA)

    with site.served():
        assert site.get(ADA).is_kept


def test_what_changed_while_no_process_ran_is_built_anew(shared):
    site, _ = shared
    with site.served():
        site.get(ADA)
    site.shell(
        "from articles.models import ArticlePage\n"
        "page = ArticlePage.objects.first(); page.title = 'Meanwhile'; page.save()"
    )

    with site.served():
        assert b"Meanwhile" in site.get(ADA).body


def test_without_redis_each_process_keeps_its_own(shared):
    site, server = shared
    with site.served():
        warm(site, ADA)
        server.terminate()
        server.wait()

        warm(site, BEN)
        ballot(site, "a-poll")

        assert site.get(ADA).is_kept


# PostgreSQL


@pytest.fixture
def cluster(tmp_path_factory):
    """(address, program): a PostgreSQL of its own; `program("stop")` stops it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder, port = Path("/tmp") / f"rostrum-{os.getpid()}", free_port()  # noqa: S108
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []

    def run(name, *arguments):
        command = [*user, programs / name, *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    def control(verb):
        options = ["-o", f"-p {port} -k {folder} -c fsync=off", "-l", folder / "log", "-m", "fast"]
        run("pg_ctl", "-D", folder / "data", "-w", *options, verb)

    run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust")
    control("start")
    yield f"postgres://postgres@127.0.0.1:{port}/postgres", control
    if (folder / "data" / "postmaster.pid").exists():
        control("stop")
    shutil.rmtree(folder)


@pytest.mark.skipif(not ON_POSTGRES, reason="SQLite cannot be stopped")
def test_without_a_database_what_is_kept_is_served(cluster, place):
    address, control = cluster
    site = make_site(address, VAR_DIR=place)
    with site.served():
        warm(site, ADA, RESOLVE, "/feed/")
        kept = {path: site.get(path).body for path in (ADA, RESOLVE, "/feed/")}

        control("stop")

        stopped = time.time()
        for path, body in kept.items():
            for _ in range(12):
                heard = site.get(path)
                assert (heard.status, heard.body) == (200, body)
        assert site.get("/readyz").status == 503
        assert site.get("/healthz").status == 200
        assert time.time() - stopped < 60

        control("start")
        while site.get("/readyz").status != 200:
            pass
        assert site.get(BEN).status == 200
