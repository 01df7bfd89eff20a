"""What a client with a token writes: Wagtail's own routes, with bodies checked block by block."""

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
    PictureFactory,
    PollFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model, home):
    """Somebody who may write and publish everywhere below the front page."""
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
    """Send a new article with a body, and return the answer."""

    numbers = itertools.count(1)

    def send(body, **fields):
        data = {
            "title": f"Written by a program, {next(numbers)}",
            "body": body,
            "meta": {"type": "articles.ArticlePage", "parent_id": index.pk},
            **fields,
        }
        return client.post(
            "/api/v3/pages/", json.dumps(data), content_type="application/json", headers=headers
        )

    return send


def make_embed():
    """Return an address whose provider has answered before."""
    url = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    known = {"url": url, "type": "video", "html": "<iframe></iframe>", "title": "An open film"}
    Embed.objects.get_or_create(hash=get_embed_hash(url), defaults=known)
    return url


def every_block():
    """Return {type: value} of one block of each type, as they are written."""
    picture = {"image": PictureFactory().pk, "alt_text": "A quay", "decorative": False}
    columns = [{"type": "text", "heading": "Port"}, {"type": "number", "heading": "Ships"}]
    return {
        "heading": {"text": "A heading", "level": "2"},
        "paragraph": {"text": "<p>A paragraph.</p>", "audiences": [AudienceFactory().pk]},
        "quotation": {"text": "A map is an argument.", "attribution": "A harbour master"},
        "key_points": {"title": "Key points", "points": ["First", "Second"]},
        "labelled_points": {"points": [{"label": "Rail", "text": "<p>Slow.</p>"}]},
        "callout": {"heading": "Note", "text": {"format": "db_markdown", "content": "**Bold**"}},
        "figure": {"picture": picture, "caption": "The quay", "credit": ""},
        "table": {
            "table": {"caption": "Calls", "columns": columns, "rows": [{"values": ["A", "1"]}]},
            "header_column": True,
        },
        "embed": {"url": make_embed(), "title": "A film", "caption": ""},
        "document": {"document": DocumentFactory().pk, "note": ""},
        "related_pages": {"heading": "Related", "pages": [HomePage.objects.get().pk]},
        "poll": {"poll": PollFactory().pk},
    }


def test_every_type_of_block_is_known_to_this_test():
    assert every_block().keys() == ArticlePage.body.field.stream_block.child_blocks.keys()


@pytest.mark.parametrize("kind", ArticlePage.body.field.stream_block.child_blocks)
def test_a_block_of_each_type_is_written_and_read(write, kind):
    value = every_block()[kind]
    answer = write([{"type": kind, "value": value}])

    assert answer.status_code == 201, answer.content
    assert [block["type"] for block in answer.json()["body"]] == [kind]


WRONG = [None, 5, "abc", "\ud83d", ["x"], {"x": 1}, "9" * 30]


@pytest.mark.parametrize("kind", ArticlePage.body.field.stream_block.child_blocks)
def test_a_malformed_block_is_refused_and_never_an_error_of_ours(write, kind):
    answers = {repr(value): write([{"type": kind, "value": value}]) for value in WRONG}

    assert {answer.status_code for answer in answers.values()} <= {201, 400, 422}, answers


@pytest.mark.parametrize("kind", ArticlePage.body.field.stream_block.child_blocks)
def test_a_malformed_part_of_a_block_is_refused_and_never_an_error_of_ours(write, kind):
    good = every_block()[kind]
    answers = {
        (part, repr(value)): write([{"type": kind, "value": {**good, part: value}}])
        for part in good
        for value in WRONG
    }

    assert {answer.status_code for answer in answers.values()} <= {201, 400, 422}, answers


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
def test_a_malformed_body_is_refused_as_a_problem_that_says_where(write, body):
    answer = write(body)

    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert "body" in answer.json()["detail"]


def test_what_is_written_is_a_draft_until_it_is_published(write, client):
    answer = write([])

    path = f"/api/v3/pages/{answer.json()['id']}/"
    assert answer.json()["meta"]["live"] is False
    assert client.get(path).status_code == 404


def test_a_draft_is_read_with_the_token_that_may_edit_it(write, client, headers):
    written = write([]).json()

    answer = client.get(f"/api/v3/pages/{written['id']}/?version=draft", headers=headers)

    assert answer.json()["title"] == "Written by a program, 1"


def test_an_edit_keeps_what_it_does_not_mention(client, headers, index):
    article = ArticlePageFactory(parent=index, title="Before", standfirst="It stays.")
    answer = client.patch(
        f"/api/v3/pages/{article.pk}/",
        json.dumps({"title": "After"}),
        content_type="application/json",
        headers=headers,
    )

    assert (answer.json()["title"], answer.json()["standfirst"]) == ("After", "It stays.")


def test_a_token_of_nobody_with_permissions_reads_as_everyone_does(
    client, django_user_model, index
):
    article = ArticlePageFactory(parent=index)
    user = django_user_model.objects.create_user("reader", password="a-long-password-1")
    _, token = APIToken.create_token(user=user, name="For a test")
    answer = client.get("/api/v3/pages/", headers={"Authorization": f"Bearer {token}"})

    assert article.pk in [page["id"] for page in answer.json()["items"]]


def test_a_draft_is_not_read_by_whoever_may_not_edit_it(client, index):
    assert client.get(f"/api/v3/pages/{index.pk}/?version=draft").status_code == 401


def test_a_token_that_is_none_is_told_so(client, index):
    wrong = {"Authorization": "Bearer wrong"}

    assert client.get(f"/api/v3/pages/{index.pk}/", headers=wrong).status_code == 401


def test_nothing_is_written_without_a_token(client):
    answer = client.post("/api/v3/pages/", "{}", content_type="application/json")

    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
