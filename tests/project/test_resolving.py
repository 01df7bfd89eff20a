"""From a path to what is there, in one request."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from articles.models import FormerAudience
from home.models import StandardPage
from tests.factories import ArticlePageFactory, AudienceFactory, StandardPageFactory, address

pytestmark = pytest.mark.django_db
URL = "/api/v3/resolve/"


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="On ports", slug="on-ports", by=[author])


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
def test_a_path_leads_to_its_page(article, resolve, path):
    found = resolve(path).json()

    assert (found["kind"], found["page"]["title"]) == ("page", "On ports")


def test_the_front_page_is_at_the_root(home, resolve):
    assert resolve("/").json()["page"]["type"] == "home.HomePage"


def test_a_path_may_be_as_the_address_bar_has_it(author, resolve):
    page = ArticlePageFactory(parent=author, title="Café", slug="café-ñ")

    for path in (page.url, "/blogs/ada-margin/café-ñ/", "/blogs/ada-margin/caf%C3%A9-%C3%B1/"):
        assert resolve(path).json()["page"]["title"] == "Café", path


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/blogs%0A/", "/blogs/%00/", "/blogs/nothing/", "/%2e%2e/", "/" + "a/" * 60],
)
def test_a_path_of_nothing_is_404(article, resolve, path):
    answer = resolve(path)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "path", ["", "blogs/", "https://example.org/", "//example.org/blogs/", "/" + "a" * 2000]
)
def test_what_is_no_path_is_refused_by_name(home, resolve, path):
    answer = resolve(path)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["where"] == "path"


def test_a_draft_is_not_found(article, resolve):
    article.unpublish()

    assert resolve(article.url).status_code == 404


def test_a_page_below_a_private_one_is_not_found(article, author, resolve):
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    assert resolve(article.url).status_code == 404


@pytest.mark.parametrize("permanent", [True, False])
def test_a_redirect_says_where_it_leads(home, article, resolve, permanent):
    Redirect.objects.create(old_path="/old", redirect_page=article, is_permanent=permanent)

    assert resolve("/old/").json() == {
        "kind": "redirect",
        "location": article.full_url,
        "permanent": permanent,
    }


def test_a_redirect_may_lead_to_another_site(home, resolve):
    Redirect.objects.create(old_path="/shop", redirect_link="https://example.org/shop")

    assert resolve("/shop").json()["location"] == "https://example.org/shop"


def test_a_redirect_to_a_draft_leads_nowhere(home, article, resolve):
    Redirect.objects.create(old_path="/old", redirect_page=article)
    article.unpublish()

    assert resolve("/old/").status_code == 404


def test_a_page_comes_before_a_redirect_of_its_path(home, article, resolve):
    Redirect.objects.create(
        old_path="/blogs/ada-margin/on-ports", redirect_link="https://example.org/"
    )

    assert resolve(article.url).json()["kind"] == "page"


def test_a_page_is_read_as_an_audience(article, business, resolve):
    assert resolve(article.url, **{"for": "business"}).json()["page"]["read_as"] == {
        "slug": "business",
        "name": "Business",
        "label": "For business",
        "accent": "brick",
    }


def test_a_path_may_name_the_audience_itself(article, business, resolve):
    found = resolve(f"{article.url}?for=business").json()

    assert found["page"]["read_as"]["slug"] == "business"


def test_a_former_slug_is_read_as_the_audience_of_today(article, business, resolve):
    FormerAudience.objects.create(slug="trade", name="Trade", successor=business)

    assert resolve(article.url, **{"for": "trade"}).json()["page"]["read_as"]["slug"] == "business"


@pytest.mark.parametrize("slug", ["nobody", "", " "])
def test_an_audience_there_is_not_is_refused_by_name(article, resolve, slug):
    answer = resolve(article.url, **{"for": slug})

    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "for")


def test_a_page_of_an_audience_that_was_deleted_leads_above(business_page, home, resolve):
    business_page.audience.delete()

    assert resolve("/business/").json() == {
        "kind": "redirect",
        "location": home.full_url,
        "permanent": False,
    }


def test_breadcrumbs_leave_out_what_is_not_published(home, resolve):
    hidden = StandardPageFactory(parent=home, title="Hidden", slug="hidden")
    shown = StandardPageFactory(parent=hidden, title="Shown", slug="shown")
    hidden.unpublish()

    page = resolve(StandardPage.objects.get(pk=shown.pk).url).json()["page"]
    assert [step["title"] for step in page["breadcrumbs"]] == [home.title]
    assert page["meta"]["parent"] is None


def test_a_page_says_for_whom_it_is_and_why(article, resolve):
    audience = AudienceFactory(slug="students")
    address(article, {audience: "It is in the exam."})

    told = resolve(article.url).json()["page"]["audiences"]
    assert [(each["slug"], each["teaser"]) for each in told] == [("students", "It is in the exam.")]
