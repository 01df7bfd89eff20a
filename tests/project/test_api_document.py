"""Every request in docs/api.md is answered as it says there."""

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

pytestmark = [pytest.mark.django_db, pytest.mark.once]
TEXT = (Path(__file__).parents[2] / "docs/api.md").read_text()
EXAMPLE = re.compile(r"```http\n(.*?)```\n\n```json ?(\d*)\n(.*?)```", re.DOTALL)


class Example(NamedTuple):
    request: str
    status: int
    part: dict

    @property
    def name(self):
        return self.request.splitlines()[0]


EXAMPLES = [
    Example(request, int(status or 200), json.loads(part))
    for request, status, part in EXAMPLE.findall(TEXT)
]


@pytest.fixture
def ask(demo):
    """Send a request as it stands in the document."""
    Site.objects.update(hostname="testserver", port=80)
    cache.clear()
    client = Client()
    voter = client.post("/api/v3/polls/voters/").json()["voter"]
    user = get_user_model().objects.create_superuser("writer", password="a-long-password-1")
    known = {
        "{voter}": voter,
        "{token}": APIToken.create_token(user=user, name="For a test")[1],
        "{blog}": str(AuthorPage.objects.first().pk),
    }

    def send(request):
        for name, value in known.items():
            request = request.replace(name, value)
        head, _, body = request.partition("\n\n")
        line, *headers = head.splitlines()
        method, address = line.split(" ", 1)
        headers = dict(header.split(": ", 1) for header in headers)
        return client.generic(method, address, body, "application/json", headers=headers)

    return send


def differences(part, whole, where="answer"):
    """Yield where a part of an answer is not in the whole; of lists, the first items are told."""
    if isinstance(part, dict) and isinstance(whole, dict):
        for name, value in part.items():
            yield from differences(value, whole.get(name), f"{where}.{name}")
    elif isinstance(part, list) and isinstance(whole, list):
        for at, value in enumerate(part):
            yield from differences(value, whole[at] if at < len(whole) else None, f"{where}.{at}")
    elif part != whole:
        yield f"{where}: {part!r} is told, {whole!r} answered"


def test_there_are_examples():
    assert len(EXAMPLES) > 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_request_is_answered_as_told(ask, example):
    answer = ask(example.request)

    assert answer.status_code == example.status, answer.content
    assert not list(differences(example.part, answer.json()))


@pytest.mark.parametrize("address", sorted(set(re.findall(r"GET (/api/v3/\w+/)", TEXT))))
def test_an_address_that_is_named_is_there(ask, address):
    assert ask(f"GET {address}?limit=1").status_code in (200, 403, 422)
