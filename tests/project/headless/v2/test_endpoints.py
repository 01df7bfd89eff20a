"""Wagtail's API version 2: public content, read-only."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction

from articles.models import ArticlePage
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    ImageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db
PAGES = "/api/v2/pages/"


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="On ports", slug="on-ports")


@pytest.fixture
def private_collection(db):
    """A collection that requires login."""
    collection = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_page_equals_version_3(client, article):
    v2_page = client.get(f"{PAGES}{article.pk}/").json()
    v3_page = client.get(f"/api/v3/pages/{article.pk}/").json()
    detail_urls = v2_page["meta"].pop("detail_url"), v3_page["meta"].pop("detail_url")

    assert v2_page == v3_page
    assert [url.split("/")[4] for url in detail_urls] == ["v2", "v3"]


def test_list_has_default_fields(client, article):
    item = client.get(PAGES, {"type": "articles.ArticlePage"}).json()["items"][0]

    assert item["title"] == "On ports"
    assert item["meta"].keys() == {
        "type",
        "detail_url",
        "html_url",
        "slug",
        "first_published_at",
    }


def test_fields_parameter_selects_fields(client, article):
    query = {"type": "articles.ArticlePage", "fields": "standfirst,-title"}
    item = client.get(PAGES, query).json()["items"][0]

    assert item["standfirst"] == article.standfirst
    assert "title" not in item


def test_all_fields_return_complete_pages(client, article):
    query = {"type": "articles.ArticlePage", "fields": "*"}
    item = client.get(PAGES, query).json()["items"][0]

    assert item == client.get(f"{PAGES}{article.pk}/").json()


@pytest.mark.parametrize(
    "fields", ["x y", "title(", "body(*)", "*,-", ")", "nonsense", "_,nonsense"]
)
def test_invalid_fields_are_rejected(client, article, fields):
    assert client.get(PAGES, {"fields": fields}).status_code == 400


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "x"),
        ("limit", "-1"),
        ("limit", "99999999999"),
        ("offset", "100001"),
        ("child_of", "x"),
        ("descendant_of", "9" * 30),
        ("ancestor_of", "1.5"),
        ("id", "9" * 20),
        ("translation_of", "x"),
        ("order", "nothing"),
        ("search_operator", "xor"),
        ("type", "nothing"),
        ("type", "auth.User"),
        ("slug", "a"),
        ("site", "nowhere"),
        ("first_published_at", "yesterday"),
        ("first_published_at", "2024-01-01"),
        ("first_published_at", "9999-12-31T23:59:59-23:59"),
        ("locale", "xx"),
    ],
)
def test_parameter_never_causes_server_error(client, article, name, value):
    assert client.get(PAGES, {name: value}).status_code in (200, 400)


def test_search_finds_page(client, article, home):
    StandardPageFactory(parent=home, title="Contact")
    items = client.get(PAGES, {"search": "ports"}).json()["items"]

    assert [item["title"] for item in items] == ["On ports"]


def test_page_is_found_by_path(client, article):
    response = client.get(f"{PAGES}find/", {"html_path": article.url}, follow=True)

    assert response.json()["title"] == "On ports"


def test_writing_is_not_allowed(client, article):
    assert client.post(PAGES, {}).status_code == 405


def test_page_of_deleted_audience_is_not_found(client, home, business_page):
    business_page.audience.delete()

    assert client.get(f"{PAGES}{business_page.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "factory"), [("images", ImageFactory), ("documents", DocumentFactory)]
)
def test_public_file_is_returned(client, home, kind, factory):
    file = factory(title="Tables")

    assert client.get(f"/api/v2/{kind}/{file.pk}/").json()["title"] == "Tables"


@pytest.mark.parametrize(
    ("kind", "factory"), [("images", ImageFactory), ("documents", DocumentFactory)]
)
def test_file_of_private_collection_is_not_found(client, home, private_collection, kind, factory):
    file = factory(title="Tables", collection=private_collection)

    assert client.get(f"/api/v2/{kind}/").json()["meta"]["total_count"] == 0
    assert client.get(f"/api/v2/{kind}/{file.pk}/").status_code == 404


def test_redirect_is_returned(client, article):
    Redirect.objects.create(old_path="/old", redirect_page=article)

    assert client.get("/api/v2/redirects/").json()["items"][0]["location"] == article.url


def test_redirect_to_draft_is_not_returned(client, article):
    Redirect.objects.create(old_path="/old", redirect_page=article)
    article.unpublish()

    assert client.get("/api/v2/redirects/").json()["meta"]["total_count"] == 0
    assert client.get("/api/v2/redirects/find/?html_path=/old").status_code == 404


def test_articles_are_filtered_by_date(client, author):
    for year in (2021, 2022):
        ArticlePageFactory(parent=author, date=f"{year}-01-01")
    query = {"type": "articles.ArticlePage", "date": "2022-01-01"}

    assert client.get(PAGES, query).json()["meta"]["total_count"] == 1


def test_every_filter_of_articles_is_validated(client, article):
    for field in ArticlePage.api_fields:
        response = client.get(PAGES, {"type": "articles.ArticlePage", field.name: "🚢"})

        assert response.status_code in (200, 400), field.name
