"""Requests of an editor who publishes, and their results."""

from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from articles.models import ArticlePage
from tests.workflows import create_approval_workflow

PLAIN_TEXT = "<p>Nobody counts who sits down.</p>"
BROKEN_LINK = '<p>Nobody counts at <a linktype="page" id="99999">the port</a>.</p>'
VAGUE_LINK = '<p>Read the count <a href="https://example.org/">here</a>.</p>'


def build_form_data(html, **fields):
    """Return the data of the editor's form with the button "Publish"."""
    data = {
        "title": "Where people stop",
        "slug": "stop",
        "standfirst": "People sit down.",
        "date": "2026-11-01",
        "hero_alt": "",
        "seo_title": "",
        "search_description": "",
        "body": streamfield([("paragraph", {"text": "{}", "audiences": []})]),
        "action-publish": "1",
    }
    for formset in ("bylines", "page_audiences", "comments"):
        data |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}
    text = {"body-0-value-text": rich_text(html, features=["link"])}
    return nested_form_data(data) | text | fields


def publish_from_editor(client, article, html, **fields):
    url = reverse("wagtailadmin_pages:edit", args=[article.pk])
    return client.post(url, build_form_data(html, **fields), follow=True)


def get_digest(client, url, **query):
    """Return the digest that the form for a reason submits, "" without the form."""
    return (client.get(url, query).context or {}).get("digest", "")


def publish_anyway(client, article, reason="They say so themselves", **query):
    url = reverse("publish_anyway", args=[article.pk])
    data = {"reason": reason, "digest": get_digest(client, url, **query)}
    return client.post(url, data, query_params=query, follow=True)


def get_latest_draft(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


def is_live(article):
    return ArticlePage.objects.get(pk=article.pk).live


def get_log_entries(article):
    return PageLogEntry.objects.filter(page=article.pk, action="articles.publish_anyway")


def submit_to_reviewers(article, user):
    group = Group.objects.create(name="Reviewers")
    user.groups.add(group)
    create_approval_workflow(group).start(article, user)
    return ArticlePage.objects.get(pk=article.pk)


def approve(client, article, comment=""):
    state = article.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    return client.post(url, {"comment": comment}, follow=True)
