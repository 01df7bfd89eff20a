"""Renamed and deleted audiences, and the audiences of ballots."""

import pytest

from articles.models import ArticlePage, Audience, FormerAudience
from polls.hooks import clean_audience_slug, get_poll_audiences
from tests.factories import ArticlePageFactory, AudienceFactory, PollFactory, set_audiences


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author)


# Pages


def test_page_for_deleted_audience_is_for_everyone(article, business):
    set_audiences(article, {business: "Because."})

    business.delete()

    assert ArticlePage.objects.get(pk=article.pk).audiences == []


def test_draft_for_deleted_audience_can_be_published(article, business):
    set_audiences(article, {business: "Because."})
    draft = article.save_revision()

    business.delete()
    draft.publish()

    assert ArticlePage.objects.get(pk=article.pk).audiences == []


# Ballots


def test_ballots_of_renamed_audience_have_its_former_name(business):
    business.slug, business.name = "industry", "Industry"
    business.save()

    assert get_poll_audiences() == {"business": "Business", "industry": "Industry"}


def test_ballots_of_deleted_audience_have_its_name(business):
    business.delete()

    assert get_poll_audiences() == {"business": "Business"}


def test_audiences_deleted_in_one_query_are_all_saved_as_former(business):
    AudienceFactory(slug="students")

    Audience.objects.all().delete()

    assert {former.slug for former in FormerAudience.objects.all()} == {"business", "students"}


def test_former_slug_is_valid_for_ballots(business):
    business.slug = "industry"
    business.save()

    assert clean_audience_slug("business") == "business"


def test_audience_names_are_loaded_in_one_query(business, django_assert_num_queries):
    with django_assert_num_queries(1):
        get_poll_audiences()


def test_ballot_form_on_page_for_audience_has_its_slug(client, article, business):
    article.body = [("poll", {"poll": PollFactory()})]
    article.save()

    page = client.get(article.url, {"for": "business"}).text

    assert '<input type="hidden" name="audience" value="business">' in page
    assert f'name="back" value="{article.url}?for=business"' in page


def test_ballot_form_on_page_for_everyone_has_no_audience(client, article, business):
    article.body = [("poll", {"poll": PollFactory()})]
    article.save()

    assert 'name="audience"' not in client.get(article.url).text
