"""Rich text for other front ends, in every format."""

import pytest

from articles.api.rich_text import serialize_text
from articles.prefetch.body_prefetch import LinkedText
from tests.factories import ArticlePageFactory, DocumentFactory

pytestmark = pytest.mark.django_db
FORMATS = ["html", "markdown", "db_html", "db_markdown"]


@pytest.fixture
def page(author):
    return ArticlePageFactory(parent=author, title="On ports", slug="on-ports")


def link_to(thing, kind="page"):
    return LinkedText(f'<p>See <a linktype="{kind}" id="{thing.pk}">there</a>, <i>please</i>.</p>')


def test_html_leads_to_the_whole_address_and_names_the_page(page):
    assert serialize_text(link_to(page), "html") == (
        f'<p>See <a href="{page.full_url}" data-page="{page.pk}"'
        ' data-type="articles.ArticlePage">there</a>, <i>please</i>.</p>'
    )


def test_html_leads_to_a_file(page):
    file = DocumentFactory(title="Tables")

    assert f'data-document="{file.pk}"' in serialize_text(link_to(file, "document"), "html")


def test_markdown_leads_to_the_whole_address(page):
    assert serialize_text(link_to(page), "markdown") == (f"See [there]({page.full_url}), *please*.")


def test_database_html_is_as_it_is_stored(page):
    text = link_to(page)

    assert serialize_text(text, "db_html") == text.source


def test_database_markdown_names_the_page(page):
    assert serialize_text(link_to(page), "db_markdown") == (
        f"See [there](wagtail://page?id={page.pk}), *please*."
    )


@pytest.mark.parametrize("name", FORMATS)
def test_a_link_to_a_draft_is_its_text(page, name):
    page.unpublish()
    said = serialize_text(link_to(page), name)

    assert "there" in said
    assert "<a" not in said
    assert "](" not in said


@pytest.mark.parametrize("name", FORMATS)
def test_a_link_to_nothing_is_its_text(page, name):
    text = LinkedText('<p>See <a linktype="page" id="99999">there</a>.</p>')

    assert "99999" not in serialize_text(text, name)


@pytest.mark.parametrize("name", FORMATS)
def test_a_link_elsewhere_is_kept(page, name):
    text = LinkedText('<p>See <a href="https://example.org/a?b=1&amp;c=2">there</a>.</p>')

    assert "https://example.org/a?b=1" in serialize_text(text, name)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("source", ["", "<p></p>", "<p>&lt;script&gt;</p>", "<ul><li>a</li></ul>"])
def test_any_text_has_every_format(page, name, source):
    assert isinstance(serialize_text(LinkedText(source), name), str)
