"""The web server of production, and the static files that it serves."""

import gzip
import json
import os
import signal
import socket
import urllib.request
from http.client import HTTPResponse

import brotli
import pytest

from tests.production_site import ProductionSite
from tests.shared import collect_static

DECOMPRESS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
POST = (
    b"POST /api/v3/polls/voters/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"
)


@pytest.fixture(scope="module")
def folder():
    """A folder with the collected static files; `collectstatic.log` has the command's output."""
    return collect_static()


@pytest.fixture
def site(folder):
    # No test here needs the database, so it does not exist.
    unreachable_database = "postgres://postgres@127.0.0.1:1/none"
    return ProductionSite(
        VAR_DIR=str(folder), DATABASE_URL=unreachable_database, DATABASE_TIMEOUT="1"
    )


@pytest.fixture
def server(site):
    server, _ = site.start()
    yield server
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    server.stdout.close()


def fetch(url, **headers):
    return urllib.request.urlopen(urllib.request.Request(url, headers=headers))


def get_hashed_path(folder, pattern):
    """Return the path of a static file with its hash, from the manifest."""
    manifest = json.loads((folder / "static" / "staticfiles.json").read_text())
    return manifest["paths"][pattern]


def test_collectstatic_prints_no_output(folder):
    assert (folder / "collectstatic.log").read_text() == ""


def test_stylesheets_are_hashed_and_compressed(folder):
    names = {path.name.partition(".")[2][13:] for path in folder.glob("static/css/article.*.css*")}

    assert names == {"css", "css.br", "css.gz"}


def test_stylesheets_have_the_encoding_that_the_client_accepts(site, folder, server):
    path = get_hashed_path(folder, "css/article.css")
    plain = (folder / "static" / path).read_bytes()

    for accepted, encoding in {"gzip, deflate, br": "br", "gzip": "gzip", "identity": None}.items():
        with fetch(f"{site.url}/static/{path}", **{"Accept-Encoding": accepted}) as response:
            body = response.read()
            assert response.headers["Content-Encoding"] == encoding
            assert response.headers["Vary"] == "Accept-Encoding"
            assert DECOMPRESS[encoding](body) == plain
            assert encoding is None or len(body) < len(plain) / 2


def test_hashed_files_are_immutable(site, folder, server):
    path = get_hashed_path(folder, "fonts/newsreader.woff2")

    with fetch(f"{site.url}/static/{path}") as response:
        assert "immutable" in response.headers["Cache-Control"]
        assert "max-age=315360000" in response.headers["Cache-Control"]


def test_running_request_is_finished_before_the_server_stops(site, server):
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as client:
        client.sendall(POST)
        # The server has started to read the body.
        assert client.recv(1000).startswith(b"HTTP/1.1 100 ")
        server.send_signal(signal.SIGTERM)
        while "Shutting down" not in (line := server.stdout.readline()):
            assert line
        client.sendall(b"{}")
        response = HTTPResponse(client)
        response.begin()
        body = json.loads(response.read())

    assert response.status == 201
    assert "voter" in body
    assert server.wait(timeout=30) == 0


def test_healthz_works_without_a_database(site, server):
    with fetch(f"{site.url}/healthz") as response:
        assert response.status == 200
