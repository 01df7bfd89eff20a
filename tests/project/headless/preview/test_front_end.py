"""Previews on an external front end."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, AuthorPage
from project.headless.preview.front_end import build_preview_url
from tests.factories import PollFactory
from tests.polls.helpers import build_form_data
from tests.polls.helpers import get_admin_url as get_poll_admin_url
from tests.project.test_every_page_type import every_page_type

pytestmark = pytest.mark.django_db

FRONT_END = "https://front.example/preview/"


@pytest.fixture
def front_end(settings):
    settings.PREVIEW_URL = FRONT_END


def get_redirect_query(response):
    """Return the query of a redirect as {name: value}."""
    assert response.status_code == 302, response.content
    return {name: value for name, [value] in parse_qs(urlsplit(response.url).query).items()}


def build_article_form(**changes):
    empty = {name: inline_formset([]) for name in ("bylines", "page_audiences", "comments")}
    fields = {"title": "Not saved", "slug": "not-saved", "date": "2026-01-01", "standfirst": ""}
    return nested_form_data({**fields, **empty, "body": streamfield([]), **changes})


def test_panel_redirects_to_front_end(admin_client, draft, front_end):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert response.url.startswith(f"{FRONT_END}?token=")
    assert get_redirect_query(response)["kind"] == "page"


def test_panel_redirects_for_audience(admin_client, draft, business, front_end):
    response = admin_client.get(
        reverse("wagtailadmin_pages:view_draft", args=[draft.pk]), {"mode": "for-business"}
    )

    assert get_redirect_query(response)["audience"] == "business"


def test_panel_shows_unsaved_page(admin_client, client, author, front_end):
    new = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", author.pk])
    admin_client.post(new, build_article_form(title="Only typed"))

    query = get_redirect_query(admin_client.get(new, {"in_preview_panel": "true"}))
    body = client.get("/api/v3/preview/", {"token": query["token"]}).json()

    assert body["page"]["title"] == "Only typed"
    assert query["in_preview_panel"] == "true"


def test_panel_shows_unsaved_changes_of_page(admin_client, client, draft, front_end):
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    admin_client.post(edit, build_article_form(title="Only typed", slug=draft.slug))

    token = get_redirect_query(admin_client.get(edit))["token"]
    body = client.get("/api/v3/preview/", {"token": token}).json()

    assert body["page"]["title"] == "Only typed"


def test_panel_shows_unsaved_poll(admin_client, client, front_end):
    new = get_poll_admin_url("preview_on_add")
    poll = PollFactory.build(question="Only typed?", slug="typed")
    admin_client.post(new, build_form_data(poll, options=[{"label": "Yes"}, {"label": "No"}]))

    query = get_redirect_query(admin_client.get(new))
    body = client.get("/api/v3/preview/", {"token": query["token"]}).json()

    assert query["kind"] == "poll"
    assert [option["label"] for option in body["poll"]["options"]] == ["Yes", "No"]


def test_audience_page_redirects_for_its_audience(admin_client, business_page, front_end):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[business_page.pk]))

    assert get_redirect_query(response)["audience"] == "business"


@every_page_type
def test_every_page_type_redirects(model, home, index, author, admin_client, front_end):
    parent = {ArticlePage: author, AuthorPage: index}.get(model, home)
    page = model(title="Not saved yet", slug="new", live=False)
    page.path, page.depth = f"{parent.path}ZZZZ", parent.depth + 1
    page.set_url_path(parent)
    request = RequestFactory().get("/", headers={"cookie": admin_client.cookies.output(header="")})

    response = page.make_preview_request(request, page.default_preview_mode)

    assert get_redirect_query(response)["kind"] == "page"


def test_shared_link_redirects(client, create_preview_link, draft, front_end):
    response = client.get("/preview/", {"token": (link := create_preview_link(draft)).token})

    assert response.url == build_preview_url(link)
    assert response.url.startswith(FRONT_END)


def test_front_end_url_may_have_query(create_preview_link, draft, settings):
    settings.PREVIEW_URL = "https://front.example/?draft=1"

    assert build_preview_url(create_preview_link(draft)).startswith(
        "https://front.example/?draft=1&token="
    )


def test_user_without_permission_is_not_redirected(client, draft, front_end):
    response = draft.make_preview_request(preview_mode="")

    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/api/v3/preview/", "/preview/userbar/"])
def test_front_end_can_read_responses(client, front_end, path):
    allowed = client.get(path).headers["Access-Control-Allow-Origin"]

    assert allowed == "https://front.example"


def test_userbar_allows_messages_from_admin(client, front_end, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example"

    assert "https://admin.example" in client.get("/preview/userbar/").text


def test_editor_allows_messages_from_front_end(admin_client, draft, front_end):
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text

    assert '"https://front.example"' in editor
