"""A page with warnings is published if an editor gives a reason."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from articles.models import ArticlePage, Byline
from tests.articles.preflight.publishing import (
    BROKEN_LINK,
    PLAIN_TEXT,
    VAGUE_LINK,
    approve,
    build_form_data,
    get_digest,
    get_log_entries,
    is_live,
    publish_anyway,
    publish_from_editor,
    submit_to_reviewers,
)
from tests.factories import ArticlePageFactory, AuthorPageFactory

pytestmark = pytest.mark.django_db


def test_editor_with_a_warning_must_give_a_reason(admin_client, draft):
    article = draft(PLAIN_TEXT)

    page = publish_from_editor(admin_client, article, VAGUE_LINK)

    assert not is_live(article)
    assert page.redirect_chain[-1][0] == reverse("publish_anyway", args=[article.pk])
    assert "does not describe its target" in page.text


def test_page_is_published_with_a_reason(admin_client, draft):
    article = draft(VAGUE_LINK)

    page = publish_anyway(admin_client, article)

    assert is_live(article)
    assert "has been published" in page.text


def test_history_shows_the_reason(admin_client, draft):
    article = draft(VAGUE_LINK)
    publish_anyway(admin_client, article)

    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).text

    assert "They say so themselves" in history
    (entry,) = get_log_entries(article)
    assert "link-words" in {warning["key"].split()[0] for warning in entry.data["warnings"]}


def test_page_is_not_published_without_a_reason(admin_client, draft):
    article = draft(VAGUE_LINK)

    publish_anyway(admin_client, article, reason=" ")

    assert not is_live(article)
    assert not get_log_entries(article).exists()


def test_overridden_warning_stays_overridden(admin_client, draft):
    article = draft(VAGUE_LINK)
    publish_anyway(admin_client, article)
    article.refresh_from_db()
    article.title = "Where people stop and sit"
    article.save_revision()

    context = admin_client.get(reverse("preflight", args=[article.pk])).context

    assert context["warnings"] == []


def test_reason_is_rejected_if_the_draft_has_changed(admin_client, draft):
    article = draft(VAGUE_LINK)
    url = reverse("publish_anyway", args=[article.pk])
    digest = get_digest(admin_client, url)
    article.save_revision()

    page = admin_client.post(url, {"reason": "A reason", "digest": digest})

    assert not is_live(article)
    assert "The draft has changed" in page.text


def test_article_without_open_issues_is_published_at_once(admin_client, draft):
    article = draft(PLAIN_TEXT)
    publish_anyway(admin_client, article)
    ArticlePage.objects.get(pk=article.pk).unpublish()

    publish_from_editor(admin_client, article, PLAIN_TEXT)

    assert is_live(article)


def test_new_article_is_published_with_a_reason(admin_client, author):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", author.pk])
    admin_client.post(url, build_form_data(VAGUE_LINK))

    publish_anyway(admin_client, ArticlePage.objects.get(slug="stop"))

    assert ArticlePage.objects.get(slug="stop").live


def test_page_is_scheduled_with_a_reason(admin_client, draft):
    article = draft(VAGUE_LINK, go_live_at=timezone.now() + timedelta(days=1))

    page = publish_anyway(admin_client, article)

    assert not is_live(article)
    assert "has been scheduled for publishing" in page.text
    assert ArticlePage.objects.get(pk=article.pk).scheduled_revision


def test_override_requires_the_permission_to_publish(client, django_user_model, draft, author):
    article = draft(VAGUE_LINK)
    user = django_user_model.objects.create_user("author", password="x")
    group = Group.objects.create(name="Writers")
    GroupPagePermission.objects.create(group=group, page=author, permission_type="change")
    user.groups.add(group)
    client.force_login(user)

    publish_anyway(client, article)

    assert not is_live(article)


def test_approval_of_a_blocking_issue_is_rejected(admin_client, admin_user, draft):
    article = submit_to_reviewers(draft(BROKEN_LINK), admin_user)

    page = approve(admin_client, article)

    assert not is_live(article)
    assert ArticlePage.objects.get(pk=article.pk).workflow_in_progress
    assert "Fix these problems" in page.text


def test_approver_with_a_warning_must_give_a_reason(admin_client, admin_user, draft):
    article = submit_to_reviewers(draft(VAGUE_LINK), admin_user)

    page = approve(admin_client, article)

    assert not is_live(article)
    assert "Approve anyway" in page.text


def test_page_is_approved_with_a_reason(admin_client, admin_user, draft):
    article = submit_to_reviewers(draft(VAGUE_LINK), admin_user)

    publish_anyway(admin_client, article, action="approve")

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.live
    assert not article.workflow_in_progress
    assert get_log_entries(article).exists()


def test_reason_is_rejected_if_the_issues_have_changed(admin_client, draft, author):
    linked_article = ArticlePageFactory(parent=author)
    article = draft(
        f'{VAGUE_LINK}<p>And <a linktype="page" id="{linked_article.pk}">the other</a></p>'
    )
    url = reverse("publish_anyway", args=[article.pk])
    digest = get_digest(admin_client, url)
    linked_article.unpublish()

    page = admin_client.post(url, {"reason": "A reason", "digest": digest})

    assert not is_live(article)
    assert "is not published. Readers see no link" in page.text


def test_reason_does_not_override_a_warning_about_another_author(admin_client, draft, author):
    hidden = AuthorPageFactory.create_batch(2, parent=author.get_parent(), live=False)
    article = draft(PLAIN_TEXT)
    article.bylines = [Byline(author=hidden[0])]
    article.save_revision()
    publish_anyway(admin_client, article)
    article.bylines = [Byline(author=hidden[1])]
    article.save_revision()

    page = admin_client.get(reverse("publish_anyway", args=[article.pk]))

    assert "Readers cannot open this author’s page" in page.text


def test_form_without_open_issues_redirects_to_the_editor(admin_client, draft):
    article = draft(VAGUE_LINK)
    publish_anyway(admin_client, article)

    page = admin_client.get(reverse("publish_anyway", args=[article.pk]))

    assert page.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_comment_of_an_approval_is_the_initial_reason(admin_client, admin_user, draft):
    article = submit_to_reviewers(draft(VAGUE_LINK), admin_user)

    page = approve(admin_client, article, comment="Good as it is")

    assert "Good as it is</textarea>" in page.text


def test_success_message_of_a_scheduled_version_says_so(admin_client, draft):
    article = draft(PLAIN_TEXT)
    publish_anyway(admin_client, article)
    article = ArticlePage.objects.get(pk=article.pk)
    article.go_live_at = timezone.now() + timedelta(days=1)
    article.body = [("paragraph", {"text": VAGUE_LINK})]
    article.save_revision()

    assert "has been scheduled for publishing" in publish_anyway(admin_client, article).text


def test_bulk_publish_links_to_the_form_for_each_page(admin_client, draft):
    article = draft(VAGUE_LINK)
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    page = admin_client.post(f"{path}?id={article.pk}&next=/admin/pages/", follow=True)

    assert not is_live(article)
    assert reverse("publish_anyway", args=[article.pk]) in page.text
