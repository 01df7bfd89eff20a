"""The `?for=` parameter, also with former slugs of audiences."""

import pytest

from tests.factories import ArticlePageFactory, AudienceFactory

UNKNOWN = ["nobody", "", "a" * 5000, "<script>", "business/", "BUSINESS", "búsiness"]


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


def test_url_parameter_sets_audience_of_request(client, article, business):
    response = client.get(article.url, {"for": "business"})

    assert response.status_code == 200
    assert response.context["request"].audience == business


@pytest.mark.parametrize("slug", UNKNOWN)
def test_unknown_audience_redirects_to_page_without_audience(client, article, business, slug):
    response = client.get(article.url, {"for": slug})

    assert (response.status_code, response.url) == (302, article.url)


@pytest.mark.parametrize("path", ["/", "/topics/", "/authors/", "/polls/", "/search/", "/feed/"])
def test_unknown_audience_of_list_redirects_without_caching(client, home, path):
    response = client.get(path, {"for": "nobody"})

    assert (response.url, response.headers["Cache-Control"]) == (path, "no-store")


@pytest.mark.parametrize("path", ["/api/v3/polls/", "/admin/login/"])
def test_admin_and_api_ignore_the_parameter(client, home, path):
    assert "Location" not in client.get(path, {"for": "nobody"}).headers


def test_two_audiences_redirect_to_page_without_audience(client, article, business):
    AudienceFactory(slug="students")

    response = client.get(f"{article.url}?for=business&for=students")

    assert response.url == article.url


def test_redirect_of_unknown_audience_is_not_cached(client, article):
    assert client.get(article.url, {"for": "x"}).headers["Cache-Control"] == "no-store"


def test_redirect_retains_other_parameters(client, index):
    response = client.get(f"{index.url}?page=1&for=nobody&utm=a%26b")

    assert response.url == f"{index.url}?page=1&utm=a%26b"


def test_redirect_never_leads_to_another_site(client, home):
    response = client.get("/", {"for": "nobody"}, PATH_INFO="//elsewhere.example/")

    assert response.headers["Location"] == "/elsewhere.example/"


def test_canonical_url_has_no_audience(client, article, business):
    page = client.get(article.url, {"for": "business"}).text

    assert f'href="{article.full_url}"' in page.partition('rel="canonical"')[2][:200]


def test_response_for_audience_does_not_depend_on_cookies(client, article, business):
    response = client.get(article.url, {"for": "business"})

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


# Renamed and deleted


def test_former_slug_redirects_to_current_slug(client, article, business):
    business.slug = "industry"
    business.save()

    response = client.get(article.url, {"for": "business"})

    assert response.url == f"{article.url}?for=industry"


def test_restored_slug_is_current_again(client, article, business):
    for slug in ("industry", "business"):
        business.slug = slug
        business.save()

    assert client.get(article.url, {"for": "business"}).status_code == 200
    assert client.get(article.url, {"for": "industry"}).url == f"{article.url}?for=business"


def test_deleted_audience_redirects_to_page_without_audience(client, article, business):
    business.delete()

    assert client.get(article.url, {"for": "business"}).url == article.url


def test_reused_slug_names_the_current_audience(client, article, business):
    business.slug = "industry"
    business.save()
    another = AudienceFactory(slug="business", name="Shopkeepers")

    response = client.get(article.url, {"for": "business"})

    assert response.context["request"].audience == another
