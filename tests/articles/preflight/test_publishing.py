"""A page with blocking issues is not published, in the editor or anywhere else."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken

from articles.models import ArticlePage, Byline
from tests.articles.preflight.publishing import (
    BROKEN_LINK,
    PLAIN_TEXT,
    VAGUE_LINK,
    build_form_data,
    get_latest_draft,
    get_log_entries,
    is_live,
    publish_anyway,
    publish_from_editor,
)
from tests.factories import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db


# In the editor


def test_draft_with_a_blocking_issue_is_saved_but_not_published(admin_client, draft):
    article = draft(PLAIN_TEXT)

    page = publish_from_editor(admin_client, article, BROKEN_LINK)

    assert not is_live(article)
    assert "points to a page that was deleted" in page.text
    assert "99999" in get_latest_draft(article).body[0].value["text"].source


def test_missing_value_is_listed_with_its_location(admin_client, draft):
    article = draft(PLAIN_TEXT)

    page = publish_from_editor(
        admin_client, article, PLAIN_TEXT, **{"body-0-value-text": '{"blocks": []}'}
    )

    assert not is_live(article)
    assert "Block 1, Paragraph: Text: Text is missing. Readers would see" in page.text


def test_error_of_the_form_is_listed_with_its_location(admin_client, draft):
    article = draft(PLAIN_TEXT)
    heading = {"body-0-type": "heading", "body-0-value-level": "2", "body-0-value-text": ""}

    page = publish_from_editor(admin_client, article, PLAIN_TEXT, **heading)

    assert not is_live(article)
    assert "Block 1, Heading: Text: Text is missing. Readers would see" in page.text


def test_invalid_level_is_an_error_that_preserves_the_text(admin_client, draft):
    article = draft(PLAIN_TEXT)
    heading = {
        "body-0-type": "heading",
        "body-0-value-text": "Who sits",
        "body-0-value-level": "abc",
    }

    page = publish_from_editor(admin_client, article, PLAIN_TEXT, **heading)

    assert "abc is not one of the available choices" in page.text
    assert "Who sits" in page.text


@pytest.mark.parametrize("words", [BROKEN_LINK, VAGUE_LINK])
def test_new_article_with_issues_is_saved_as_a_draft(admin_client, author, words):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", author.pk])

    admin_client.post(url, build_form_data(words))

    article = ArticlePage.objects.get(slug="stop")
    assert not article.live
    assert article.get_latest_revision_as_object().body


def test_error_message_links_to_the_field(admin_client, draft):
    article = draft(PLAIN_TEXT)

    page = publish_from_editor(admin_client, article, BROKEN_LINK)

    assert f"#:w:contentpath=body.{get_latest_draft(article).body[0].id}.text" in page.text


def test_blocking_issue_cannot_be_overridden(admin_client, draft):
    article = draft(BROKEN_LINK)

    page = publish_anyway(admin_client, article)

    assert not is_live(article)
    assert "Fix these problems" in page.text
    assert not get_log_entries(article).exists()


# Elsewhere


def test_bulk_publish_is_rejected_if_one_page_has_a_blocking_issue(admin_client, draft):
    complete, broken = draft(PLAIN_TEXT), draft(BROKEN_LINK, slug="broken", title="A broken draft")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    page = admin_client.post(
        f"{url}?id={complete.pk}&id={broken.pk}", {"include_descendants": ""}, follow=True
    )

    assert not is_live(complete)
    assert not is_live(broken)
    assert "Nothing was published" in page.text
    assert "A broken draft" in page.text


@pytest.mark.parametrize(("published", "copies"), [("on", 0), ("", 1)])
def test_copy_with_a_blocking_issue_can_only_be_a_draft(
    admin_client, draft, author, published, copies
):
    article = draft(BROKEN_LINK)
    article.live = True
    article.save()
    form = {
        "new_title": "A copy",
        "new_slug": "copy",
        "new_parent_page": author.pk,
        "publish_copies": published,
    }

    admin_client.post(reverse("wagtailadmin_pages:copy", args=[article.pk]), form)

    assert ArticlePage.objects.filter(slug="copy", live=False).count() == copies
    assert not ArticlePage.objects.filter(slug="copy", live=True).exists()


def test_api_rejects_a_page_with_a_blocking_issue(client, admin_user, draft):
    article = draft(BROKEN_LINK)
    _, token = APIToken.create_token(user=admin_user, name="For a test")
    headers = {"Authorization": f"Bearer {token}"}
    url = f"/api/v3/pages/{article.pk}/actions/publish/"

    response = client.post(url, "{}", content_type="application/json", headers=headers)

    assert response.status_code == 422
    assert "was deleted" in json.dumps(response.json())
    assert not is_live(article)


def test_api_rejects_an_edit_that_publishes_a_blocking_issue(client, admin_user, draft):
    article = draft(BROKEN_LINK)
    _, token = APIToken.create_token(user=admin_user, name="For a test")
    body = {"title": "After", "meta": {"type": "articles.ArticlePage", "action": "publish"}}

    response = client.patch(
        f"/api/v3/pages/{article.pk}/",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )

    assert response.status_code == 422
    assert not is_live(article)


def test_scheduled_revision_is_published_without_a_check(admin_client, draft):
    article = draft(BROKEN_LINK)
    revision = article.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()

    call_command("publish_scheduled")

    assert is_live(article)


def test_panel_lists_the_issues_of_the_draft(admin_client, draft):
    article = draft(BROKEN_LINK)

    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text

    assert "Fix 1 problem" in page


def test_panel_of_a_new_article_shows_a_hint(admin_client, author):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", author.pk])

    assert "Save the draft to see its problems" in admin_client.get(url).text


def test_issues_require_the_permission_to_edit(client, django_user_model, draft):
    article = draft(PLAIN_TEXT)
    user = django_user_model.objects.create_user("reader", password="x")
    group = Group.objects.create(name="Readers of the admin")
    user.groups.add(group)
    client.force_login(user)

    assert client.get(reverse("preflight", args=[article.pk])).status_code == 302


@pytest.mark.parametrize("number", [1, 12])
def test_number_of_links_does_not_change_the_queries_of_the_panel(
    admin_client, draft, author, django_assert_num_queries, number
):
    pages = [ArticlePageFactory(parent=author, live=False) for _ in range(number)]
    article = draft("".join(f'<p><a linktype="page" id="{page.pk}">It</a></p>' for page in pages))
    article.bylines = [Byline(author=author)]
    article.topics = [TopicFactory()]
    article.save_revision()
    url = reverse("preflight", args=[article.pk])
    admin_client.get(url)

    # Session, user, profile; the page, its specific article, and the latest revision. Wagtail's
    # queries to build an article from it: the article, its locale, the previous revision, its
    # content type, its topics, the article and the author of bylines, the parent page, comments.
    # Then linked pages with the author; duplicate title; overridden warnings.
    with django_assert_num_queries(18):
        admin_client.get(url)
