import json
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.blocks import BodyBlock
from articles.body.table_of_contents import build_heading_anchor, build_table_of_contents
from articles.models import ArticlePage


def build_heading(text, level=2, id=None):
    return {
        "type": "heading",
        "value": {"text": text, "level": str(level)},
        "id": id or str(uuid4()),
    }


def get_headings(*headings, numbered=False):
    return list(
        build_table_of_contents(BodyBlock().to_python(headings), numbered=numbered).values()
    )


def test_anchor_does_not_change_when_other_headings_change():
    today = build_heading("Today")

    before = get_headings(build_heading("Before"), today)[1].anchor
    after = get_headings(today, build_heading("Today"), build_heading("Later"))[0].anchor

    assert before == after


def test_headings_with_same_text_have_different_anchors():
    first, second = get_headings(build_heading("Conclusion"), build_heading("Conclusion"))

    assert first.anchor != second.anchor


@given(st.text(max_size=80), st.uuids())
def test_every_heading_has_an_anchor_that_is_valid_in_urls(text, id):
    anchor = build_heading_anchor(text, str(id))

    assert anchor
    assert not set(anchor) & set(" \t\n\"'<>#&%?/")


def test_anchor_retains_letters_of_other_scripts():
    assert build_heading_anchor("Мексика", "3f2a9c11-0").startswith("мексика-")


def test_section_numbers_follow_heading_levels():
    headings = get_headings(
        build_heading("One"),
        build_heading("One one", 3),
        build_heading("Deep", 4),
        build_heading("One two", 3),
        build_heading("Two"),
        build_heading("Two one", 3),
        numbered=True,
    )

    assert [heading.number for heading in headings] == ["1", "1.1", "1.1.1", "1.2", "2", "2.1"]


def test_sections_have_no_numbers_by_default():
    assert get_headings(build_heading("One"))[0].number == ""


@pytest.mark.parametrize(("count", "displayed_count"), [(2, 0), (3, 3)])
def test_table_of_contents_is_displayed_from_three_headings(db, count, displayed_count):
    page = ArticlePage(body=json.dumps([build_heading(f"Section {n}") for n in range(count)]))

    assert len(page.displayed_headings) == displayed_count
