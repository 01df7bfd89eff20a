import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks import BodyBlock
from articles.body.table_of_contents import make_anchor, make_outline
from articles.models import ArticlePage


def heading(text, level=2, id=None):
    return {
        "type": "heading",
        "value": {"text": text, "level": str(level)},
        "id": id or str(uuid4()),
    }


def outline_of(*headings, numbered=False):
    return list(make_outline(BodyBlock().to_python(headings), numbered=numbered).values())


def test_an_anchor_stays_when_other_headings_come_and_go():
    kept = heading("Today")

    before = outline_of(heading("Before"), kept)[1].anchor
    after = outline_of(kept, heading("Today"), heading("Later"))[0].anchor

    assert before == after


def test_headings_of_the_same_words_have_anchors_of_their_own():
    first, second = outline_of(heading("Conclusion"), heading("Conclusion"))

    assert first.anchor != second.anchor


@given(st.text(max_size=80), st.uuids())
def test_any_heading_has_an_anchor_fit_for_an_address(text, id):
    anchor = make_anchor(text, str(id))

    assert anchor
    assert not set(anchor) & set(" \t\n\"'<>#&%?/")


def test_a_heading_in_another_script_keeps_its_letters():
    assert make_anchor("Мексика", "3f2a9c11-0").startswith("мексика-")


def test_numbers_follow_the_levels():
    sections = outline_of(
        heading("One"),
        heading("One one", 3),
        heading("Deep", 4),
        heading("One two", 3),
        heading("Two"),
        heading("Two one", 3),
        numbered=True,
    )

    assert [section.number for section in sections] == ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]


def test_sections_are_unnumbered_unless_asked_for():
    assert outline_of(heading("One"))[0].number == ""


@pytest.mark.parametrize(("number", "shown"), [(2, 0), (3, 3)])
def test_a_table_of_contents_needs_three_headings(db, number, shown):
    page = ArticlePage(body=json.dumps([heading(f"Section {n}") for n in range(number)]))

    assert len(page.contents) == shown
