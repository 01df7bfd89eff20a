"""Every type of page is looked at before it goes out."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from articles.models import ArticlePage
from home.models import AudiencePage, HomePage, StandardPage
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


def publish(client, page):
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{path}?id={page.pk}&next=/admin/")
    return Page.objects.get(pk=page.pk).live_revision is not None


@every_page_type
def test_what_would_break_it_is_refused(admin_client, page_of, model):
    assert not publish(admin_client, page_of(model, HEADING))


@every_page_type
def test_what_is_whole_is_published(admin_client, page_of, model):
    assert publish(admin_client, page_of(model))


@every_page_type
def test_the_panel_tells_of_a_slip(admin_client, page_of, model):
    page = page_of(model, HERE)

    assert (
        "does not say where it leads" in admin_client.get(reverse("preflight", args=[page.pk])).text
    )


@every_page_type
def test_a_slip_is_overruled_with_a_reason(admin_client, page_of, model):
    page = page_of(model, HERE)
    reason = {"note": "It is a list of sources", "revision": page.latest_revision_id}
    admin_client.post(reverse("overrule_findings", args=[page.pk]), reason)

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
