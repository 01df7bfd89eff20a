"""The preview modes of an article, and the bylines of a new article."""

import html
import json
import re

import pytest
from django.urls import reverse

from articles.models import ArticlePage
from project.headless.page_serializers import serialize_page
from tests.factories import ArticlePageFactory, ImageFactory, set_audiences

pytestmark = pytest.mark.django_db
MODES = ["", "for-business", "print", "card", "json"]
all_modes = pytest.mark.parametrize("mode", MODES)


@pytest.fixture
def draft(author, business):
    """A published article with a newer draft."""
    article = ArticlePageFactory(parent=author, title="As published", authors=[author])
    article.title = "As drafted"
    article.hero = ImageFactory()
    set_audiences(article, {business: "It is your money."})
    ArticlePage.objects.filter(pk=article.pk).update(title="As published")
    article.body = [("paragraph", {"text": "<p>Only for some.</p>", "audiences": [business]})]
    article.save_revision()
    return article


def open_preview(client, article, mode):
    url = reverse("wagtailadmin_pages:view_draft", args=[article.pk])
    return client.get(url, {"mode": mode})


def test_article_has_preview_modes(draft):
    assert [name for name, _ in draft.preview_modes] == MODES


@all_modes
def test_mode_shows_the_draft(admin_client, draft, mode):
    page = open_preview(admin_client, draft, mode)

    assert page.status_code == 200
    assert "As drafted" in page.text
    assert "As published" not in page.text


@all_modes
def test_mode_shows_an_unsaved_article(admin_client, author, business, mode):
    article = ArticlePage(title="Not saved", slug="not-saved", depth=5)
    article.path = author.path + "0001"
    article.set_url_path(author)

    assert "Not saved" in article.make_preview_request(preview_mode=mode).render().text


def test_print_mode_shows_the_print_edition(admin_client, draft):
    assert 'class="print-bar"' in open_preview(admin_client, draft, "print").text


def test_card_mode_shows_a_card_for_all_readers_and_each_audience(admin_client, draft):
    for_all_readers, for_business = open_preview(admin_client, draft, "card").text.split(
        "For business</h2>"
    )

    assert "What it says, in a sentence." in for_all_readers
    assert "It is your money." not in for_all_readers
    assert "It is your money." in for_business


def parse_json(page):
    (text,) = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", page, re.DOTALL)
    return json.loads(html.unescape(text))


def test_json_mode_shows_the_api_response(admin_client, draft):
    data = parse_json(open_preview(admin_client, draft, "json").text)

    assert data == json.loads(json.dumps(serialize_page(draft.get_latest_revision_as_object())))


def test_markup_is_escaped_in_json_mode(admin_client, author):
    article = ArticlePageFactory(parent=author, title="</code><script>alert(1)</script>")

    assert "<script>alert" not in open_preview(admin_client, article, "json").text


# Bylines of a new article


def get_new_form(client, parent):
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", parent.pk])
    return client.get(url).context["form"]


def get_byline_authors(form):
    return [row.instance.author.title for row in form.formsets["bylines"].forms]


def test_new_article_in_a_blog_has_its_author(admin_client, author):
    assert get_byline_authors(get_new_form(admin_client, author)) == ["Ada Margin"]


def test_new_article_elsewhere_has_the_user_as_author(admin_client, admin_user, author, index):
    author.user = admin_user
    author.save()

    assert get_byline_authors(get_new_form(admin_client, index)) == ["Ada Margin"]


def test_new_article_of_a_user_without_a_blog_has_no_author(admin_client, author, index):
    assert get_byline_authors(get_new_form(admin_client, index)) == []
