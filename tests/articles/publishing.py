"""What tests of publishing send, and what became of it."""

from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from articles.models import ArticlePage
from tests.workflows import approval

WORDS = "<p>Nobody counts who sits down.</p>"
DEAD = '<p>Nobody counts at <a linktype="page" id="99999">the port</a>.</p>'
SLIP = '<p>Who counts is told <a href="https://example.org/">here</a>.</p>'


def form_of(words, **fields):
    """Return what the editor's form sends when it publishes."""
    data = {
        "title": "Where people stop",
        "slug": "stop",
        "standfirst": "Benches tell.",
        "date": "2026-11-01",
        "hero_alt": "",
        "seo_title": "",
        "search_description": "",
        "body": streamfield([("paragraph", {"text": "{}", "audiences": []})]),
        "action-publish": "1",
    }
    for formset in ("bylines", "page_audiences", "comments"):
        data |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}
    text = {"body-0-value-text": rich_text(words, features=["link"])}
    return nested_form_data(data) | text | fields


def send(client, article, words, **fields):
    form = form_of(words, **fields)
    return client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form, follow=True)


def seen_at(client, address, **query):
    """Return what the page that asks for a reason sends along; nothing where it does not ask."""
    return (client.get(address, query).context or {}).get("seen", "")


def overrule(client, article, note="They say so themselves", **query):
    address = reverse("overrule_findings", args=[article.pk])
    data = {"note": note, "seen": seen_at(client, address, **query)}
    return client.post(address, data, query_params=query, follow=True)


def latest(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


def is_live(article):
    return ArticlePage.objects.get(pk=article.pk).live


def entries(article):
    return PageLogEntry.objects.filter(page=article.pk, action="articles.overrule")


def submit(article, user):
    group = Group.objects.create(name="Reviewers")
    user.groups.add(group)
    approval(group).start(article, user)
    return ArticlePage.objects.get(pk=article.pk)


def approve(client, article, comment=""):
    state = article.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    return client.post(address, {"comment": comment}, follow=True)
