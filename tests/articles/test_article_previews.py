"""What an editor sees of an article before readers do, in each mode."""

import html
import json
import re

import pytest
from django.urls import reverse

from articles.models import ArticlePage
from project.headless.page_serializers import represent_page
from tests.factories import ArticlePageFactory, PictureFactory, address

pytestmark = pytest.mark.django_db
MODES = ["", "for-business", "print", "card", "json"]
every_mode = pytest.mark.parametrize("mode", MODES)


@pytest.fixture
def draft(author, business):
    """A published article with a newer draft."""
    article = ArticlePageFactory(parent=author, title="As published", by=[author])
    article.title = "As drafted"
    article.hero = PictureFactory()
    address(article, {business: "It is your money."})
    ArticlePage.objects.filter(pk=article.pk).update(title="As published")
    article.body = [("paragraph", {"text": "<p>Only for some.</p>", "audiences": [business]})]
    article.save_revision()
    return article


def see(client, article, mode):
    view = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    return client.get(view, {"mode": mode})


def test_there_is_a_mode_for_each_way_of_reading(draft):
    assert [name for name, _ in draft.preview_modes] == MODES


@every_mode
def test_each_mode_shows_the_draft(admin_client, draft, mode):
    page = see(admin_client, draft, mode)

    assert page.status_code == 200
    assert "As drafted" in page.text
    assert "As published" not in page.text


@every_mode
def test_each_mode_is_for_an_article_never_saved(admin_client, author, business, mode):
    article = ArticlePage(title="Not saved", slug="not-saved", depth=5)
    article.path = author.path + "0001"
    article.set_url_path(author)

    assert "Not saved" in article.make_preview_request(preview_mode=mode).render().text


def test_print_is_the_print_edition(admin_client, draft):
    assert 'class="print-bar"' in see(admin_client, draft, "print").text


def test_a_card_is_shown_as_in_the_list_of_everyone_and_of_each_audience(admin_client, draft):
    for_everyone, for_business = see(admin_client, draft, "card").text.split("For business</h2>")

    assert "What it says, in a sentence." in for_everyone
    assert "It is your money." not in for_everyone
    assert "It is your money." in for_business


def json_of(page):
    (text,) = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)
    return json.loads(html.unescape(text))


def test_json_is_what_the_api_will_answer(admin_client, draft):
    shown = json_of(see(admin_client, draft, "json").text)

    assert shown == json.loads(json.dumps(represent_page(draft.get_latest_revision_as_object())))


def test_no_markup_of_a_draft_is_run_in_its_json(admin_client, author):
    article = ArticlePageFactory(parent=author, title="</code><script>alert(1)</script>")

    assert "<script>alert" not in see(admin_client, article, "json").text


# Whose it is


def new_form(client, parent):
    address = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", parent.pk])
    return client.get(address).context["form"]


def authors_in(form):
    return [row.instance.author.title for row in form.formsets["bylines"].forms]


def test_a_new_article_in_a_blog_is_by_its_author(admin_client, author):
    assert authors_in(new_form(admin_client, author)) == ["Ada Margin"]


def test_a_new_article_elsewhere_is_by_whoever_writes_it(admin_client, admin_user, author, index):
    author.user = admin_user
    author.save()

    assert authors_in(new_form(admin_client, index)) == ["Ada Margin"]


def test_whoever_is_no_author_chooses_one(admin_client, author, index):
    assert authors_in(new_form(admin_client, index)) == []
