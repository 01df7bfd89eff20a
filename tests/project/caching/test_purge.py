"""Purging of caches in front of the site: over HTTP, retried after a failure."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from project.caching import purge
from project.caching.invalidation import invalidate
from project.caching.models import Invalidation
from project.caching.purge import PURGE_DELAYS, PurgeQueue
from project.caching.surrogate_keys import get_surrogate_key


class Cache(ThreadingHTTPServer):
    """Records the requests that it gets, as [(method, path, headers, body)]; responds `status`."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), RequestRecorder)
        self.requests, self.status = [], 200
        self.url = f"http://127.0.0.1:{self.server_port}/"


class RequestRecorder(BaseHTTPRequestHandler):
    def record(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.requests.append((self.command, self.path, self.headers, body))
        self.send_response(self.server.status)
        self.end_headers()

    do_PURGE = do_POST = record  # noqa: N815 (the library's names)

    def log_message(self, *args):
        pass


@pytest.fixture
def cache(settings):
    with Cache() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.PURGE_URLS = [server.url]
        yield server
        server.shutdown()


@pytest.fixture
def clock(monkeypatch):
    """The monotonic clock of the module, in seconds: a list of one number."""
    now = [0.0]
    monkeypatch.setattr(purge.time, "monotonic", lambda: now[0])
    return now


def keys(requests):
    return {key for _, _, headers, _ in requests for key in headers["Surrogate-Key"].split()}


@pytest.mark.django_db
class TestPurgeQueue:
    def test_purge_waits_until_every_process_has_refreshed(self, cache, clock):
        invalidate(("page", 12))

        PurgeQueue().purge_invalidated()

        assert cache.requests == []

    def test_cache_is_purged_twice(self, cache, clock):
        invalidate(("page", 12))
        queue = PurgeQueue()
        for seconds in (0, PURGE_DELAYS[0], PURGE_DELAYS[1], 60):
            clock[0] = seconds
            queue.purge_invalidated()

        assert len(cache.requests) == len(PURGE_DELAYS)
        assert get_surrogate_key("page", 12) in keys(cache.requests[:1])

    def test_only_one_process_purges(self, cache, clock):
        invalidate(("page", 12))
        queues = PurgeQueue(), PurgeQueue()
        for queue in queues:
            queue.purge_invalidated()
        clock[0] += PURGE_DELAYS[0]
        for queue in queues:
            queue.purge_invalidated()

        assert len(cache.requests) == 1

    def test_failed_purge_is_retried(self, cache, clock):
        invalidate(("page", 12))
        queue = PurgeQueue()
        cache.status = 503
        queue.purge_invalidated()
        clock[0] += PURGE_DELAYS[0]
        queue.purge_invalidated()
        assert Invalidation.objects.filter(purge_count=0).exists()

        cache.status = 200
        clock[0] += purge.RETRY_SECONDS + 1
        queue.purge_invalidated()

        assert not Invalidation.objects.filter(purge_count=0).exists()

    def test_failing_cache_does_not_block_others(self, cache, clock, settings):
        settings.PURGE_URLS = ["http://no..name/", "http://127.0.0.1:1/", cache.url]
        invalidate(("page", 12))
        queue = PurgeQueue()
        queue.purge_invalidated()
        clock[0] += PURGE_DELAYS[0]
        queue.purge_invalidated()

        assert get_surrogate_key("page", 12) in keys(cache.requests)

    def test_no_query_without_a_purge_backend(self, settings, django_assert_num_queries):
        settings.PURGE_URLS = []
        with django_assert_num_queries(0):
            PurgeQueue().purge_invalidated()


def test_many_keys_are_sent_in_batches(cache):
    purge.purge_keys([get_surrogate_key("page", number) for number in range(100)])

    assert len(keys(cache.requests)) == 100
    assert all(len(headers["Surrogate-Key"]) < 1000 for _, _, headers, _ in cache.requests)


def test_fastly_is_purged_by_post_with_its_key(cache, settings):
    settings.PURGE_METHOD, settings.PURGE_HEADERS = "POST", {"Fastly-Key": "secret"}

    purge.purge_keys(["menu"])

    method, _, headers, _ = cache.requests[0]
    assert (method, headers["Fastly-Key"], headers["Surrogate-Key"]) == ("POST", "secret", "menu")


def test_cloudflare_is_purged_by_its_api(cache, settings, monkeypatch):
    settings.PURGE_URLS = []
    settings.CLOUDFLARE_ZONE, settings.CLOUDFLARE_TOKEN = "a-zone", "a-token"
    monkeypatch.setattr(purge, "CLOUDFLARE", cache.url + "zones/{}/purge_cache")

    purge.purge_keys(["menu", "site"])

    method, path, headers, body = cache.requests[0]
    assert (method, path) == ("POST", "/zones/a-zone/purge_cache")
    assert headers["Authorization"] == "Bearer a-token"
    assert json.loads(body) == {"tags": ["menu", "site"]}
