"""What would break a page is refused, in the editor and by every other way."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import APIToken

from articles.models import ArticlePage, Byline
from tests.articles.publishing import (
    DEAD,
    SLIP,
    WORDS,
    entries,
    form_of,
    is_live,
    latest,
    overrule,
    send,
)
from tests.factories import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db


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


def test_a_level_that_there_is_not_is_refused_and_the_words_are_kept(admin_client, draft):
    article = draft(WORDS)
    heading = {
        "body-0-type": "heading",
        "body-0-value-text": "Who sits",
        "body-0-value-level": "abc",
    }

    page = send(admin_client, article, WORDS, **heading)

    assert "abc is not one of the available choices" in page.text
    assert "Who sits" in page.text


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


# By other ways


def test_many_at_once_are_refused_if_one_would_break(admin_client, draft):
    whole, broken = draft(WORDS), draft(DEAD, slug="broken", title="A broken one")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    page = admin_client.post(
        f"{address}?id={whole.pk}&id={broken.pk}", {"include_descendants": ""}, follow=True
    )

    assert not is_live(whole)
    assert not is_live(broken)
    assert "Nothing was published" in page.text
    assert "A broken one" in page.text


@pytest.mark.parametrize(("published", "copies"), [("on", 0), ("", 1)])
def test_a_copy_that_would_break_is_made_as_a_draft_alone(
    admin_client, draft, author, published, copies
):
    article = draft(DEAD)
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
        f"/api/v3/pages/{article.pk}/",
        json.dumps(body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )

    assert answer.status_code == 422
    assert not is_live(article)


def test_what_was_scheduled_goes_out(admin_client, draft):
    article = draft(DEAD)
    revision = article.latest_revision
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()

    call_command("publish_scheduled")

    assert is_live(article)


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
