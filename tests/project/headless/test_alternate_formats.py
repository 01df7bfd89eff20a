"""Articles as Markdown and JSON, and llms.txt."""

import json

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import ArticlePageFactory, PollFactory, StandardPageFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(author):
    return ArticlePageFactory(
        parent=author, title="On ports", slug="on-ports", authors=[author], date="2024-03-01"
    )


@pytest.fixture
def markdown(client, article):
    """A function that returns the article with one block as Markdown."""

    def render_block(kind, value, query=""):
        article.body = json.dumps([{"type": kind, "value": value}])
        article.save()
        return client.get(f"{article.url}index.md{query}").content.decode()

    return render_block


def test_markdown_starts_with_title_standfirst_and_byline(client, article):
    text = client.get(f"{article.url}index.md").content.decode()

    assert text.startswith(
        "# On ports\n\n*What it says, in a sentence.*\n\nBy Ada Margin. 1 March 2024.\n"
    )


def test_markdown_has_source_url(client, article):
    assert f"Source: <{article.full_url}>" in client.get(f"{article.url}index.md").content.decode()


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("heading", {"text": "Two ways", "level": "3"}, "### Two ways"),
        ("paragraph", {"text": "<p>A <b>bold</b> word.</p>"}, "A **bold** word."),
        ("quotation", {"text": "A map.", "attribution": "Someone"}, "> A map.\n>\n> — Someone"),
        (
            "key_points",
            {"title": "In brief", "points": ["One", "Two"]},
            "**In brief**\n\n- One\n- Two",
        ),
        (
            "labelled_points",
            {"points": [{"label": "Rail", "text": "<p>Slow.</p>"}]},
            "**Rail** Slow.",
        ),
        ("callout", {"heading": "Note", "text": "<p>Beware.</p>"}, "> **Note**\n>\n> Beware."),
        (
            "table",
            {
                "table": {
                    "caption": "Calls",
                    "columns": [
                        {"type": "text", "heading": "Port"},
                        {"type": "number", "heading": "Ships"},
                    ],
                    "rows": [{"values": ["A|B", "12"]}],
                },
                "header_column": True,
            },
            "**Calls**\n\n| Port | Ships |\n| --- | ---: |\n| A\\|B | 12 |",
        ),
        (
            "embed",
            {"url": "https://example.org/film", "title": "A film", "caption": "Long"},
            "[A film](https://example.org/film) (example.org)\n\n*Long*",
        ),
    ],
)
def test_block_is_rendered_as_markdown(markdown, kind, value, expected):
    assert f"\n{expected}\n" in markdown(kind, value)


def test_poll_is_rendered_as_markdown(markdown):
    poll = PollFactory(question="Which port?", options=["A", "B"])

    assert "- A\n- B\n\nThis poll is open." in markdown("poll", {"poll": poll.pk})


@pytest.mark.parametrize("kind", ["poll", "document", "figure"])
def test_deleted_content_is_absent_from_markdown(markdown, kind):
    value = {"poll": 1, "document": 1, "image": {"image": 1}}

    assert "None" not in markdown(kind, value)


@pytest.mark.parametrize("text", ["*a*", "<b>a</b>", "[a](b)", "# a", "1. a", "- a", "`a`", "~a~"])
def test_plain_text_is_escaped(markdown, text):
    text = markdown("quotation", {"text": text, "attribution": ""})

    assert f"> {text}\n" not in text
    assert "\\" in text


def test_audience_section_has_label_in_markdown(markdown, business):
    text = markdown("paragraph", {"text": "<p>It pays.</p>", "audiences": [business.pk]})

    assert "*For business:*\n\nIt pays." in text


def test_json_equals_api_response(client, article):
    resolved = client.get("/api/v3/resolve/", {"path": article.url}).json()["page"]

    assert client.get(f"{article.url}index.json").json() == resolved


@pytest.mark.parametrize("extension", ["md", "json"])
def test_alternate_format_has_canonical_url_and_noindex(client, article, extension):
    headers = client.get(f"{article.url}index.{extension}").headers

    assert headers["Link"] == f'<{article.full_url}>; rel="canonical"'
    assert headers["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("extension", "kind"), [("md", "text/markdown"), ("json", "application/json")]
)
def test_article_links_to_alternate_formats(client, article, extension, kind):
    html = client.get(article.url).content.decode()

    assert f'type="{kind}"' in html
    assert f'href="{article.full_url}index.{extension}"' in html


@pytest.mark.parametrize("extension", ["md", "json"])
def test_draft_has_no_alternate_format(client, article, extension):
    article.unpublish()

    assert client.get(f"{article.url}index.{extension}").status_code == 404


@pytest.mark.parametrize("extension", ["md", "json"])
def test_private_article_has_no_alternate_format(client, article, extension):
    PageViewRestriction.objects.create(page=article, restriction_type="login")

    assert client.get(f"{article.url}index.{extension}").status_code == 404


@pytest.mark.parametrize("extension", ["md", "json"])
def test_other_page_types_have_no_alternate_format(client, home, extension):
    page = StandardPageFactory(parent=home)

    assert client.get(f"{page.url}index.{extension}").status_code == 404


def test_llms_txt_links_to_articles_topics_and_polls(client, article):
    TopicFactory(name="Trade", slug="trade")
    poll = PollFactory(question="Which port?", slug="which-port")
    text = client.get("/llms.txt").content.decode()

    assert f"- [On ports]({article.full_url}index.md): What it says, in a sentence." in text
    assert f"- [Which port?](http://localhost{poll.get_absolute_url()})" in text
    assert "- [Trade](http://localhost/topics/trade/)" in text


@pytest.mark.parametrize("number", [1, 12])
def test_llms_txt_query_count_is_constant(
    client, author, cached_site_roots, django_assert_num_queries, number
):
    ArticlePageFactory.create_batch(number, parent=author)

    client.get("/llms.txt")
    # Site, settings, menu, articles, their bylines, topics, polls.
    with django_assert_num_queries(7):
        client.get("/llms.txt")
