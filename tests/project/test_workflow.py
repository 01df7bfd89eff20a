"""The workflow from a submitted draft to a published page, with its notifications."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ArticlePage
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db


def create_group_member(django_user_model, group):
    """Return a user in a group, and a client that is logged in as this user."""
    name = group.lower()
    user = django_user_model.objects.create_user(name, f"{name}@rostrum.example")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return user, client


@pytest.fixture
def writer(django_user_model, author):
    user, client = create_group_member(django_user_model, "Authors")
    author.user = user
    author.save()
    return client


@pytest.fixture
def editor(django_user_model):
    return create_group_member(django_user_model, "Editors")[1]


@pytest.fixture
def draft(author):
    article = ArticlePageFactory(parent=author, title="A draft", slug="a-draft", live=False)
    article.save_revision()
    return article


def submit_form(client, article, action, **changes):
    """Submit the article's form with one of its buttons."""
    formsets = {name: inline_formset([]) for name in ("bylines", "page_audiences", "comments")}
    form = {
        "title": article.title,
        "slug": article.slug,
        "date": "2026-01-01",
        "standfirst": "Short.",
        **formsets,
        "body": streamfield([]),
        **changes,
        f"action-{action}": "1",
    }
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(url, nested_form_data(form))


def finish_task(client, article, action, **data):
    """Approve or reject the current task of an article."""
    task = TaskState.objects.get(status="in_progress")
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, action, task.pk])
    return give_reason(client, client.post(url, data))


def give_reason(client, response):
    """Give a reason to publish without an image and a topic, if the response requires one."""
    url = response.headers["Location"]
    if "publish-anyway" not in url:
        return response
    digest = client.get(url).context["digest"]
    return client.post(url, {"reason": "For a test", "digest": digest})


@pytest.fixture
def submitted(writer, draft):
    submit_form(writer, draft, "submit")
    return draft


def reload(article):
    return ArticlePage.objects.get(pk=article.pk)


def test_submitted_draft_waits_for_editors(submitted):
    assert WorkflowState.objects.get().current_task_state.task.name == "Editors’ approval"


def test_editors_are_notified_by_mail(editor, writer, draft, mailoutbox):
    submit_form(writer, draft, "submit")

    assert ["editors@rostrum.example"] in [mail.to for mail in mailoutbox]


def test_author_cannot_publish(writer, draft):
    submit_form(writer, draft, "publish")

    assert not reload(draft).live


def test_author_cannot_approve(writer, submitted):
    finish_task(writer, submitted, "approve")

    assert not reload(submitted).live


def test_approval_publishes_the_page(editor, submitted):
    finish_task(editor, submitted, "approve")

    assert reload(submitted).live


def test_author_is_notified_of_the_approval(editor, submitted, mailoutbox):
    mailoutbox.clear()
    finish_task(editor, submitted, "approve")

    assert ["authors@rostrum.example"] in [mail.to for mail in mailoutbox]


def test_rejected_page_stays_a_draft(editor, submitted):
    finish_task(editor, submitted, "reject", comment="Where is the source?")

    assert not reload(submitted).live


def test_author_is_notified_of_the_reason_for_a_rejection(editor, submitted, mailoutbox):
    mailoutbox.clear()
    finish_task(editor, submitted, "reject", comment="Where is the source?")

    [mail] = [mail for mail in mailoutbox if mail.to == ["authors@rostrum.example"]]
    assert "Where is the source?" in mail.body


def test_workflow_history_shows_the_reason_for_a_rejection(editor, writer, submitted):
    finish_task(editor, submitted, "reject", comment="Where is the source?")

    history = writer.get(reverse("wagtailadmin_pages:workflow_history", args=[submitted.pk]))
    state = WorkflowState.objects.get()
    url = reverse("wagtailadmin_pages:workflow_history_detail", args=[submitted.pk, state.pk])

    assert history.status_code == 200
    assert "Where is the source?" in writer.get(url).text


def test_author_can_resubmit_a_rejected_page(editor, writer, submitted):
    finish_task(editor, submitted, "reject", comment="Where is the source?")
    submit_form(writer, submitted, "restart-workflow")

    assert WorkflowState.objects.filter(status="in_progress").exists()


# Scheduled publication


def in_a_week():
    return timezone.localtime() + timedelta(days=7)


def test_approved_page_with_a_date_is_not_published_yet(editor, submitted):
    submit_form(editor, submitted, "save", go_live_at=f"{in_a_week():%Y-%m-%d %H:%M}")
    finish_task(editor, submitted, "approve")

    assert not reload(submitted).live


def test_scheduler_publishes_an_approved_page(editor, submitted):
    submit_form(editor, submitted, "save", go_live_at=f"{in_a_week():%Y-%m-%d %H:%M}")
    finish_task(editor, submitted, "approve")

    with time_machine.travel(in_a_week() + timedelta(minutes=1)):
        call_command("run_scheduled_jobs")

    assert reload(submitted).live


def test_scheduler_unpublishes_an_expired_page(editor, draft):
    expiring = {"expire_at": f"{in_a_week():%Y-%m-%d %H:%M}"}
    give_reason(editor, submit_form(editor, draft, "publish", **expiring))
    assert reload(draft).live

    with time_machine.travel(in_a_week() + timedelta(minutes=1)):
        call_command("run_scheduled_jobs")

    assert not reload(draft).live
