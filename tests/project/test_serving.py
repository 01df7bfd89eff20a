"""The server of production, and static files as it serves them."""

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

pytestmark = pytest.mark.once
READ = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
POST = (
    b"POST /api/v3/polls/voters/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of static files, collected; what the command said is in `said`."""
    folder = tmp_path_factory.mktemp("production")
    site = ProductionSite(VAR_DIR=str(folder))
    (folder / "said").write_text(site.manage("collectstatic", "--no-input", "-v0"))
    return folder


@pytest.fixture
def site(folder):
    # A database that is not there: nothing here needs one.
    nowhere = "postgres://postgres@127.0.0.1:1/none"
    return ProductionSite(VAR_DIR=str(folder), DATABASE_URL=nowhere, DATABASE_TIMEOUT="1")


@pytest.fixture
def server(site):
    server, _ = site.start()
    yield server
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    server.stdout.close()


def fetch(address, **headers):
    return urllib.request.urlopen(urllib.request.Request(address, headers=headers))


def fingerprinted(folder, pattern):
    """Return the path under static/ of the file that a manifest names for another."""
    manifest = json.loads((folder / "static" / "staticfiles.json").read_text())
    return manifest["paths"][pattern]


def test_static_files_are_collected_in_silence(folder):
    assert (folder / "said").read_text() == ""


def test_a_style_is_collected_with_its_fingerprint_and_compressed(folder):
    names = {path.name.partition(".")[2][13:] for path in folder.glob("static/css/article.*.css*")}

    assert names == {"css", "css.br", "css.gz"}


def test_styles_come_compressed_as_the_reader_can_read_them(site, folder, server):
    path = fingerprinted(folder, "css/article.css")
    plain = (folder / "static" / path).read_bytes()

    for accepted, encoding in {"gzip, deflate, br": "br", "gzip": "gzip", "identity": None}.items():
        with fetch(f"{site.url}/static/{path}", **{"Accept-Encoding": accepted}) as answer:
            body = answer.read()
            assert answer.headers["Content-Encoding"] == encoding
            assert answer.headers["Vary"] == "Accept-Encoding"
            assert READ[encoding](body) == plain
            assert encoding is None or len(body) < len(plain) / 2


def test_what_has_a_fingerprint_never_changes(site, folder, server):
    path = fingerprinted(folder, "fonts/newsreader.woff2")

    with fetch(f"{site.url}/static/{path}") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert "max-age=315360000" in answer.headers["Cache-Control"]


def test_a_request_in_flight_is_answered_before_the_server_stops(site, server):
    with socket.create_connection(("127.0.0.1", site.port), timeout=30) as client:
        client.sendall(POST)
        # The server has begun to read the body: the request is in its hands.
        assert client.recv(1000).startswith(b"HTTP/1.1 100 ")
        server.send_signal(signal.SIGTERM)
        while "Shutting down" not in (line := server.stdout.readline()):
            assert line
        client.sendall(b"{}")
        answer = HTTPResponse(client)
        answer.begin()
        body = json.loads(answer.read())

    assert answer.status == 201
    assert "voter" in body
    assert server.wait(timeout=30) == 0


def test_a_process_that_has_no_database_still_lives(site, server):
    with fetch(f"{site.url}/healthz") as answer:
        assert answer.status == 200
