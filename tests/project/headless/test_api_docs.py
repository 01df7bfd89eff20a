"""Every example in docs/api.md is correct."""

import json
import re
from pathlib import Path
from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from wagtail.models import APIToken, Site

from articles.models import AuthorPage

pytestmark = pytest.mark.django_db
TEXT = (Path(__file__).parents[3] / "docs/api.md").read_text()
EXAMPLE = re.compile(r"```http\n(.*?)```\n\n```json ?(\d*)\n(.*?)```", re.DOTALL)


class Example(NamedTuple):
    request: str
    status: int
    expected: dict

    @property
    def name(self):
        return self.request.splitlines()[0]


EXAMPLES = [
    Example(request, int(status or 200), json.loads(expected))
    for request, status, expected in EXAMPLE.findall(TEXT)
]


@pytest.fixture
def send_example(demo):
    """A function that sends a request of the document, with its placeholders filled in."""
    Site.objects.update(hostname="testserver", port=80)
    cache.clear()
    client = Client()
    voter = client.post("/api/v3/polls/voters/").json()["voter"]
    user = get_user_model().objects.create_superuser("writer", password="a-long-password-1")
    placeholders = {
        "{voter}": voter,
        "{token}": APIToken.create_token(user=user, name="For a test")[1],
        "{blog}": str(AuthorPage.objects.first().pk),
    }

    def send(request):
        for name, value in placeholders.items():
            request = request.replace(name, value)
        head, _, body = request.partition("\n\n")
        line, *headers = head.splitlines()
        method, path = line.split(" ", 1)
        headers = dict(header.split(": ", 1) for header in headers)
        return client.generic(method, path, body, "application/json", headers=headers)

    return send


def find_differences(expected, actual, location="response"):
    """Yield each member of the example that differs; the example may omit members and items."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        for name, value in expected.items():
            yield from find_differences(value, actual.get(name), f"{location}.{name}")
    elif isinstance(expected, list) and isinstance(actual, list):
        for index, value in enumerate(expected):
            actual_value = actual[index] if index < len(actual) else None
            yield from find_differences(value, actual_value, f"{location}.{index}")
    elif expected != actual:
        yield f"{location}: expected {expected!r}, was {actual!r}"


def test_docs_have_examples():
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_response_is_correct(send_example, example):
    response = send_example(example.request)

    assert response.status_code == example.status, response.content
    assert not list(find_differences(example.expected, response.json()))


@pytest.mark.parametrize("path", sorted(set(re.findall(r"GET (/api/v3/\w+/)", TEXT))))
def test_documented_path_exists(send_example, path):
    assert send_example(f"GET {path}?limit=1").status_code in (200, 403, 422)
