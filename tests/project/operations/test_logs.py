"""The log: what it contains of requests and errors, and what it must not contain."""

import io
import json
import logging

import pytest

from polls.voting.voters import create_credential
from tests.factories import PollFactory
from tests.project.operations.test_settings import KEY

IP_ADDRESS = "192.0.2.77"
HIDDEN = "wEzfTq9x-Secret"
MALFORMED = ["", "short", "a name of two read_events\r\nSet-Cookie: a=b", "é" * 10, "x" * 129]
WARN = """
import logging
import project.wsgi
logging.getLogger("polls").warning("A warning")
"""


@pytest.fixture
def read_log():
    """Return a function that returns the log of this test, in the format of production."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.getHandlerByName("stdout").formatter)
    logging.getLogger().addHandler(handler)
    yield text.getvalue
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def read_events(read_log):
    return lambda: [json.loads(line) for line in read_log().splitlines()]


@pytest.fixture
def client_with_errors(client, monkeypatch):
    """A client for which every poll page raises an error."""

    def fail(slug):
        raise RuntimeError(f"Nothing to read at /polls/{slug}/?token={HIDDEN}")

    monkeypatch.setattr("polls.views.get_live_poll", fail)
    client.raise_request_exception = False
    return client


def test_request_is_one_event(home, client, read_events):
    client.get("/polls/", headers={"X-Request-ID": "from-the-proxy"})

    (line,) = read_events()
    assert line.pop("timestamp").endswith("Z")
    assert line.pop("milliseconds") > 0
    assert line == {
        "event": "request_finished",
        "request": "GET /polls/",
        "code": 200,
        "level": "info",
        "request_id": "from-the-proxy",
        "logger": "django_structlog.middlewares.request",
    }


@pytest.mark.parametrize("request_id", MALFORMED)
def test_malformed_request_id_is_replaced(home, client, read_events, request_id):
    client.get("/polls/", headers={"X-Request-ID": request_id})

    (line,) = read_events()
    assert len(line["request_id"]) == 32
    assert line["request_id"] != request_id


def test_other_events_have_the_request_id(home, client, read_events, monkeypatch):
    monkeypatch.setattr(
        "polls.views.get_list_page", lambda *args: logging.getLogger("polls").warning("Odd") or []
    )

    client.get("/polls/", headers={"X-Request-ID": "from-the-proxy"})

    assert read_events()[0]["event"] == "Odd"
    assert read_events()[0]["request_id"] == "from-the-proxy"


def test_uncached_response_has_the_request_id(db, client):
    response = client.post("/api/v3/polls/voters/", headers={"X-Request-ID": "from-the-proxy"})

    assert response.headers["X-Request-ID"] == "from-the-proxy"


def test_cacheable_response_has_no_request_id(home, client):
    response = client.get("/polls/")

    assert "public" in response.headers["Cache-Control"]
    assert "X-Request-ID" not in response.headers


def test_error_is_logged_once_with_its_traceback(client_with_errors, home, read_events):
    response = client_with_errors.get("/polls/any/")

    (line,) = read_events()
    assert response.headers["X-Request-ID"] == line["request_id"]
    assert (line["event"], line["level"], line["code"]) == ("request_failed", "error", 500)
    assert "in show_poll\n" in line["exception"]
    assert "RuntimeError" in line["exception"]


@pytest.mark.parametrize(
    "path",
    [
        f"/preview/?token={HIDDEN}",
        f"/api/v3/preview/?token={HIDDEN}",
        f"/polls/any/?token={HIDDEN}",
        f"/api/v3/polls/any/ballots/{HIDDEN}/",
        f"/admin/password_reset/confirm/MQ/{HIDDEN}/",
    ],
)
@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_secrets_in_urls_are_not_logged(client_with_errors, home, read_log, level, path):
    logging.getLogger().setLevel(level)
    try:
        client_with_errors.get(path)
        client_with_errors.put(path)
    finally:
        logging.getLogger().setLevel("INFO")

    assert path[:8] in read_log()
    assert HIDDEN not in read_log()


def test_voters_are_not_logged(home, client, read_log):
    poll, voter = PollFactory(), create_credential()

    response = client.post(
        f"/api/v3/polls/{poll.slug}/ballots/",
        {"options": [1], "voter": voter},
        content_type="application/json",
        REMOTE_ADDR=IP_ADDRESS,
        HTTP_X_FORWARDED_FOR=IP_ADDRESS,
    )

    assert f"POST /api/v3/polls/{poll.slug}/ballots/" in read_log()
    for secret in (IP_ADDRESS, voter, response.json()["receipt"]):
        assert secret not in read_log()


def test_production_logs_json(run_python):
    assert json.loads(run_python("-c", WARN, SECRET_KEY=KEY)[0])["event"] == "A warning"


def test_debug_logs_plain_lines(run_python):
    output, _ = run_python("-c", WARN, SECRET_KEY=KEY, DEBUG="true")

    assert "A warning" in output
    assert "{" not in output


def test_invalid_level_is_rejected_by_name(run_python):
    assert "LOG_LEVEL" in run_python("-c", WARN, SECRET_KEY=KEY, LOG_LEVEL="loud")[1]
