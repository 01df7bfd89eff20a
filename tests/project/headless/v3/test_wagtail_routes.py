"""Writing with a token, through Wagtail's own routes, with validated bodies."""

import itertools
import json

import pytest
from django.contrib.auth.models import Group
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.models import APIToken, GroupPagePermission

from articles.models import ArticlePage
from home.models import HomePage
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    DocumentFactory,
    ImageFactory,
    PollFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model, home):
    """A user who may add, edit and publish pages everywhere on the site."""
    user = django_user_model.objects.create_user("editor", password="a-long-password-1")
    group = Group.objects.create(name="Writers")
    for action in ("add", "change", "publish"):
        GroupPagePermission.objects.create(group=group, page=home, permission_type=action)
    user.groups.add(group)
    return user


@pytest.fixture
def headers(editor):
    _, token = APIToken.create_token(user=editor, name="For a test")
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def write(client, headers, index):
    """A function that creates an article with a body and returns the response."""

    counter = itertools.count(1)

    def send(body, **fields):
        data = {
            "title": f"Written by a program, {next(counter)}",
            "body": body,
            "meta": {"type": "articles.ArticlePage", "parent_id": index.pk},
            **fields,
        }
        return client.post(
            "/api/v3/pages/", json.dumps(data), content_type="application/json", headers=headers
        )

    return send


def make_embed():
    """Return the URL of an embed whose metadata is in the database."""
    url = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    embed_data = {"url": url, "type": "video", "html": "<iframe></iframe>", "title": "An open film"}
    Embed.objects.get_or_create(hash=get_embed_hash(url), defaults=embed_data)
    return url


def build_block_examples():
    """Return {block type: value}, in the form in which blocks are written."""
    image = {"image": ImageFactory().pk, "alt_text": "A quay", "decorative": False}
    columns = [{"type": "text", "heading": "Port"}, {"type": "number", "heading": "Ships"}]
    return {
        "heading": {"text": "A heading", "level": "2"},
        "paragraph": {"text": "<p>A paragraph.</p>", "audiences": [AudienceFactory().pk]},
        "quotation": {"text": "A map is an argument.", "attribution": "A harbour master"},
        "key_points": {"title": "Key points", "points": ["First", "Second"]},
        "labelled_points": {"points": [{"label": "Rail", "text": "<p>Slow.</p>"}]},
        "callout": {"heading": "Note", "text": {"format": "db_markdown", "content": "**Bold**"}},
        "figure": {"image": image, "caption": "The quay", "credit": ""},
        "table": {
            "table": {"caption": "Calls", "columns": columns, "rows": [{"values": ["A", "1"]}]},
            "header_column": True,
        },
        "embed": {"url": make_embed(), "title": "A film", "caption": ""},
        "document": {"document": DocumentFactory().pk, "note": ""},
        "related_pages": {"heading": "Related", "pages": [HomePage.objects.get().pk]},
        "poll": {"poll": PollFactory().pk},
    }


def test_examples_have_every_block_type():
    assert build_block_examples().keys() == ArticlePage.body.field.stream_block.child_blocks.keys()


@pytest.mark.parametrize("kind", ArticlePage.body.field.stream_block.child_blocks)
def test_block_is_written_and_read(write, kind):
    value = build_block_examples()[kind]
    response = write([{"type": kind, "value": value}])

    assert response.status_code == 201, response.content
    assert [block["type"] for block in response.json()["body"]] == [kind]


INVALID_VALUES = [None, 5, "abc", "\ud83d", ["x"], {"x": 1}, "9" * 30]


@pytest.mark.parametrize("kind", ArticlePage.body.field.stream_block.child_blocks)
def test_malformed_block_never_causes_server_error(write, kind):
    responses = {repr(value): write([{"type": kind, "value": value}]) for value in INVALID_VALUES}

    assert {response.status_code for response in responses.values()} <= {201, 400, 422}, responses


@pytest.mark.parametrize("kind", ArticlePage.body.field.stream_block.child_blocks)
def test_malformed_field_of_block_never_causes_server_error(write, kind):
    valid_block = build_block_examples()[kind]
    responses = {
        (field, repr(value)): write([{"type": kind, "value": {**valid_block, field: value}}])
        for field in valid_block
        for value in INVALID_VALUES
    }

    assert {response.status_code for response in responses.values()} <= {201, 400, 422}, responses


@pytest.mark.parametrize(
    "body",
    [
        "x",
        {},
        ["x"],
        [1],
        [None],
        [{}],
        [{"type": "heading"}],
        [{"value": {}}],
        [{"type": "nothing", "value": {}}],
        [{"type": ["heading"], "value": {}}],
        [{"type": "heading", "value": {"text": "x"}, "id": 5}],
        [{"type": "heading", "value": {"words": "x"}}],
    ],
    ids=json.dumps,
)
def test_malformed_body_is_rejected_with_location(write, body):
    response = write(body)

    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "body" in response.json()["detail"]


def test_created_page_is_a_draft(write, client):
    response = write([])

    path = f"/api/v3/pages/{response.json()['id']}/"
    assert response.json()["meta"]["live"] is False
    assert client.get(path).status_code == 404


def test_draft_is_readable_with_token_of_editor(write, client, headers):
    page = write([]).json()

    response = client.get(f"/api/v3/pages/{page['id']}/?version=draft", headers=headers)

    assert response.json()["title"] == "Written by a program, 1"


def test_update_preserves_omitted_fields(client, headers, index):
    article = ArticlePageFactory(parent=index, title="Before", standfirst="It stays.")
    response = client.patch(
        f"/api/v3/pages/{article.pk}/",
        json.dumps({"title": "After"}),
        content_type="application/json",
        headers=headers,
    )

    assert (response.json()["title"], response.json()["standfirst"]) == ("After", "It stays.")


def test_token_without_permissions_reads_public_pages(client, django_user_model, index):
    article = ArticlePageFactory(parent=index)
    user = django_user_model.objects.create_user("reader", password="a-long-password-1")
    _, token = APIToken.create_token(user=user, name="For a test")
    response = client.get("/api/v3/pages/", headers={"Authorization": f"Bearer {token}"})

    assert article.pk in [page["id"] for page in response.json()["items"]]


def test_draft_requires_token(client, index):
    assert client.get(f"/api/v3/pages/{index.pk}/?version=draft").status_code == 401


def test_invalid_token_is_rejected(client, index):
    wrong = {"Authorization": "Bearer wrong"}

    assert client.get(f"/api/v3/pages/{index.pk}/", headers=wrong).status_code == 401


def test_writing_requires_token(client):
    response = client.post("/api/v3/pages/", "{}", content_type="application/json")

    assert response.status_code == 401
    assert response.headers["Content-Type"] == "application/problem+json"
