"""Wagtail's API version 2: the same pages, read-only, and nothing that is not public."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction

from articles.models import ArticlePage
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    PictureFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db
PAGES = "/api/v2/pages/"


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="On ports", slug="on-ports")


@pytest.fixture
def closed(db):
    """A collection for those who sign in."""
    collection = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    return collection


def test_a_page_is_the_same_as_in_version_3(client, article):
    second = client.get(f"{PAGES}{article.pk}/").json()
    third = client.get(f"/api/v3/pages/{article.pk}/").json()
    addresses = second["meta"].pop("detail_url"), third["meta"].pop("detail_url")

    assert second == third
    assert [address.split("/")[4] for address in addresses] == ["v2", "v3"]


def test_a_list_gives_what_identifies_a_page(client, article):
    item = client.get(PAGES, {"type": "articles.ArticlePage"}).json()["items"][0]

    assert item["title"] == "On ports"
    assert item["meta"].keys() == {
        "type",
        "detail_url",
        "html_url",
        "slug",
        "first_published_at",
    }


def test_fields_name_what_else_is_given(client, article):
    query = {"type": "articles.ArticlePage", "fields": "standfirst,-title"}
    item = client.get(PAGES, query).json()["items"][0]

    assert item["standfirst"] == article.standfirst
    assert "title" not in item


def test_all_fields_give_pages_whole(client, article):
    query = {"type": "articles.ArticlePage", "fields": "*"}
    item = client.get(PAGES, query).json()["items"][0]

    assert item == client.get(f"{PAGES}{article.pk}/").json()


@pytest.mark.parametrize(
    "fields", ["x y", "title(", "body(*)", "*,-", ")", "nonsense", "_,nonsense"]
)
def test_fields_that_make_no_sense_are_refused(client, article, fields):
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
def test_a_parameter_is_never_an_error_of_ours(client, article, name, value):
    assert client.get(PAGES, {name: value}).status_code in (200, 400)


def test_words_are_searched_for(client, article, home):
    StandardPageFactory(parent=home, title="Contact")
    items = client.get(PAGES, {"search": "ports"}).json()["items"]

    assert [item["title"] for item in items] == ["On ports"]


def test_a_page_is_found_by_its_path(client, article):
    answer = client.get(f"{PAGES}find/", {"html_path": article.url}, follow=True)

    assert answer.json()["title"] == "On ports"


def test_nothing_can_be_written(client, article):
    assert client.post(PAGES, {}).status_code == 405


def test_a_page_whose_audience_was_deleted_is_not_given(client, home, business_page):
    business_page.audience.delete()

    assert client.get(f"{PAGES}{business_page.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "factory"), [("images", PictureFactory), ("documents", DocumentFactory)]
)
def test_files_are_given(client, home, kind, factory):
    thing = factory(title="Tables")

    assert client.get(f"/api/v2/{kind}/{thing.pk}/").json()["title"] == "Tables"


@pytest.mark.parametrize(
    ("kind", "factory"), [("images", PictureFactory), ("documents", DocumentFactory)]
)
def test_files_of_a_closed_collection_are_not(client, home, closed, kind, factory):
    thing = factory(title="Tables", collection=closed)

    assert client.get(f"/api/v2/{kind}/").json()["meta"]["total_count"] == 0
    assert client.get(f"/api/v2/{kind}/{thing.pk}/").status_code == 404


def test_redirects_are_given(client, article):
    Redirect.objects.create(old_path="/old", redirect_page=article)

    assert client.get("/api/v2/redirects/").json()["items"][0]["location"] == article.url


def test_a_redirect_to_a_draft_is_not(client, article):
    Redirect.objects.create(old_path="/old", redirect_page=article)
    article.unpublish()

    assert client.get("/api/v2/redirects/").json()["meta"]["total_count"] == 0
    assert client.get("/api/v2/redirects/find/?html_path=/old").status_code == 404


def test_an_article_is_filtered_by_its_date(client, author):
    for year in (2021, 2022):
        ArticlePageFactory(parent=author, date=f"{year}-01-01")
    query = {"type": "articles.ArticlePage", "date": "2022-01-01"}

    assert client.get(PAGES, query).json()["meta"]["total_count"] == 1


def test_every_field_by_which_articles_are_filtered_is_checked(client, article):
    for field in ArticlePage.api_fields:
        answer = client.get(PAGES, {"type": "articles.ArticlePage", field.name: "🚢"})

        assert answer.status_code in (200, 400), field.name
