"""Every page type with a body is checked before it is published."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticlePage
from articles.preflight.publishing import PreflightError
from home.models import AudiencePage, FeaturedArticle, HomePage, PinnedPage, StandardPage
from tests.factories import ArticlePageFactory, StandardPageFactory
from tests.project.test_every_page_type import every_page_type

HEADING = ("heading", {"text": "Out of order", "level": "4"})
VAGUE_LINK = ("paragraph", {"text": '<p>All is <a href="https://example.org/">here</a>.</p>'})


@pytest.fixture
def save_draft(home, author, business_page):
    """Return a function that saves a draft with these blocks of the only page of a type."""
    StandardPageFactory(parent=home)
    ArticlePageFactory(parent=author)

    def save(model, *blocks):
        page = model.objects.get()
        page.body = list(blocks)
        page.save_revision()
        return page

    return save


def publish_draft(page):
    page.get_latest_revision().publish()
    return Page.objects.get(pk=page.pk).live_revision is not None


@every_page_type
def test_blocking_issue_prevents_publication(save_draft, model):
    with pytest.raises(PreflightError, match="skips a level"):
        publish_draft(save_draft(model, HEADING))


@every_page_type
def test_page_without_issues_is_published(save_draft, model):
    assert publish_draft(save_draft(model))


@every_page_type
def test_panel_lists_a_warning(admin_client, save_draft, model):
    page = save_draft(model, VAGUE_LINK)

    assert (
        "does not describe its target"
        in admin_client.get(reverse("preflight", args=[page.pk])).text
    )


@every_page_type
def test_warning_is_overridden_with_a_reason(admin_client, save_draft, model):
    page = save_draft(model, VAGUE_LINK)
    url = reverse("publish_anyway", args=[page.pk])
    digest = admin_client.get(url).context["digest"]
    admin_client.post(url, {"reason": "It is a list of sources", "digest": digest})

    assert Page.objects.get(pk=page.pk).live_revision is not None


@pytest.mark.parametrize("model", [HomePage, AudiencePage, StandardPage])
def test_checks_of_articles_do_not_apply_to_other_pages(admin_client, save_draft, model):
    page = save_draft(model)

    assert "No problems found" in admin_client.get(reverse("preflight", args=[page.pk])).text


def test_article_without_a_topic_has_a_warning(admin_client, save_draft):
    page = save_draft(ArticlePage)

    assert "Topics" in admin_client.get(reverse("preflight", args=[page.pk])).text


# Fields beside the body


def get_issue_list(client, page):
    page.save_revision()
    return " ".join(client.get(reverse("preflight", args=[page.pk])).text.split())


def test_links_of_a_biography_are_checked(admin_client, author):
    author.biography = '<p>She was at <a linktype="page" id="99999">the port</a>.</p>'

    assert "The link “the port” points to a page that was deleted" in get_issue_list(
        admin_client, author
    )


def test_unpublished_featured_article_is_a_warning(admin_client, home, author):
    article = ArticlePageFactory(parent=author, title="Not yet", live=False)
    home.featured_articles = [FeaturedArticle(article=article)]

    assert "“Not yet” is not public" in get_issue_list(admin_client, home)


def test_unpublished_pinned_page_is_a_warning(admin_client, business_page, author):
    article = ArticlePageFactory(parent=author, title="Not yet", live=False)
    business_page.pinned = [PinnedPage(pinned_page=article)]

    assert "“Not yet” is not public" in get_issue_list(admin_client, business_page)


def test_audience_page_without_an_audience_is_not_published(business_page):
    business_page.audience = None
    business_page.save_revision(clean=False)

    with pytest.raises(PreflightError, match="Audience: No audience is chosen"):
        publish_draft(business_page)


def test_taken_slug_prevents_publication(admin_client, home):
    page = StandardPageFactory(parent=home, live=False)
    page.slug = "taken"
    page.save_revision()
    StandardPageFactory(parent=home, slug="taken")

    response = admin_client.get(reverse("publish_anyway", args=[page.pk]), follow=True)

    assert "already in use" in response.text
    with pytest.raises(PreflightError):
        publish_draft(page)
