"""The response cache with Redis and PostgreSQL, and after either of them has stopped."""

import os
import shutil
import subprocess
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.databases import ON_POSTGRES
from tests.production_site import ProductionSite, get_free_port, repeat_until, wait_for_port
from tests.project.caching.conftest import make_site
from tests.project.caching.test_response_cache import ADA, BEN, RESOLVE, cast_ballot, warm

pytestmark = pytest.mark.redis


@contextmanager
def redis(port):
    """Run a Redis server at a port, and yield its process."""
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
def site(database, static_dir):
    """Two processes that share a Redis cache, at `site.redis_port`."""
    port = get_free_port()
    site = make_site(database, VAR_DIR=static_dir, CACHE_URL=f"redis://127.0.0.1:{port}/0")
    site.redis_port = port
    return site


@pytest.fixture
def shared(site):
    """(site, process of an empty Redis server)."""
    with redis(site.redis_port) as server:
        yield site, server


def test_concurrent_requests_build_a_response_once(shared):
    site, _ = shared
    with site.running(), ThreadPoolExecutor(12) as readers:
        # The first response creates the settings of the site, which invalidates it; a second
        # later each process has applied that.
        site.get("/")
        for _ in repeat_until(time.time() + 1):
            site.get("/")
        responses = list(readers.map(site.get, [ADA] * 12))

    statuses = Counter(response.headers["cache-status"] for response in responses)
    assert statuses == {"rostrum; fwd=miss": 1, "rostrum; hit": 11}


def test_new_process_uses_shared_responses(shared):
    site, _ = shared
    with site.running():
        site.get(ADA)

    with site.running():
        assert site.get(ADA).is_cache_hit


def test_change_made_while_no_process_ran_is_served(shared):
    site, _ = shared
    with site.running():
        site.get(ADA)
    site.run_code(
        "from articles.models import ArticlePage\n"
        "page = ArticlePage.objects.first(); page.title = 'Meanwhile'; page.save()"
    )

    with site.running():
        assert b"Meanwhile" in site.get(ADA).body


def test_each_process_caches_its_own_responses_without_redis(shared):
    site, server = shared
    with site.running():
        warm(site, ADA)
        server.terminate()
        server.wait()

        warm(site, BEN)
        cast_ballot(site, "a-poll")

        assert site.get(ADA).is_cache_hit


# PostgreSQL


@pytest.fixture
def cluster(tmp_path_factory):
    """(database URL, control): a PostgreSQL cluster; `control("stop")` stops it."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder, port = Path("/tmp") / f"rostrum-{os.getpid()}", get_free_port()  # noqa: S108
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
def test_cached_responses_are_served_without_a_database(cluster, static_dir):
    database_url, control = cluster
    new_site = ProductionSite(DATABASE_URL=database_url, VAR_DIR=static_dir)
    new_site.run_command("migrate", "--skip-checks", "-v0")
    site = make_site(database_url, VAR_DIR=static_dir)
    with site.running():
        warm(site, ADA, RESOLVE, "/feed/")
        cached = {path: site.get(path).body for path in (ADA, RESOLVE, "/feed/")}

        control("stop")

        stopped = time.time()
        for path, body in cached.items():
            for _ in range(12):
                response = site.get(path)
                assert (response.status, response.body) == (200, body)
        assert site.get("/readyz").status == 503
        assert site.get("/healthz").status == 200
        assert time.time() - stopped < 60

        control("start")
        while site.get("/readyz").status != 200:
            pass
        assert site.get(BEN).status == 200
