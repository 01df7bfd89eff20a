"""What is written down of requests and errors, and what must not be."""

import io
import json
import logging

import pytest

from polls.voting.voters import make_credential
from tests.factories import PollFactory
from tests.project.test_settings import KEY

ADDRESS = "192.0.2.77"
HIDDEN = "wEzfTq9x-Secret"
MALFORMED = ["", "short", "a name of two lines\r\nSet-Cookie: a=b", "é" * 10, "x" * 129]
WARN = """
import logging
import project.wsgi
logging.getLogger("polls").warning("A warning")
"""


@pytest.fixture
def written():
    """Return the text of the log since the test began, in the form that production has."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.getHandlerByName("stdout").formatter)
    logging.getLogger().addHandler(handler)
    yield text.getvalue
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def lines(written):
    return lambda: [json.loads(line) for line in written().splitlines()]


@pytest.fixture
def failing(client, monkeypatch):
    """A client for whom every poll's page fails."""

    def fail(slug):
        raise RuntimeError(f"Nothing to read at /polls/{slug}/?token={HIDDEN}")

    monkeypatch.setattr("polls.views.get_poll", fail)
    client.raise_request_exception = False
    return client


def test_a_request_is_one_line(home, client, lines):
    client.get("/polls/", headers={"X-Request-ID": "from-the-proxy"})

    (line,) = lines()
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


@pytest.mark.parametrize("given", MALFORMED)
def test_a_name_unfit_for_a_log_is_replaced(home, client, lines, given):
    client.get("/polls/", headers={"X-Request-ID": given})

    (line,) = lines()
    assert len(line["request_id"]) == 32
    assert line["request_id"] != given


def test_a_line_of_anything_else_names_its_request(home, client, lines, monkeypatch):
    monkeypatch.setattr(
        "polls.views.page_of", lambda *args: logging.getLogger("polls").warning("Odd") or []
    )

    client.get("/polls/", headers={"X-Request-ID": "from-the-proxy"})

    assert lines()[0]["event"] == "Odd"
    assert lines()[0]["request_id"] == "from-the-proxy"


def test_an_answer_for_one_reader_names_its_request(db, client):
    answer = client.post("/api/v3/polls/voters/", headers={"X-Request-ID": "from-the-proxy"})

    assert answer.headers["X-Request-ID"] == "from-the-proxy"


def test_an_answer_that_caches_keep_names_none(home, client):
    answer = client.get("/polls/")

    assert "public" in answer.headers["Cache-Control"]
    assert "X-Request-ID" not in answer.headers


def test_an_error_is_written_once_with_its_traceback(failing, home, lines):
    answer = failing.get("/polls/any/")

    (line,) = lines()
    assert answer.headers["X-Request-ID"] == line["request_id"]
    assert (line["event"], line["level"], line["code"]) == ("request_failed", "error", 500)
    assert "in poll_page\n" in line["exception"]
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
def test_no_secret_of_an_address_is_written(failing, home, written, level, path):
    logging.getLogger().setLevel(level)
    try:
        failing.get(path)
        failing.put(path)
    finally:
        logging.getLogger().setLevel("INFO")

    assert path[:8] in written()
    assert HIDDEN not in written()


def test_who_votes_is_not_written(home, client, written):
    poll, voter = PollFactory(), make_credential()

    answer = client.post(
        f"/api/v3/polls/{poll.slug}/ballots/",
        {"options": [1], "voter": voter},
        content_type="application/json",
        REMOTE_ADDR=ADDRESS,
        HTTP_X_FORWARDED_FOR=ADDRESS,
    )

    assert f"POST /api/v3/polls/{poll.slug}/ballots/" in written()
    for secret in (ADDRESS, voter, answer.json()["receipt"]):
        assert secret not in written()


def test_production_writes_json(run):
    assert json.loads(run("-c", WARN, SECRET_KEY=KEY)[0])["event"] == "A warning"


def test_with_debug_people_can_read_it(run):
    said, _ = run("-c", WARN, SECRET_KEY=KEY, DEBUG="true")

    assert "A warning" in said
    assert "{" not in said


def test_a_level_that_is_none_is_refused_by_name(run):
    assert "LOG_LEVEL" in run("-c", WARN, SECRET_KEY=KEY, LOG_LEVEL="loud")[1]
