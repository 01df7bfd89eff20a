"""Blocks for some audiences: folded under their names, and in the page for everyone."""

import re

import pytest

from articles.audiences.sections import layers_of
from articles.blocks import BodyBlock
from tests.factories import ArticlePageFactory, AudienceFactory, DocumentFactory

BLOCKS = BodyBlock().child_blocks


@pytest.fixture
def students(db):
    return AudienceFactory(slug="students")


def text(words, *audiences):
    return ("paragraph", {"text": f"<p>{words}</p>", "audiences": list(audiences)})


@pytest.fixture
def article(author, business, students):
    body = [
        text("For all."),
        text("One for trade.", business),
        text("Two for trade.", business),
        text("For both.", business, students),
    ]
    return ArticlePageFactory(parent=author, body=body)


def details(page):
    """Return the folds of a page as [(label, whether it is open, text)]."""
    found = re.findall(
        r"<details class=\"layer(.*?)>\s*<summary>(.*?)</summary>(.*?)</details>", page, re.DOTALL
    )
    return [
        (label, " open" in f"{attributes} ".replace("\n", " "), re.findall(r"<p>(.*?)</p>", html))
        for attributes, label, html in found
    ]


def test_neighbours_for_the_same_audience_are_one_layer(article, business):
    numbers = [(len(layer.audiences), len(layer.blocks)) for layer in layers_of(article.body)]

    assert numbers == [(0, 1), (1, 2), (2, 1)]


def test_the_order_in_which_audiences_were_ticked_does_not_matter(author, business, students):
    body = [text("One.", business, students), text("Two.", students, business)]

    assert len(layers_of(ArticlePageFactory(parent=author, body=body).body)) == 1


def test_for_everyone_layers_are_folded_under_their_names(client, article):
    assert details(client.get(article.url).text) == [
        ("For business", False, ["One for trade.", "Two for trade."]),
        ("For business, for students", False, ["For both."]),
    ]


def test_an_audience_finds_its_layers_open_and_the_others_folded(client, article):
    page = client.get(article.url, {"for": "students"}).text

    assert [(label, opened) for label, opened, _ in details(page)] == [
        ("For business", False),
        ("For business, for students", True),
    ]


def test_the_print_edition_has_every_layer_open(client, article):
    page = client.get(f"{article.url}print/").text

    assert [opened for _, opened, _ in details(page)] == [True, True]


def test_what_is_for_everyone_is_in_no_fold(client, article):
    page = client.get(article.url).text

    assert "<p>For all.</p>" in page.partition('<details class="layer')[0]


def test_a_layer_that_shows_nothing_leaves_no_label(client, author, business):
    document = DocumentFactory()
    body = [("document", {"document": document, "note": "", "audiences": [business]})]
    article = ArticlePageFactory(parent=author, body=body)
    document.delete()

    assert details(client.get(article.url).text) == []


def test_a_block_of_a_deleted_audience_is_for_everyone(client, author, business):
    article = ArticlePageFactory(parent=author, body=[text("For some.", business)])
    business.delete()

    page = client.get(article.url).text

    assert details(page) == []
    assert "For some." in page


def test_the_data_of_a_body_say_for_whom_each_block_is(article):
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
def test_every_block_can_be_addressed_in_a_collapsed_setting(block):
    assert block.meta.form_layout.settings == ["audiences"]


def test_nested_blocks_are_not_addressed_themselves():
    point = BLOCKS["labelled_points"].child_blocks["points"].child_block

    assert "audiences" not in point.child_blocks
