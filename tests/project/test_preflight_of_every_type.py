"""Every type of page is looked at before it goes out."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticlePage
from articles.preflight.publishing import NotReady
from home.models import AudiencePage, FeaturedArticle, HomePage, PinnedPage, StandardPage
from tests.factories import ArticlePageFactory, StandardPageFactory
from tests.project.test_every_page_type import every_page_type

HEADING = ("heading", {"text": "Out of order", "level": "4"})
HERE = ("paragraph", {"text": '<p>All is <a href="https://example.org/">here</a>.</p>'})


@pytest.fixture
def page_of(home, author, business_page):
    """Return the one page of a type, with a draft of these blocks that was not published."""
    StandardPageFactory(parent=home)
    ArticlePageFactory(parent=author)

    def draft(model, *blocks):
        page = model.objects.get()
        page.body = list(blocks)
        page.save_revision()
        return page

    return draft


def publish(page):
    page.get_latest_revision().publish()
    return Page.objects.get(pk=page.pk).live_revision is not None


@every_page_type
def test_what_would_break_it_is_refused(page_of, model):
    with pytest.raises(NotReady, match="skips a level"):
        publish(page_of(model, HEADING))


@every_page_type
def test_what_is_whole_is_published(page_of, model):
    assert publish(page_of(model))


@every_page_type
def test_the_panel_tells_of_a_slip(admin_client, page_of, model):
    page = page_of(model, HERE)

    assert (
        "does not say where it leads" in admin_client.get(reverse("preflight", args=[page.pk])).text
    )


@every_page_type
def test_a_slip_is_overruled_with_a_reason(admin_client, page_of, model):
    page = page_of(model, HERE)
    address = reverse("overrule_findings", args=[page.pk])
    seen = admin_client.get(address).context["seen"]
    admin_client.post(address, {"note": "It is a list of sources", "seen": seen})

    assert Page.objects.get(pk=page.pk).live_revision is not None


@pytest.mark.parametrize("model", [HomePage, AudiencePage, StandardPage])
def test_nothing_is_asked_of_pages_that_only_articles_have(admin_client, page_of, model):
    page = page_of(model)

    assert (
        "Nothing stands in the way" in admin_client.get(reverse("preflight", args=[page.pk])).text
    )


def test_an_article_without_a_topic_is_asked_about(admin_client, page_of):
    page = page_of(ArticlePage)

    assert "Topics" in admin_client.get(reverse("preflight", args=[page.pk])).text


# What stands beside the body


def findings(client, page):
    page.save_revision()
    return " ".join(client.get(reverse("preflight", args=[page.pk])).text.split())


def test_the_links_of_a_biography_are_looked_at(admin_client, author):
    author.biography = '<p>She was at <a linktype="page" id="99999">the port</a>.</p>'

    assert "The link “the port” leads to a page that was deleted" in findings(admin_client, author)


def test_a_chosen_article_that_is_not_public_is_told(admin_client, home, author):
    article = ArticlePageFactory(parent=author, title="Not yet", live=False)
    home.features = [FeaturedArticle(article=article)]

    assert "“Not yet” is not public" in findings(admin_client, home)


def test_a_pinned_piece_that_is_not_public_is_told(admin_client, business_page, author):
    article = ArticlePageFactory(parent=author, title="Not yet", live=False)
    business_page.pinned = [PinnedPage(piece=article)]

    assert "“Not yet” is not public" in findings(admin_client, business_page)


def test_a_page_of_an_audience_is_not_published_without_it(business_page):
    business_page.audience = None
    business_page.save_revision(clean=False)

    with pytest.raises(NotReady, match="Audience: None is chosen"):
        publish(business_page)


def test_an_address_that_was_taken_since_is_told(admin_client, home):
    page = StandardPageFactory(parent=home, live=False)
    page.slug = "taken"
    page.save_revision()
    StandardPageFactory(parent=home, slug="taken")

    answer = admin_client.get(reverse("overrule_findings", args=[page.pk]), follow=True)

    assert "already in use" in answer.text
    with pytest.raises(NotReady):
        publish(page)
