"""Drafts that an editor sees in another front end."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import RequestFactory
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage, AuthorPage
from project.headless.preview.urls_for import address_of
from tests.factories import PollFactory
from tests.polls.staff import address as poll_address
from tests.polls.staff import form_of
from tests.project.test_every_page_type import every_page_type

pytestmark = pytest.mark.django_db

FRONT_END = "https://front.example/preview/"


@pytest.fixture
def front_end(settings):
    """Another front end that shows drafts."""
    settings.HEADLESS_PREVIEW_URL = FRONT_END


def query_of(response):
    """Return the query to which an answer leads, with one value a name."""
    assert response.status_code == 302, response.content
    return {name: value for name, [value] in parse_qs(urlsplit(response.url).query).items()}


def article_form(**changes):
    empty = {name: inline_formset([]) for name in ("bylines", "page_audiences", "comments")}
    fields = {"title": "Not saved", "slug": "not-saved", "date": "2026-01-01", "standfirst": ""}
    return nested_form_data({**fields, **empty, "body": streamfield([]), **changes})


def test_the_panel_leads_there(admin_client, draft, front_end):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk]))

    assert response.url.startswith(f"{FRONT_END}?token=")
    assert query_of(response)["kind"] == "page"


def test_the_panel_leads_there_as_an_audience(admin_client, draft, business, front_end):
    response = admin_client.get(
        reverse("wagtailadmin_pages:view_draft", args=[draft.pk]), {"mode": "for-business"}
    )

    assert query_of(response)["audience"] == "business"


def test_the_panel_shows_what_was_never_saved(admin_client, client, author, front_end):
    new = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", author.pk])
    admin_client.post(new, article_form(title="Only typed"))

    query = query_of(admin_client.get(new, {"in_preview_panel": "true"}))
    body = client.get("/api/v3/preview/", {"token": query["token"]}).json()

    assert body["page"]["title"] == "Only typed"
    assert query["in_preview_panel"] == "true"


def test_the_panel_shows_what_was_not_saved_of_a_page(admin_client, client, draft, front_end):
    edit = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    admin_client.post(edit, article_form(title="Only typed", slug=draft.slug))

    token = query_of(admin_client.get(edit))["token"]
    body = client.get("/api/v3/preview/", {"token": token}).json()

    assert body["page"]["title"] == "Only typed"


def test_the_panel_shows_what_was_not_saved_of_a_poll(admin_client, client, front_end):
    new = poll_address("preview_on_add")
    poll = PollFactory.build(question="Only typed?", slug="typed")
    admin_client.post(new, form_of(poll, options=[{"label": "Yes"}, {"label": "No"}]))

    query = query_of(admin_client.get(new))
    body = client.get("/api/v3/preview/", {"token": query["token"]}).json()

    assert query["kind"] == "poll"
    assert [option["label"] for option in body["poll"]["options"]] == ["Yes", "No"]


def test_the_page_of_an_audience_leads_there_as_that_audience(
    admin_client, business_page, front_end
):
    response = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[business_page.pk]))

    assert query_of(response)["audience"] == "business"


@every_page_type
def test_every_page_type_leads_there(model, home, index, author, admin_client, front_end):
    parent = {ArticlePage: author, AuthorPage: index}.get(model, home)
    page = model(title="Not saved yet", slug="new", live=False)
    page.path, page.depth = f"{parent.path}ZZZZ", parent.depth + 1
    page.set_url_path(parent)
    asked = RequestFactory().get("/", headers={"cookie": admin_client.cookies.output(header="")})

    response = page.make_preview_request(asked, page.default_preview_mode)

    assert query_of(response)["kind"] == "page"


def test_a_link_made_for_others_leads_there_too(client, make, draft, front_end):
    response = client.get("/preview/", {"token": (link := make(draft)).token})

    assert response.url == address_of(link)
    assert response.url.startswith(FRONT_END)


def test_an_address_with_a_query_keeps_it(make, draft, settings):
    settings.HEADLESS_PREVIEW_URL = "https://front.example/?draft=1"

    assert address_of(make(draft)).startswith("https://front.example/?draft=1&token=")


def test_whoever_may_not_edit_is_led_nowhere(client, draft, front_end):
    response = draft.make_preview_request(preview_mode="")

    assert response.status_code == 200


@pytest.mark.parametrize("path", ["/api/v3/preview/", "/preview/userbar/"])
def test_pages_of_the_front_end_may_read(client, front_end, path):
    allowed = client.get(path).headers["Access-Control-Allow-Origin"]

    assert allowed == "https://front.example"


def test_the_user_bar_lets_the_checker_talk_to_the_admin(client, front_end, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://admin.example"

    assert "https://admin.example" in client.get("/preview/userbar/").text


def test_the_editor_lets_the_checker_talk_to_the_front_end(admin_client, draft, front_end):
    editor = admin_client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).text

    assert '"https://front.example"' in editor
