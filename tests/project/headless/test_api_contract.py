"""Rules for every URL under /api/."""

import json
from http import HTTPStatus

import pytest
from django.contrib.auth import get_user_model
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from articles.models import ArticleIndexPage
from home.models import HomePage
from project.headless import throttling
from project.headless.preview.links import create_link
from project.headless.v3.api import api
from tests.factories import ArticlePageFactory, AudienceFactory, AuthorPageFactory, PollFactory

pytestmark = pytest.mark.django_db
PROBLEM_CONTENT_TYPE = "application/problem+json"
DOCUMENT = api.get_openapi_schema(path_prefix="/api/v3/")
REGISTRY = Registry().with_resource(
    "urn:api", Resource.from_contents(DOCUMENT, default_specification=DRAFT202012)
)
GET_OPERATIONS = {
    path: operations["get"] for path, operations in DOCUMENT["paths"].items() if "get" in operations
}
PUBLIC_PATHS = [path for path, get in GET_OPERATIONS.items() if {} in get["security"]]
V2_PATHS = [f"/api/v2/{name}/" for name in ("pages", "images", "documents", "redirects")]
URL_PATHS = [*PUBLIC_PATHS, *V2_PATHS]


@pytest.fixture(scope="module")
def content(module_transaction):
    """An object for each path parameter, and a preview link, which the tests only read."""
    blogs = HomePage.objects.get().add_child(instance=ArticleIndexPage(title="Blogs", slug="blogs"))
    author = AuthorPageFactory(parent=blogs)
    article = ArticlePageFactory(parent=author, authors=[author])
    AudienceFactory(slug="a-poll")
    user = get_user_model().objects.create_superuser("admin")
    link = create_link(user=user, instance=article, audience="", seconds=60)
    return {
        "page_id": article.pk,
        # The slug of both the poll and the audience.
        "slug": PollFactory(slug="a-poll", visibility="always").slug,
        "token": link.token,
    }


def send_request(client, path, content, method="get", **query):
    if path.endswith("/resolve/"):
        query = {"path": "/blogs/", **query}
    if path.endswith("/preview/"):
        query = {"token": content["token"], **query}
    return getattr(client, method)(path.format(**content), query)


def is_problem(response, status):
    """Whether a response is a problem with this status."""
    body = json.loads(response.content)
    actual = (response.status_code, response.headers["Content-Type"], body["status"])
    return actual == (status, PROBLEM_CONTENT_TYPE, status)


@pytest.mark.parametrize("path", PUBLIC_PATHS)
def test_response_matches_schema(client, content, path):
    response = send_request(client, path, content)
    pointer = path.replace("/", "~1")
    schema = {
        "$ref": f"urn:api#/paths/{pointer}/get/responses/200/content/application~1json/schema"
    }

    assert response.status_code == 200
    assert not list(Draft202012Validator(schema, registry=REGISTRY).iter_errors(response.json()))


@pytest.mark.parametrize("path", URL_PATHS)
def test_unknown_parameter_is_rejected_by_name(client, content, path):
    response = send_request(client, path, content, nonsense="1")

    assert response.status_code in (400, 422)
    assert "nonsense" in response.json()["detail"]


@pytest.mark.parametrize("path", [path for path in URL_PATHS if "{" not in path])
def test_repeated_parameter_is_rejected_by_name(client, content, path):
    name = "path" if path.endswith("/resolve/") else "limit"
    name = "rich_text_format" if path.endswith("/site/") else name
    response = client.get(f"{path}?{name}=/&{name}=/")

    assert response.status_code in (400, 422)
    assert name in response.json()["detail"]


@pytest.mark.parametrize("path", URL_PATHS)
def test_nul_character_is_rejected_by_name(client, content, path):
    response = send_request(client, path, content, search="a\0b")

    assert is_problem(response, 400)
    assert "search" in response.json()["detail"]


@pytest.mark.parametrize("path", [path for path in URL_PATHS if "{" not in path])
@pytest.mark.parametrize("number", ["9" * 30, "-1", "1e9", "x", "", "２"])
def test_invalid_number_is_rejected(client, content, path, number):
    response = send_request(client, path, content, offset=number)

    assert response.status_code in (400, 422)


@pytest.mark.parametrize("path", URL_PATHS)
def test_head_returns_get_without_body(client, content, path):
    response = send_request(client, path, content, "head")
    get_response = send_request(client, path, content)

    assert (response.status_code, response.content) == (200, b"")
    assert response.headers["Content-Length"] == str(len(get_response.content))


@pytest.mark.parametrize("path", URL_PATHS)
def test_options_returns_allowed_methods(client, content, path):
    response = client.options(path.format(**content))

    assert response.status_code == 204
    assert {"GET", "HEAD", "OPTIONS"} <= set(response.headers["Allow"].split(", "))


@pytest.mark.parametrize("path", URL_PATHS)
def test_unsupported_method_returns_allowed_methods(client, content, path):
    response = client.generic("TRACE", path.format(**content))

    assert is_problem(response, 405)
    assert "GET" in response.headers["Allow"]


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
def test_unknown_path_returns_problem(client, home, path):
    assert is_problem(client.get(path), 404)


def test_server_error_returns_problem_without_details(client, home, monkeypatch):
    monkeypatch.setattr("articles.api.routers.prefetch_api_cards", lambda pages: 1 / 0)
    client.raise_request_exception = False
    response = client.get("/api/v3/authors/")

    assert is_problem(response, 500)
    assert "division" not in response.content.decode()


def test_path_without_slash_redirects(client, home):
    response = client.get("/api/v3/articles?limit=1")

    assert (response.status_code, response.headers["Location"]) == (
        308,
        "/api/v3/articles/?limit=1",
    )


def test_slash_redirect_preserves_method(client, home):
    assert client.post("/api/v3/polls/voters").status_code == HTTPStatus.PERMANENT_REDIRECT


@pytest.mark.parametrize(
    "body", ["", "{", "[]", "null", '{"options": ', '{"options": "x"}', "9" * 5000]
)
def test_invalid_body_is_rejected(client, content, body):
    response = client.post("/api/v3/polls/a-poll/ballots/", body, content_type="application/json")

    assert response.status_code in (400, 422)
    assert response.headers["Content-Type"] == PROBLEM_CONTENT_TYPE


@pytest.mark.parametrize("text", [r"\u0000", r"\ud800"])
@pytest.mark.parametrize("kind", ["application/json", "text/plain", ""])
def test_invalid_characters_in_body_are_rejected(client, content, text, kind):
    body = f'{{"options": [1], "code": "{text}"}}'
    response = client.post("/api/v3/polls/a-poll/ballots/", body, content_type=kind)

    assert is_problem(response, 400)


def test_escaped_backslash_is_not_nul(client, content):
    body = r'{"options": [1], "code": "C:\\u0000"}'
    response = client.post("/api/v3/polls/a-poll/ballots/", body, content_type="application/json")

    assert response.status_code != HTTPStatus.BAD_REQUEST


# Other origins


@pytest.fixture
def allowed_origin(settings):
    settings.CORS_ALLOWED_ORIGINS = ["https://front.example"]
    return {"Origin": "https://front.example"}


@pytest.mark.parametrize("path", URL_PATHS)
def test_allowed_origin_can_read(client, content, allowed_origin, path):
    query = {"path": "/blogs/"} if path.endswith("/resolve/") else {}
    response = client.get(path.format(**content), query, headers=allowed_origin)

    assert response.headers["Access-Control-Allow-Origin"] == "https://front.example"
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_allowed_origin_can_read_errors(client, home, allowed_origin):
    response = client.get("/api/v3/nothing/", headers=allowed_origin)

    assert response.headers["Access-Control-Allow-Origin"] == "https://front.example"


def test_other_origin_cannot_read(client, home, allowed_origin):
    response = client.get("/api/v3/articles/", headers={"Origin": "https://elsewhere.example"})

    assert "Access-Control-Allow-Origin" not in response.headers


def test_allowed_origin_can_send_ballot(client, content, allowed_origin):
    preflight_headers = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type, poll-voter",
    }
    response = client.options(
        "/api/v3/polls/a-poll/ballots/", headers={**allowed_origin, **preflight_headers}
    )

    assert "POST" in response.headers["Access-Control-Allow-Methods"]
    assert "poll-voter" in response.headers["Access-Control-Allow-Headers"]


# Rate limit


@pytest.fixture
def limited_to_two_requests(settings):
    settings.API_RATE_LIMIT = "2/minute"
    throttling.get_rate_limiter.cache_clear()
    throttling.get_rate_limiter().storage.reset()
    yield
    throttling.get_rate_limiter().storage.reset()


def test_cacheable_response_has_only_the_limit(client, home, limited_to_two_requests):
    response = client.get("/api/v3/topics/")

    assert response.headers["RateLimit-Limit"] == "2"
    assert "RateLimit-Remaining" not in response.headers


def test_uncacheable_response_has_remaining_requests(client, home, limited_to_two_requests):
    response = client.get("/api/v3/articles/1/")

    assert response.headers["RateLimit-Limit"] == "2"
    assert response.headers["RateLimit-Remaining"] == "1"
    assert 0 < int(response.headers["RateLimit-Reset"]) <= 60


def test_exceeded_limit_returns_retry_after(client, home, limited_to_two_requests):
    responses = [client.get("/api/v3/topics/") for _ in range(3)]

    assert is_problem(responses[-1], 429)
    assert 0 < int(responses[-1].headers["Retry-After"]) <= 60


def test_each_network_has_its_own_limit(client, home, limited_to_two_requests):
    for _ in range(3):
        client.get("/api/v3/topics/")

    assert client.get("/api/v3/topics/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_site_pages_are_not_limited(client, home, limited_to_two_requests):
    assert all("RateLimit-Limit" not in client.get("/").headers for _ in range(3))


def test_limit_can_be_disabled(client, home, settings):
    settings.API_RATE_LIMIT = ""

    assert "RateLimit-Limit" not in client.get("/api/v3/topics/").headers


def test_requests_are_allowed_without_redis(client, home, settings, monkeypatch):
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setattr(throttling, "get_rate_limiter", throttling.get_rate_limiter.__wrapped__)

    assert client.get("/api/v3/topics/").status_code == 200
