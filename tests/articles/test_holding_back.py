"""An article is published whole, and with a reason where readers would stumble."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken, GroupPagePermission, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from articles.models import ArticlePage, Byline
from tests.factories import ArticlePageFactory, TopicFactory
from tests.workflows import approval

pytestmark = pytest.mark.django_db

WORDS = "<p>Nobody counts who sits down.</p>"
DEAD = '<p>Nobody counts at <a linktype="page" id="99999">the port</a>.</p>'
SLIP = '<p>Who counts is told <a href="https://example.org/">here</a>.</p>'


@pytest.fixture
def draft(author):
    """Return a draft whose only paragraph is given, with a picture of nothing else to find."""

    def make(words, **fields):
        defaults = {"title": "Where people stop", "slug": "stop", "standfirst": "Benches tell."}
        article = ArticlePageFactory(parent=author, live=False, **{**defaults, **fields})
        article.body = [("paragraph", {"text": words})]
        article.save_revision()
        return article

    return make


def form_of(words, **fields):
    """Return what the editor's form sends when it publishes."""
    data = {
        "title": "Where people stop", "slug": "stop", "standfirst": "Benches tell.",
        "date": "2026-11-01", "hero_alt": "", "seo_title": "", "search_description": "",
        "body": streamfield([("paragraph", {"text": "{}", "audiences": []})]),
        "action-publish": "1",
    }  # fmt: skip
    for formset in ("bylines", "addressees", "comments"):
        data |= {f"{formset}-TOTAL_FORMS": "0", f"{formset}-INITIAL_FORMS": "0"}
    text = {"body-0-value-text": rich_text(words, features=["link"])}
    return nested_form_data(data) | text | fields


def send(client, article, words, **fields):
    form = form_of(words, **fields)
    return client.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form, follow=True)


def overrule(client, article, note="They say so themselves", **query):
    address = reverse("overrule_findings", args=[article.pk])
    revision = ArticlePage.objects.get(pk=article.pk).latest_revision_id
    data = {"note": note, "revision": revision}
    return client.post(address, data, query_params=query, follow=True)


def latest(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


def is_live(article):
    return ArticlePage.objects.get(pk=article.pk).live


def entries(article):
    return PageLogEntry.objects.filter(page=article.pk, action="articles.overrule")


# In the editor


def test_what_would_break_the_page_is_refused_and_saved(admin_client, draft):
    article = draft(WORDS)

    page = send(admin_client, article, DEAD)

    assert not is_live(article)
    assert "leads to a page that was deleted" in page.text
    assert "99999" in latest(article).body[0].value["text"].source


def test_what_lacks_is_named_with_its_place_and_its_reason(admin_client, draft):
    article = draft(WORDS)

    page = send(admin_client, article, WORDS, **{"body-0-value-text": '{"blocks": []}'})

    assert not is_live(article)
    assert "Block 1, Paragraph: Text: Text is missing. Readers would see" in page.text


def test_what_the_form_refuses_is_named_too(admin_client, draft):
    article = draft(WORDS)
    heading = {"body-0-type": "heading", "body-0-value-level": "2", "body-0-value-text": ""}

    page = send(admin_client, article, WORDS, **heading)

    assert not is_live(article)
    assert "Block 1, Heading: Text: Text is missing. Readers would see" in page.text


@pytest.mark.parametrize("words", [DEAD, SLIP])
def test_a_new_article_is_no_more_than_a_draft(admin_client, author, words):
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", author.pk])

    admin_client.post(address, form_of(words))

    article = ArticlePage.objects.get(slug="stop")
    assert not article.live
    assert article.get_latest_revision_as_object().body


def test_a_refusal_leads_to_the_field(admin_client, draft):
    article = draft(WORDS)

    page = send(admin_client, article, DEAD)

    assert f"#:w:contentpath=body.{latest(article).body[0].id}.text" in page.text


def test_what_would_break_the_page_cannot_be_overruled(admin_client, draft):
    article = draft(DEAD)

    page = overrule(admin_client, article)

    assert not is_live(article)
    assert "This would break it" in page.text
    assert not entries(article).exists()


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
    seen = article.latest_revision_id
    article.save_revision()
    address = reverse("overrule_findings", args=[article.pk])

    page = admin_client.post(address, {"note": "A reason", "revision": seen})

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


# By other ways


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


def submit(article, user):
    group = Group.objects.create(name="Reviewers")
    user.groups.add(group)
    approval(group).start(article, user)
    return ArticlePage.objects.get(pk=article.pk)


def approve(client, article):
    state = article.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", state.pk])
    return client.post(address, {"comment": ""}, follow=True)


def test_many_at_once_are_refused_if_one_would_break(admin_client, draft):
    whole, broken = draft(WORDS), draft(DEAD, slug="broken", title="A broken one")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    page = admin_client.post(
        f"{address}?id={whole.pk}&id={broken.pk}", {"include_descendants": ""}, follow=True
    )

    assert not is_live(whole)
    assert not is_live(broken)
    assert "“A broken one” is not published" in page.text


def test_the_api_refuses_what_would_break(client, admin_user, draft):
    article = draft(DEAD)
    _, token = APIToken.create_token(user=admin_user, name="For a test")
    headers = {"Authorization": f"Bearer {token}"}
    address = f"/api/v3/pages/{article.pk}/actions/publish/"

    answer = client.post(address, "{}", content_type="application/json", headers=headers)

    assert answer.status_code == 422
    assert "was deleted" in json.dumps(answer.json())
    assert not is_live(article)


def test_the_api_refuses_to_publish_with_an_edit(client, admin_user, draft):
    article = draft(DEAD)
    _, token = APIToken.create_token(user=admin_user, name="For a test")
    body = {"title": "After", "meta": {"type": "articles.ArticlePage", "action": "publish"}}

    answer = client.patch(
        f"/api/v3/pages/{article.pk}/", json.dumps(body), content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip

    assert answer.status_code == 422
    assert not is_live(article)


def test_what_was_scheduled_goes_out(admin_client, draft):
    article = draft(DEAD)
    revision = article.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()

    call_command("publish_scheduled")

    assert is_live(article)


# The panel


def test_the_panel_shows_what_is_found_in_the_draft(admin_client, draft):
    article = draft(DEAD)

    page = admin_client.get(reverse("wagtailadmin_pages:edit", args=[article.pk])).text

    assert "must be mended" in page


def test_a_new_article_has_nothing_to_be_found_yet(admin_client, author):
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", author.pk])

    assert "Once the draft is saved" in admin_client.get(address).text


def test_findings_are_for_those_who_may_edit(client, django_user_model, draft):
    article = draft(WORDS)
    user = django_user_model.objects.create_user("reader", password="x")
    group = Group.objects.create(name="Readers of the admin")
    user.groups.add(group)
    client.force_login(user)

    assert client.get(reverse("preflight", args=[article.pk])).status_code == 302


@pytest.mark.parametrize("number", [1, 12])
def test_more_links_take_no_more_queries_of_the_panel(
    admin_client, draft, author, django_assert_num_queries, number
):
    pages = [ArticlePageFactory(parent=author, live=False) for _ in range(number)]
    article = draft("".join(f'<p><a linktype="page" id="{each.pk}">It</a></p>' for each in pages))
    article.bylines = [Byline(author=author)]
    article.topics = [TopicFactory()]
    article.save_revision()
    address = reverse("preflight", args=[article.pk])
    admin_client.get(address)

    # Session, user, profile; the page, as an article, and its latest revision. What Wagtail
    # brings to make an article of that: the article, its locale, the revision before, its type,
    # its topics, the article and the author of bylines, the page above, comments. Then pages
    # linked to, with the author; the title elsewhere; what was overruled.
    with django_assert_num_queries(18):
        admin_client.get(address)
