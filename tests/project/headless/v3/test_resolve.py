"""The route that returns the page or redirect at a path."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from articles.models import FormerAudience
from home.models import StandardPage
from tests.factories import ArticlePageFactory, AudienceFactory, StandardPageFactory, set_audiences

pytestmark = pytest.mark.django_db
URL = "/api/v3/resolve/"


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="On ports", slug="on-ports", authors=[author])


@pytest.fixture
def resolve(client):
    return lambda path, **query: client.get(URL, {"path": path, **query})


@pytest.mark.parametrize(
    "path",
    [
        "/blogs/ada-margin/on-ports/",
        "/blogs/ada-margin/on-ports",
        "/blogs//ada-margin/on-ports/",
        "/blogs/ada-margin/on-ports/?utm_source=letter",
        "/blogs/ada-margin/on-ports/#section",
    ],
)
def test_path_resolves_to_page(article, resolve, path):
    result = resolve(path).json()

    assert (result["kind"], result["page"]["title"]) == ("page", "On ports")


def test_home_page_is_at_root(home, resolve):
    assert resolve("/").json()["page"]["type"] == "home.HomePage"


def test_path_may_be_percent_encoded(author, resolve):
    page = ArticlePageFactory(parent=author, title="Café", slug="café-ñ")

    for path in (page.url, "/blogs/ada-margin/café-ñ/", "/blogs/ada-margin/caf%C3%A9-%C3%B1/"):
        assert resolve(path).json()["page"]["title"] == "Café", path


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/blogs%0A/", "/blogs/%00/", "/blogs/nothing/", "/%2e%2e/", "/" + "a/" * 60],
)
def test_unknown_path_returns_404(article, resolve, path):
    response = resolve(path)

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["", "blogs/", "https://example.org/", "//example.org/blogs/", "/" + "a" * 2000]
)
def test_invalid_path_is_rejected_by_name(home, resolve, path):
    response = resolve(path)

    assert response.status_code == 422
    assert response.json()["errors"][0]["location"] == "path"


def test_draft_is_not_found(article, resolve):
    article.unpublish()

    assert resolve(article.url).status_code == 404


def test_page_below_private_page_is_not_found(article, author, resolve):
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    assert resolve(article.url).status_code == 404


@pytest.mark.parametrize("permanent", [True, False])
def test_redirect_has_location(home, article, resolve, permanent):
    Redirect.objects.create(old_path="/old", redirect_page=article, is_permanent=permanent)

    assert resolve("/old/").json() == {
        "kind": "redirect",
        "location": article.full_url,
        "permanent": permanent,
    }


def test_path_resolves_to_redirect_to_another_site(home, resolve):
    Redirect.objects.create(old_path="/shop", redirect_link="https://example.org/shop")

    assert resolve("/shop").json()["location"] == "https://example.org/shop"


def test_redirect_to_draft_is_not_found(home, article, resolve):
    Redirect.objects.create(old_path="/old", redirect_page=article)
    article.unpublish()

    assert resolve("/old/").status_code == 404


def test_page_takes_precedence_over_redirect(home, article, resolve):
    Redirect.objects.create(
        old_path="/blogs/ada-margin/on-ports", redirect_link="https://example.org/"
    )

    assert resolve(article.url).json()["kind"] == "page"


def test_page_is_rendered_for_audience(article, business, resolve):
    assert resolve(article.url, **{"for": "business"}).json()["page"]["audience"] == {
        "slug": "business",
        "name": "Business",
        "navigation_label": "For business",
        "accent": "brick",
    }


def test_path_may_name_audience(article, business, resolve):
    result = resolve(f"{article.url}?for=business").json()

    assert result["page"]["audience"]["slug"] == "business"


def test_former_slug_resolves_to_successor(article, business, resolve):
    FormerAudience.objects.create(slug="trade", name="Trade", successor=business)

    assert resolve(article.url, **{"for": "trade"}).json()["page"]["audience"]["slug"] == "business"


@pytest.mark.parametrize("slug", ["nobody", "", " "])
def test_unknown_audience_is_rejected_by_name(article, resolve, slug):
    response = resolve(article.url, **{"for": slug})

    assert (response.status_code, response.json()["errors"][0]["location"]) == (422, "for")


def test_page_of_deleted_audience_redirects_to_parent(business_page, home, resolve):
    business_page.audience.delete()

    assert resolve("/business/").json() == {
        "kind": "redirect",
        "location": home.full_url,
        "permanent": False,
    }


def test_breadcrumbs_exclude_unpublished_pages(home, resolve):
    unpublished = StandardPageFactory(parent=home, title="Hidden", slug="hidden")
    published = StandardPageFactory(parent=unpublished, title="Shown", slug="shown")
    unpublished.unpublish()

    page = resolve(StandardPage.objects.get(pk=published.pk).url).json()["page"]
    assert [step["title"] for step in page["breadcrumbs"]] == [home.title]
    assert page["meta"]["parent"] is None


def test_page_has_audiences_with_teasers(article, resolve):
    audience = AudienceFactory(slug="students")
    set_audiences(article, {audience: "It is in the exam."})

    audiences = resolve(article.url).json()["page"]["audiences"]
    assert [(entry["slug"], entry["teaser"]) for entry in audiences] == [
        ("students", "It is in the exam.")
    ]
