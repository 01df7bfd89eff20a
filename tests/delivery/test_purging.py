"""Caches in front are told of what has changed: by HTTP, again where it failed, and of no more."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from project.caching import purge
from project.caching.invalidation_log import announce
from project.caching.models import Change
from project.caching.purge import AFTER, Purger
from project.caching.surrogate_keys import key_of


class Cache(ThreadingHTTPServer):
    """What a cache is told, as [(method, path, headers, body)]; `status` is what it answers."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Ear)
        self.heard, self.status = [], 200
        self.url = f"http://127.0.0.1:{self.server_port}/"


class Ear(BaseHTTPRequestHandler):
    def listen(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.heard.append((self.command, self.path, self.headers, body))
        self.send_response(self.server.status)
        self.end_headers()

    do_PURGE = do_POST = listen  # noqa: N815 (the library's names)

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
    """What the purger takes for the time, in seconds: a list of one number."""
    now = [0.0]
    monkeypatch.setattr(purge.time, "monotonic", lambda: now[0])
    return now


def keys(heard):
    return {key for _, _, headers, _ in heard for key in headers["Surrogate-Key"].split()}


@pytest.mark.django_db
class TestOfAChange:
    def test_nothing_is_said_before_every_process_knows(self, cache, clock):
        announce(("page", 12))

        Purger().purge_what_changed()

        assert cache.heard == []

    def test_a_cache_is_told_twice(self, cache, clock):
        announce(("page", 12))
        purger = Purger()
        for seconds in (0, AFTER[0], AFTER[1], 60):
            clock[0] = seconds
            purger.purge_what_changed()

        assert len(cache.heard) == len(AFTER)
        assert key_of("page", 12) in keys(cache.heard[:1])

    def test_another_process_says_it_no_more(self, cache, clock):
        announce(("page", 12))
        purgers = Purger(), Purger()
        for purger in purgers:
            purger.purge_what_changed()
        clock[0] += AFTER[0]
        for purger in purgers:
            purger.purge_what_changed()

        assert len(cache.heard) == 1

    def test_what_a_cache_did_not_take_is_said_again(self, cache, clock):
        announce(("page", 12))
        purger = Purger()
        cache.status = 503
        purger.purge_what_changed()
        clock[0] += AFTER[0]
        purger.purge_what_changed()
        assert Change.objects.filter(purges=0).exists()

        cache.status = 200
        clock[0] += purge.AGAIN + 1
        purger.purge_what_changed()

        assert not Change.objects.filter(purges=0).exists()

    def test_one_that_is_down_keeps_nothing_from_another(self, cache, clock, settings):
        settings.PURGE_URLS = ["http://no..name/", "http://127.0.0.1:1/", cache.url]
        announce(("page", 12))
        purger = Purger()
        purger.purge_what_changed()
        clock[0] += AFTER[0]
        purger.purge_what_changed()

        assert key_of("page", 12) in keys(cache.heard)

    def test_without_a_cache_nothing_is_looked_for(self, settings, django_assert_num_queries):
        settings.PURGE_URLS = []
        with django_assert_num_queries(0):
            Purger().purge_what_changed()


def test_many_keys_come_in_several_requests(cache):
    purge.purge_keys([key_of("page", number) for number in range(100)])

    assert len(keys(cache.heard)) == 100
    assert all(len(headers["Surrogate-Key"]) < 1000 for _, _, headers, _ in cache.heard)


def test_fastly_is_told_in_its_own_way(cache, settings):
    settings.PURGE_METHOD, settings.PURGE_HEADERS = "POST", {"Fastly-Key": "secret"}

    purge.purge_keys(["menu"])

    method, _, headers, _ = cache.heard[0]
    assert (method, headers["Fastly-Key"], headers["Surrogate-Key"]) == ("POST", "secret", "menu")


def test_cloudflare_is_told_in_its_own_way(cache, settings, monkeypatch):
    settings.PURGE_URLS = []
    settings.CLOUDFLARE_ZONE, settings.CLOUDFLARE_TOKEN = "a-zone", "a-token"
    monkeypatch.setattr(purge, "CLOUDFLARE", cache.url + "zones/{}/purge_cache")

    purge.purge_keys(["menu", "site"])

    method, path, headers, body = cache.heard[0]
    assert (method, path) == ("POST", "/zones/a-zone/purge_cache")
    assert headers["Authorization"] == "Bearer a-token"
    assert json.loads(body) == {"tags": ["menu", "site"]}
