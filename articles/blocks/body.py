"""The one list of blocks that every page type offers."""

from django.core.exceptions import ValidationError
from django.forms import Media
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from articles.api.render_options import reading_of
from articles.audiences.sections import layers_of
from articles.blocks.media import (
    CellsBlockAdapter,
    DocumentBlock,
    EmbedBlock,
    FigureBlock,
    TableBlock,
)
from articles.blocks.related import ChosenPollBlock, RelatedPagesBlock
from articles.blocks.text import (
    CalloutBlock,
    HeadingBlock,
    KeyPointsBlock,
    LabelledPointsBlock,
    ParagraphBlock,
    QuotationBlock,
)
from articles.body.table_of_contents import make_outline

SKIPPED = "This heading skips a level: there is no heading above it that it could belong to."


class BodyBlock(blocks.StreamBlock):
    """The text of a page, as an editor composes it."""

    heading = HeadingBlock(group="Text")
    paragraph = ParagraphBlock(group="Text")
    quotation = QuotationBlock(group="Text")
    key_points = KeyPointsBlock(group="Text")
    labelled_points = LabelledPointsBlock(group="Text")
    callout = CalloutBlock(group="Text")
    figure = FigureBlock(group="Media")
    table = TableBlock(group="Media")
    embed = EmbedBlock(group="Media")
    document = DocumentBlock(group="Media")
    related_pages = RelatedPagesBlock(group="Links")
    poll = ChosenPollBlock(group="Readers")

    def clean(self, value):
        """Refuse a heading that skips a level, and so has no place in the outline."""
        value = super().clean(value)
        above, errors = 1, {}
        for place, block in enumerate(value):
            if block.block_type != "heading":
                continue
            level = int(block.value["level"] or 2)
            if level > above + 1:
                errors[place] = ValidationError(SKIPPED)
            above = level
        if errors and not self.is_deferred_validation:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value

    def get_api_representation(self, value, context=None):
        """Return the blocks as [{"type", "value", "id", "audiences", "layer"}].

        Their types are made by `articles.api.block_types`.
        """
        audience = reading_of(context).audience
        context = {**(context or {}), "outline": make_outline(value)} if value else context
        return [
            represent_block(block, layer, context)
            for layer in layers_of(value or (), audience)
            for block in layer.blocks
        ]

    class Meta:
        required = False


class BodyBlockAdapter(StreamBlockAdapter):
    """In the editor, headings and tables that are pasted become blocks."""

    js_constructor = "articles.blocks.body.BodyBlock"

    @cached_property
    def media(self):
        # In this order: the script adds to what the two before it define.
        return Media(js=[*super().media._js, *CellsBlockAdapter().media._js])


register(BodyBlockAdapter(), BodyBlock)


def represent_block(block, layer, context):
    """Return one block of a body as it stands in a layer."""
    value = block.block.get_api_representation(block.value, context=context)
    if block.block_type == "heading":
        value["anchor"] = context["outline"][block.id].anchor
    return {
        "type": block.block_type,
        "value": value,
        "id": block.id,
        "audiences": [audience.slug for audience in layer.audiences],
        "layer": represent_layer(layer),
    }


def represent_layer(layer):
    """Return {"label", "audiences", "open"}, None for what is for everyone."""
    if not layer.audiences:
        return None
    slugs = [audience.slug for audience in layer.audiences]
    return {"label": layer.label, "audiences": slugs, "open": layer.open}
