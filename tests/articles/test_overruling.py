"""Where readers would stumble, a page is published with a reason."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission

from articles.models import ArticlePage, Byline
from tests.articles.publishing import (
    DEAD,
    SLIP,
    WORDS,
    approve,
    entries,
    form_of,
    is_live,
    overrule,
    seen_at,
    send,
    submit,
)
from tests.factories import ArticlePageFactory, AuthorPageFactory

pytestmark = pytest.mark.django_db


def test_a_slip_is_asked_about(admin_client, draft):
    article = draft(WORDS)

    page = send(admin_client, article, SLIP)

    assert not is_live(article)
    assert page.redirect_chain[-1][0] == reverse("overrule_findings", args=[article.pk])
    assert "does not say where it leads" in page.text


def test_a_slip_is_overruled_with_a_reason(admin_client, draft):
    article = draft(SLIP)

    page = overrule(admin_client, article)

    assert is_live(article)
    assert "has been published" in page.text


def test_the_reason_is_in_the_history(admin_client, draft):
    article = draft(SLIP)
    overrule(admin_client, article)

    history = admin_client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).text

    assert "They say so themselves" in history
    (entry,) = entries(article)
    assert "link-words" in {warning["key"].split()[0] for warning in entry.data["warnings"]}


def test_without_a_reason_nothing_is_published(admin_client, draft):
    article = draft(SLIP)

    overrule(admin_client, article, note=" ")

    assert not is_live(article)
    assert not entries(article).exists()


def test_what_was_overruled_is_not_asked_about_again(admin_client, draft):
    article = draft(SLIP)
    overrule(admin_client, article)
    article.refresh_from_db()
    article.title = "Where people stop and sit"
    article.save_revision()

    (left,) = admin_client.get(reverse("preflight", args=[article.pk])).context["slips"] or [None]

    assert left is None


def test_a_draft_that_changed_meanwhile_is_looked_at_again(admin_client, draft):
    article = draft(SLIP)
    address = reverse("overrule_findings", args=[article.pk])
    seen = seen_at(admin_client, address)
    article.save_revision()

    page = admin_client.post(address, {"note": "A reason", "seen": seen})

    assert not is_live(article)
    assert "The draft has changed since" in page.text


def test_an_article_with_nothing_left_to_ask_is_published_at_once(admin_client, draft):
    article = draft(WORDS)
    overrule(admin_client, article)
    ArticlePage.objects.get(pk=article.pk).unpublish()

    send(admin_client, article, WORDS)

    assert is_live(article)


def test_a_new_article_is_published_with_a_reason(admin_client, author):
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", author.pk])
    admin_client.post(address, form_of(SLIP))

    overrule(admin_client, ArticlePage.objects.get(slug="stop"))

    assert ArticlePage.objects.get(slug="stop").live


def test_what_is_to_go_out_later_is_scheduled_with_a_reason(admin_client, draft):
    article = draft(SLIP, go_live_at=timezone.now() + timedelta(days=1))

    page = overrule(admin_client, article)

    assert not is_live(article)
    assert "has been scheduled for publishing" in page.text
    assert ArticlePage.objects.get(pk=article.pk).scheduled_revision


def test_nobody_overrules_who_may_not_publish(client, django_user_model, draft, author):
    article = draft(SLIP)
    user = django_user_model.objects.create_user("author", password="x")
    group = Group.objects.create(name="Writers")
    GroupPagePermission.objects.create(group=group, page=author, permission_type="change")
    user.groups.add(group)
    client.force_login(user)

    overrule(client, article)

    assert not is_live(article)


def test_an_approval_of_what_would_break_is_refused(admin_client, admin_user, draft):
    article = submit(draft(DEAD), admin_user)

    page = approve(admin_client, article)

    assert not is_live(article)
    assert ArticlePage.objects.get(pk=article.pk).workflow_in_progress
    assert "This would break it" in page.text


def test_an_approval_asks_about_slips(admin_client, admin_user, draft):
    article = submit(draft(SLIP), admin_user)

    page = approve(admin_client, article)

    assert not is_live(article)
    assert "Approve all the same" in page.text


def test_an_approval_is_given_with_a_reason(admin_client, admin_user, draft):
    article = submit(draft(SLIP), admin_user)

    overrule(admin_client, article, then="approve")

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.live
    assert not article.workflow_in_progress
    assert entries(article).exists()


def test_what_has_come_up_meanwhile_is_looked_at(admin_client, draft, author):
    other = ArticlePageFactory(parent=author)
    article = draft(f'{SLIP}<p>And <a linktype="page" id="{other.pk}">the other</a></p>')
    address = reverse("overrule_findings", args=[article.pk])
    seen = seen_at(admin_client, address)
    other.unpublish()

    page = admin_client.post(address, {"note": "A reason", "seen": seen})

    assert not is_live(article)
    assert "is not published. Readers see no link" in page.text


def test_a_reason_is_for_what_it_was_given_for(admin_client, draft, author):
    hidden = AuthorPageFactory.create_batch(2, parent=author.get_parent(), live=False)
    article = draft(WORDS)
    article.bylines = [Byline(author=hidden[0])]
    article.save_revision()
    overrule(admin_client, article)
    article.bylines = [Byline(author=hidden[1])]
    article.save_revision()

    page = admin_client.get(reverse("overrule_findings", args=[article.pk]))

    assert "Readers cannot open this author’s page" in page.text


def test_with_nothing_left_to_ask_nobody_is_asked(admin_client, draft):
    article = draft(SLIP)
    overrule(admin_client, article)

    page = admin_client.get(reverse("overrule_findings", args=[article.pk]))

    assert page.headers["Location"] == reverse("wagtailadmin_pages:edit", args=[article.pk])


def test_the_comment_of_an_approval_is_the_reason_unless_it_is_changed(
    admin_client, admin_user, draft
):
    article = submit(draft(SLIP), admin_user)

    page = approve(admin_client, article, comment="Good as it is")

    assert "Good as it is</textarea>" in page.text


def test_a_newer_version_with_a_date_is_said_to_be_scheduled(admin_client, draft):
    article = draft(WORDS)
    overrule(admin_client, article)
    article = ArticlePage.objects.get(pk=article.pk)
    article.go_live_at = timezone.now() + timedelta(days=1)
    article.body = [("paragraph", {"text": SLIP})]
    article.save_revision()

    assert "has been scheduled for publishing" in overrule(admin_client, article).text


def test_many_at_once_are_asked_about_one_by_one(admin_client, draft):
    article = draft(SLIP)
    path = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    page = admin_client.post(f"{path}?id={article.pk}&next=/admin/pages/", follow=True)

    assert not is_live(article)
    assert reverse("overrule_findings", args=[article.pk]) in page.text
