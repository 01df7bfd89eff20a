"""From a draft that is submitted to a page that goes out: who is asked, who is told."""

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


def member(django_user_model, group):
    """Return a user in a group, and a client signed in as that user."""
    name = group.lower()
    user = django_user_model.objects.create_user(name, f"{name}@rostrum.example")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return user, client


@pytest.fixture
def writer(django_user_model, author):
    user, client = member(django_user_model, "Authors")
    author.user = user
    author.save()
    return client


@pytest.fixture
def editor(django_user_model):
    return member(django_user_model, "Editors")[1]


@pytest.fixture
def draft(author):
    article = ArticlePageFactory(parent=author, title="A draft", slug="a-draft", live=False)
    article.save_revision()
    return article


def send(client, article, action, **changes):
    """Send the article's form with one of its buttons."""
    empty = {name: inline_formset([]) for name in ("bylines", "page_audiences", "comments")}
    form = {
        "title": article.title,
        "slug": article.slug,
        "date": "2026-01-01",
        "standfirst": "Short.",
        **empty,
        "body": streamfield([]),
        **changes,
        f"action-{action}": "1",
    }
    address = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(address, nested_form_data(form))


def decide(client, article, action, **data):
    """Approve or reject the task that an article waits for."""
    task = TaskState.objects.get(status="in_progress")
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, action, task.pk])
    return with_reason(client, article, client.post(address, data))


def with_reason(client, article, answer):
    """Say why an article goes out without a picture and a topic, where that is asked."""
    if "overrule" not in answer.headers["Location"]:
        return answer
    address = answer.headers["Location"]
    seen = client.get(address).context["seen"]
    return client.post(address, {"note": "For a test", "seen": seen})


@pytest.fixture
def submitted(writer, draft):
    send(writer, draft, "submit")
    return draft


def fresh(article):
    return ArticlePage.objects.get(pk=article.pk)


def test_what_an_author_submits_waits_for_editors(submitted):
    assert WorkflowState.objects.get().current_task_state.task.name == "Editors’ approval"


def test_editors_are_told_by_mail(editor, writer, draft, mailoutbox):
    send(writer, draft, "submit")

    assert ["editors@rostrum.example"] in [mail.to for mail in mailoutbox]


def test_an_author_cannot_publish_by_sending_the_editors_button(writer, draft):
    send(writer, draft, "publish")

    assert not fresh(draft).live


def test_an_author_cannot_approve(writer, submitted):
    decide(writer, submitted, "approve")

    assert not fresh(submitted).live


def test_approval_publishes(editor, submitted):
    decide(editor, submitted, "approve")

    assert fresh(submitted).live


def test_the_author_is_told_of_the_approval(editor, submitted, mailoutbox):
    mailoutbox.clear()
    decide(editor, submitted, "approve")

    assert ["authors@rostrum.example"] in [mail.to for mail in mailoutbox]


def test_what_is_sent_back_stays_a_draft(editor, submitted):
    decide(editor, submitted, "reject", comment="Where is the source?")

    assert not fresh(submitted).live


def test_the_author_is_told_why_it_was_sent_back(editor, submitted, mailoutbox):
    mailoutbox.clear()
    decide(editor, submitted, "reject", comment="Where is the source?")

    [mail] = [mail for mail in mailoutbox if mail.to == ["authors@rostrum.example"]]
    assert "Where is the source?" in mail.body


def test_the_reason_is_shown_where_the_author_writes(editor, writer, submitted):
    decide(editor, submitted, "reject", comment="Where is the source?")

    found = writer.get(reverse("wagtailadmin_pages:workflow_history", args=[submitted.pk]))
    state = WorkflowState.objects.get()
    address = reverse("wagtailadmin_pages:workflow_history_detail", args=[submitted.pk, state.pk])

    assert found.status_code == 200
    assert "Where is the source?" in writer.get(address).text


def test_an_author_may_submit_again_what_was_sent_back(editor, writer, submitted):
    decide(editor, submitted, "reject", comment="Where is the source?")
    send(writer, submitted, "restart-workflow")

    assert WorkflowState.objects.filter(status="in_progress").exists()


# With a date


def in_a_week():
    return timezone.localtime() + timedelta(days=7)


def test_what_is_approved_with_a_date_waits_for_the_scheduler(editor, submitted):
    send(editor, submitted, "save", go_live_at=f"{in_a_week():%Y-%m-%d %H:%M}")
    decide(editor, submitted, "approve")

    assert not fresh(submitted).live


def test_the_scheduler_publishes_it(editor, submitted):
    send(editor, submitted, "save", go_live_at=f"{in_a_week():%Y-%m-%d %H:%M}")
    decide(editor, submitted, "approve")

    with time_machine.travel(in_a_week() + timedelta(minutes=1)):
        call_command("run_scheduled_jobs")

    assert fresh(submitted).live


def test_the_scheduler_takes_it_back(editor, draft):
    expiring = {"expire_at": f"{in_a_week():%Y-%m-%d %H:%M}"}
    with_reason(editor, draft, send(editor, draft, "publish", **expiring))
    assert fresh(draft).live

    with time_machine.travel(in_a_week() + timedelta(minutes=1)):
        call_command("run_scheduled_jobs")

    assert not fresh(draft).live
