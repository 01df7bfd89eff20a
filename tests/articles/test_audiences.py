"""Audiences: the addresses they are read at, what becomes of them, and their names on ballots."""

import pytest

from articles.models import ArticlePage, Audience, FormerAudience
from polls.hooks import as_audience, known_audiences
from tests.factories import ArticlePageFactory, AudienceFactory, PollFactory, address

UNKNOWN = ["nobody", "", "a" * 5000, "<script>", "business/", "BUSINESS", "búsiness"]


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


# Addresses


def test_an_audience_is_read_at_an_address_of_its_own(client, article, business):
    response = client.get(article.url, {"for": "business"})

    assert response.status_code == 200
    assert response.context["request"].audience == business


@pytest.mark.parametrize("slug", UNKNOWN)
def test_an_unknown_audience_leads_to_the_page_itself(client, article, business, slug):
    response = client.get(article.url, {"for": slug})

    assert (response.status_code, response.url) == (302, article.url)


@pytest.mark.parametrize("path", ["/", "/topics/", "/authors/", "/polls/", "/search/", "/feed/"])
def test_lists_have_no_variants_for_invented_audiences(client, home, path):
    response = client.get(path, {"for": "nobody"})

    assert (response.url, response.headers["Cache-Control"]) == (path, "no-store")


@pytest.mark.parametrize("path", ["/api/v3/polls/", "/admin/login/"])
def test_what_staff_and_other_front_ends_ask_is_left_alone(client, home, path):
    assert "Location" not in client.get(path, {"for": "nobody"}).headers


def test_two_audiences_at_once_lead_to_the_page_itself(client, article, business):
    AudienceFactory(slug="students")

    response = client.get(f"{article.url}?for=business&for=students")

    assert response.url == article.url


def test_no_cache_keeps_what_an_invented_audience_is_told(client, article):
    assert client.get(article.url, {"for": "x"}).headers["Cache-Control"] == "no-store"


def test_what_else_an_address_says_is_kept(client, index):
    response = client.get(f"{index.url}?page=1&for=nobody&utm=a%26b")

    assert response.url == f"{index.url}?page=1&utm=a%26b"


def test_an_address_never_leads_to_another_site(client, home):
    response = client.get("/", {"for": "nobody"}, PATH_INFO="//elsewhere.example/")

    assert response.headers["Location"] == "/elsewhere.example/"


def test_the_canonical_address_is_without_the_audience(client, article, business):
    page = client.get(article.url, {"for": "business"}).text

    assert f'href="{article.full_url}"' in page.partition('rel="canonical"')[2][:200]


def test_no_variant_depends_on_a_cookie(client, article, business):
    response = client.get(article.url, {"for": "business"})

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


# Renamed and deleted


def test_a_former_slug_leads_on_to_the_present_one(client, article, business):
    business.slug = "industry"
    business.save()

    response = client.get(article.url, {"for": "business"})

    assert response.url == f"{article.url}?for=industry"


def test_a_slug_that_was_given_back_is_its_own_again(client, article, business):
    for slug in ("industry", "business"):
        business.slug = slug
        business.save()

    assert client.get(article.url, {"for": "business"}).status_code == 200
    assert client.get(article.url, {"for": "industry"}).url == f"{article.url}?for=business"


def test_a_deleted_audience_leads_to_the_page_itself(client, article, business):
    business.delete()

    assert client.get(article.url, {"for": "business"}).url == article.url


def test_a_slug_belongs_to_who_has_it_now(client, article, business):
    business.slug = "industry"
    business.save()
    another = AudienceFactory(slug="business", name="Shopkeepers")

    response = client.get(article.url, {"for": "business"})

    assert response.context["request"].audience == another


def test_a_page_for_a_deleted_audience_is_for_everyone(article, business):
    address(article, {business: "Because."})

    business.delete()

    assert ArticlePage.objects.get(pk=article.pk).audiences == []


def test_a_draft_for_a_deleted_audience_is_published(article, business):
    address(article, {business: "Because."})
    draft = article.save_revision()

    business.delete()
    draft.publish()

    assert ArticlePage.objects.get(pk=article.pk).audiences == []


# Ballots


def test_a_ballot_keeps_the_name_its_audience_had(business):
    business.slug, business.name = "industry", "Industry"
    business.save()

    assert known_audiences() == {"business": "Business", "industry": "Industry"}


def test_a_ballot_keeps_the_name_of_a_deleted_audience(business):
    business.delete()

    assert known_audiences() == {"business": "Business"}


def test_audiences_deleted_together_are_all_remembered(business):
    AudienceFactory(slug="students")

    Audience.objects.all().delete()

    assert {former.slug for former in FormerAudience.objects.all()} == {"business", "students"}


def test_a_form_from_before_a_renaming_still_counts_for_its_audience(business):
    business.slug = "industry"
    business.save()

    assert as_audience("business") == "business"


def test_names_of_audiences_are_one_query(business, django_assert_num_queries):
    with django_assert_num_queries(1):
        known_audiences()


def test_a_poll_in_a_page_read_as_an_audience_takes_ballots_as_that_one(client, article, business):
    article.body = [("poll", {"poll": PollFactory()})]
    article.save()

    page = client.get(article.url, {"for": "business"}).text

    assert '<input type="hidden" name="audience" value="business">' in page
    assert f'name="back" value="{article.url}?for=business"' in page


def test_a_poll_in_a_page_read_by_everyone_takes_ballots_as_none(client, article, business):
    article.body = [("poll", {"poll": PollFactory()})]
    article.save()

    assert 'name="audience"' not in client.get(article.url).text
