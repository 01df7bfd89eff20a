"""Rich text in every format of the API."""

import pytest

from articles.api.rich_text import render_rich_text
from articles.prefetch.body_prefetch import PrefetchedRichText
from tests.factories import ArticlePageFactory, DocumentFactory

pytestmark = pytest.mark.django_db
FORMATS = ["html", "markdown", "db_html", "db_markdown"]


@pytest.fixture
def page(author):
    return ArticlePageFactory(parent=author, title="On ports", slug="on-ports")


def build_link(target, kind="page"):
    return PrefetchedRichText(
        f'<p>See <a linktype="{kind}" id="{target.pk}">there</a>, <i>please</i>.</p>'
    )


def test_html_link_has_absolute_url_and_page(page):
    assert render_rich_text(build_link(page), "html") == (
        f'<p>See <a href="{page.full_url}" data-page="{page.pk}"'
        ' data-type="articles.ArticlePage">there</a>, <i>please</i>.</p>'
    )


def test_html_link_has_document(page):
    file = DocumentFactory(title="Tables")

    assert f'data-document="{file.pk}"' in render_rich_text(build_link(file, "document"), "html")


def test_markdown_link_has_absolute_url(page):
    assert render_rich_text(build_link(page), "markdown") == (
        f"See [there]({page.full_url}), *please*."
    )


def test_database_html_is_unchanged(page):
    text = build_link(page)

    assert render_rich_text(text, "db_html") == text.source


def test_database_markdown_link_has_page(page):
    assert render_rich_text(build_link(page), "db_markdown") == (
        f"See [there](wagtail://page?id={page.pk}), *please*."
    )


@pytest.mark.parametrize("name", FORMATS)
def test_link_to_draft_becomes_text(page, name):
    page.unpublish()
    rendered = render_rich_text(build_link(page), name)

    assert "there" in rendered
    assert "<a" not in rendered
    assert "](" not in rendered


@pytest.mark.parametrize("name", FORMATS)
def test_link_to_deleted_page_becomes_text(page, name):
    text = PrefetchedRichText('<p>See <a linktype="page" id="99999">there</a>.</p>')

    assert "99999" not in render_rich_text(text, name)


@pytest.mark.parametrize("name", FORMATS)
def test_external_link_is_unchanged(page, name):
    text = PrefetchedRichText('<p>See <a href="https://example.org/a?b=1&amp;c=2">there</a>.</p>')

    assert "https://example.org/a?b=1" in render_rich_text(text, name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("source", ["", "<p></p>", "<p>&lt;script&gt;</p>", "<ul><li>a</li></ul>"])
def test_every_text_renders_in_every_format(page, name, source):
    assert isinstance(render_rich_text(PrefetchedRichText(source), name), str)
