"""What holds for every address under /api/."""

import json
from http import HTTPStatus

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from project.headless import throttling
from project.headless.api import api
from project.headless.preview.links import make_link
from tests.factories import ArticlePageFactory, AudienceFactory, PollFactory

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
DOCUMENT = api.get_openapi_schema(path_prefix="/api/v3/")
REGISTRY = Registry().with_resource(
    "urn:api", Resource.from_contents(DOCUMENT, default_specification=DRAFT202012)
)
READS = {
    path: operations["get"] for path, operations in DOCUMENT["paths"].items() if "get" in operations
}
PUBLIC = [path for path, get in READS.items() if {} in get["security"]]
VERSION_2 = [f"/api/v2/{name}/" for name in ("pages", "images", "documents", "redirects")]
ADDRESSES = [*PUBLIC, *VERSION_2]


@pytest.fixture
def content(author, admin_user):
    """Something of which each address has one."""
    article = ArticlePageFactory(parent=author, by=[author])
    AudienceFactory(slug="a-poll")
    link = make_link(user=admin_user, previewed=article, audience="", seconds=60)
    return {
        "page_id": article.pk,
        # Of the poll and of the audience.
        "slug": PollFactory(slug="a-poll", visibility="always").slug,
        "token": link.token,
    }


def ask(client, path, content, method="get", **query):
    if path.endswith("/resolve/"):
        query = {"path": "/blogs/", **query}
    if path.endswith("/preview/"):
        query = {"token": content["token"], **query}
    return getattr(client, method)(path.format(**content), query)


def refused(answer, status):
    """Whether an answer is a problem of a status."""
    body = json.loads(answer.content)
    return (answer.status_code, answer.headers["Content-Type"], body["status"]) == (
        status,
        PROBLEM,
        status,
    )


@pytest.mark.parametrize("path", PUBLIC)
def test_answers_are_as_described(client, content, path):
    answer = ask(client, path, content)
    place = path.replace("/", "~1")
    schema = {"$ref": f"urn:api#/paths/{place}/get/responses/200/content/application~1json/schema"}

    assert answer.status_code == 200
    assert not list(Draft202012Validator(schema, registry=REGISTRY).iter_errors(answer.json()))


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_unknown_parameter_is_refused_by_name(client, content, path):
    answer = ask(client, path, content, nonsense="1")

    assert answer.status_code in (400, 422)
    assert "nonsense" in answer.json()["detail"]


@pytest.mark.parametrize("path", [path for path in ADDRESSES if "{" not in path])
def test_a_parameter_given_twice_is_refused_by_name(client, content, path):
    name = "path" if path.endswith("/resolve/") else "limit"
    name = "rich_text_format" if path.endswith("/site/") else name
    answer = client.get(f"{path}?{name}=/&{name}=/")

    assert answer.status_code in (400, 422)
    assert name in answer.json()["detail"]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_nul_is_refused_by_name(client, content, path):
    answer = ask(client, path, content, search="a\0b")

    assert refused(answer, 400)
    assert "search" in answer.json()["detail"]


@pytest.mark.parametrize("path", [path for path in ADDRESSES if "{" not in path])
@pytest.mark.parametrize("number", ["9" * 30, "-1", "1e9", "x", "", "２"])
def test_a_number_that_is_none_is_refused(client, content, path, number):
    answer = ask(client, path, content, offset=number)

    assert answer.status_code in (400, 422)


@pytest.mark.parametrize("path", ADDRESSES)
def test_head_is_get_without_a_body(client, content, path):
    answer, got = ask(client, path, content, "head"), ask(client, path, content)

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(got.content))


@pytest.mark.parametrize("path", ADDRESSES)
def test_options_tell_what_can_be_done(client, content, path):
    answer = client.options(path.format(**content))

    assert answer.status_code == 204
    assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["Allow"].split(", "))


@pytest.mark.parametrize("path", ADDRESSES)
def test_another_method_is_refused_with_those_there_are(client, content, path):
    answer = client.generic("TRACE", path.format(**content))

    assert refused(answer, 405)
    assert "GET" in answer.headers["Allow"]


@pytest.mark.parametrize(
    "path",
    [
        "/api/",
        "/api/v3/",
        "/api/v4/",
        "/api/v3/nothing",
        "/api/v3/nothing/",
        "/api/v2/",
        "/api/v3/pages/999999999999999999999999/",
        "/api/v2/pages/99999/",
        "/api/v3/polls/none/",
    ],
)
def test_where_nothing_is_a_problem_says_so(client, home, path):
    assert refused(client.get(path), 404)


def test_an_error_of_ours_is_a_problem_that_tells_nothing_of_it(client, home, monkeypatch):
    monkeypatch.setattr("articles.api.routers.load_whole_cards", lambda pages: 1 / 0)
    client.raise_request_exception = False
    answer = client.get("/api/v3/authors/")

    assert refused(answer, 500)
    assert "division" not in answer.content.decode()


def test_an_address_without_its_slash_leads_to_the_whole_one(client, home):
    answer = client.get("/api/v3/articles?limit=1")

    assert (answer.status_code, answer.headers["Location"]) == (308, "/api/v3/articles/?limit=1")


def test_a_method_is_kept_on_the_way_to_the_slash(client, home):
    assert client.post("/api/v3/polls/voters").status_code == HTTPStatus.PERMANENT_REDIRECT


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"options": ', '{"options": "x"}', "9" * 5000]
)
def test_a_body_that_is_none_is_refused(client, content, body):
    answer = client.post("/api/v3/polls/a-poll/ballots/", body, content_type="application/json")

    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"] == PROBLEM


@pytest.mark.parametrize("text", [r"\u0000", r"\ud800"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
def test_characters_that_are_none_are_refused(client, content, text, kind):
    body = f'{{"options": [1], "code": "{text}"}}'
    answer = client.post("/api/v3/polls/a-poll/ballots/", body, content_type=kind)

    assert refused(answer, 400)


def test_a_backslash_before_a_word_is_no_nul(client, content):
    body = r'{"options": [1], "code": "C:\\u0000"}'
    answer = client.post("/api/v3/polls/a-poll/ballots/", body, content_type="application/json")

    assert answer.status_code != HTTPStatus.BAD_REQUEST


# Other origins


@pytest.fixture
def front(settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    return {"Origin": "https://front.example"}


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_allowed_origin_may_read(client, content, front, path):
    query = {"path": "/blogs/"} if path.endswith("/resolve/") else {}
    answer = client.get(path.format(**content), query, headers=front)

    assert answer.headers["Access-Control-Allow-Origin"] == "https://front.example"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_an_allowed_origin_reads_why_it_was_refused(client, home, front):
    answer = client.get("/api/v3/nothing/", headers=front)

    assert answer.headers["Access-Control-Allow-Origin"] == "https://front.example"


def test_another_origin_may_not(client, home, front):
    answer = client.get("/api/v3/articles/", headers={"Origin": "https://elsewhere.example"})

    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_allowed_origin_may_send_a_ballot(client, content, front):
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, poll-voter",
    }
    answer = client.options("/api/v3/polls/a-poll/ballots/", headers={**front, **asked})

    assert "POST" in answer.headers["Access-Control-Allow-Methods"]
    assert "poll-voter" in answer.headers["Access-Control-Allow-Headers"]


# Rates


@pytest.fixture
def two_a_minute(settings):
    settings.API_RATE_LIMIT = "2/minute"
    throttling.limiter.cache_clear()
    throttling.limiter().storage.reset()
    yield
    throttling.limiter().storage.reset()


def test_an_answer_that_caches_keep_says_the_limit_alone(client, home, two_a_minute):
    answer = client.get("/api/v3/topics/")

    assert answer.headers["RateLimit-Limit"] == "2"
    assert "RateLimit-Remaining" not in answer.headers


def test_an_answer_to_one_client_says_how_many_requests_are_left(client, home, two_a_minute):
    answer = client.get("/api/v3/articles/1/")

    assert answer.headers["RateLimit-Limit"] == "2"
    assert answer.headers["RateLimit-Remaining"] == "1"
    assert 0 < int(answer.headers["RateLimit-Reset"]) <= 60


def test_past_the_limit_a_problem_says_when_to_try_again(client, home, two_a_minute):
    answers = [client.get("/api/v3/topics/") for _ in range(3)]

    assert refused(answers[-1], 429)
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_each_network_has_a_limit_of_its_own(client, home, two_a_minute):
    for _ in range(3):
        client.get("/api/v3/topics/")

    assert client.get("/api/v3/topics/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_pages_of_the_site_are_not_counted(client, home, two_a_minute):
    assert all("RateLimit-Limit" not in client.get("/").headers for _ in range(3))


def test_there_may_be_no_limit(client, home, settings):
    settings.API_RATE_LIMIT = ""

    assert "RateLimit-Limit" not in client.get("/api/v3/topics/").headers


def test_limits_that_cannot_be_counted_refuse_nobody(client, home, settings, monkeypatch):
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(throttling, "limiter", throttling.limiter.__wrapped__)

    assert client.get("/api/v3/topics/").status_code == 200
