"""Rules for every block type of the body."""

import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import get_template
from wagtail.admin.compare import StreamFieldComparison
from wagtail.blocks import RawHTMLBlock, StructBlockValidationError

from articles.blocks import BodyBlock
from articles.models import ArticlePage
from tests.factories import ArticlePageFactory, DocumentFactory, ImageFactory, PollFactory

BLOCKS = BodyBlock().child_blocks
every_block = pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())


@pytest.fixture
def preview_objects(author):
    """Objects that block previews choose from."""
    return ImageFactory(), DocumentFactory(), ArticlePageFactory(parent=author), PollFactory()


@every_block
def test_block_has_description_group_and_icon(block):
    assert block.meta.description
    assert block.meta.group
    assert block.meta.icon != "placeholder"


@every_block
def test_block_has_its_own_template(block):
    name = block.meta.template

    assert name.split("/", 1)[1] == f"blocks/{block.name}.html"
    assert get_template(name)


@every_block
def test_block_has_preview(block, preview_objects):
    assert block.is_previewable
    assert block.render(block.get_preview_value()).strip()


@every_block
def test_block_has_preview_without_content(block, db):
    block.render(block.get_preview_value())


@every_block
def test_block_serializes_to_json(block, preview_objects):
    value = block.get_api_representation(block.normalize(block.get_preview_value()))

    assert json.loads(json.dumps(value, cls=DjangoJSONEncoder)) not in (None, {}, [])


@every_block
def test_block_is_restored_from_database(block, preview_objects):
    raw = block.get_prep_value(block.normalize(block.get_preview_value()))

    assert block.get_prep_value(block.to_python(raw)) == raw


@every_block
def test_block_is_not_raw_html(block):
    assert not isinstance(block, RawHTMLBlock)


@every_block
def test_revisions_with_and_without_block_are_compared(block, preview_objects):
    field = ArticlePage._meta.get_field("body")
    value = block.get_prep_value(block.normalize(block.get_preview_value()))
    without = ArticlePage(body="[]")
    with_it = ArticlePage(body=json.dumps([{"type": block.name, "value": value, "id": "a"}]))

    for before, after in [(without, with_it), (with_it, without)]:
        assert StreamFieldComparison(field, before, after).htmldiff()


def test_embed_without_a_poster_image_is_compared(db):
    field = ArticlePage._meta.get_field("body")
    value = {
        "url": "https://example.org/film",
        "title": "A film",
        "poster_image": None,
        "caption": "",
    }
    after = ArticlePage(body=json.dumps([{"type": "embed", "value": value, "id": "a"}]))

    assert "A film" in StreamFieldComparison(field, ArticlePage(body="[]"), after).htmldiff()


def test_table_without_columns_is_rejected(db):
    block = BLOCKS["table"]
    empty = block.to_python({"table": {"columns": [], "rows": [], "caption": ""}})

    with pytest.raises(StructBlockValidationError) as error:
        block.clean(empty)

    assert "at least one column" in str(error.value.block_errors["table"])
