"""Audience sections: collapsed under the names of their audiences, but in the page for everyone."""

import re

import pytest

from articles.audiences.sections import group_into_sections
from articles.blocks import BodyBlock
from tests.factories import ArticlePageFactory, AudienceFactory, DocumentFactory

BLOCKS = BodyBlock().child_blocks


@pytest.fixture
def students(db):
    return AudienceFactory(slug="students")


def build_paragraph(text, *audiences):
    return ("paragraph", {"text": f"<p>{text}</p>", "audiences": list(audiences)})


@pytest.fixture
def article(author, business, students):
    body = [
        build_paragraph("For all."),
        build_paragraph("One for trade.", business),
        build_paragraph("Two for trade.", business),
        build_paragraph("For both.", business, students),
    ]
    return ArticlePageFactory(parent=author, body=body)


def parse_sections(page):
    """Return the audience sections of a page as [(label, whether it is open, texts)]."""
    sections = re.findall(
        r"<details class=\"audience-section(.*?)>\s*<summary>(.*?)</summary>(.*?)</details>",
        page,
        re.DOTALL,
    )
    return [
        (label, " open" in f"{attributes} ".replace("\n", " "), re.findall(r"<p>(.*?)</p>", html))
        for attributes, label, html in sections
    ]


def test_neighbouring_blocks_with_same_audiences_are_one_section(article, business):
    numbers = [
        (len(section.audiences), len(section.blocks))
        for section in group_into_sections(article.body)
    ]

    assert numbers == [(0, 1), (1, 2), (2, 1)]


def test_order_of_selected_audiences_does_not_matter(author, business, students):
    body = [
        build_paragraph("One.", business, students),
        build_paragraph("Two.", students, business),
    ]

    assert len(group_into_sections(ArticlePageFactory(parent=author, body=body).body)) == 1


def test_sections_are_collapsed_for_everyone(client, article):
    assert parse_sections(client.get(article.url).text) == [
        ("For business", False, ["One for trade.", "Two for trade."]),
        ("For business, for students", False, ["For both."]),
    ]


def test_sections_are_open_for_their_audience_only(client, article):
    page = client.get(article.url, {"for": "students"}).text

    assert [(label, is_open) for label, is_open, _ in parse_sections(page)] == [
        ("For business", False),
        ("For business, for students", True),
    ]


def test_print_edition_has_all_sections_open(client, article):
    page = client.get(f"{article.url}print/").text

    assert [is_open for _, is_open, _ in parse_sections(page)] == [True, True]


def test_blocks_for_everyone_are_in_no_section(client, article):
    page = client.get(article.url).text

    assert "<p>For all.</p>" in page.partition('<details class="audience-section')[0]


def test_empty_section_is_omitted(client, author, business):
    document = DocumentFactory()
    body = [("document", {"document": document, "note": "", "audiences": [business]})]
    article = ArticlePageFactory(parent=author, body=body)
    document.delete()

    assert parse_sections(client.get(article.url).text) == []


def test_block_for_deleted_audience_is_for_everyone(client, author, business):
    article = ArticlePageFactory(parent=author, body=[build_paragraph("For some.", business)])
    business.delete()

    page = client.get(article.url).text

    assert parse_sections(page) == []
    assert "For some." in page


def test_serialized_blocks_have_audiences(article):
    body = article.body
    items = body.stream_block.get_api_representation(body)

    assert [item["audiences"] for item in items] == [
        [],
        ["business"],
        ["business"],
        ["business", "students"],
    ]
    assert items[1]["value"] == "<p>One for trade.</p>"


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_every_block_has_audiences_in_its_settings(block):
    assert block.meta.form_layout.settings == ["audiences"]


def test_nested_blocks_have_no_audiences():
    point = BLOCKS["labelled_points"].child_blocks["points"].child_block

    assert "audiences" not in point.child_blocks
