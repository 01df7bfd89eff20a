"""The one list of blocks that every page type offers."""

from django.core.exceptions import ValidationError
from wagtail import blocks

from articles.blocks.media import DocumentBlock, EmbedBlock, FigureBlock, TableBlock
from articles.blocks.related import ChosenPollBlock, RelatedPagesBlock
from articles.blocks.text import (
    CalloutBlock,
    HeadingBlock,
    KeyPointsBlock,
    LabelledPointsBlock,
    ParagraphBlock,
    QuotationBlock,
)
from articles.outline import make_outline

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
        """Return the blocks as [{"type", "value", "id", "audiences"}], headings with their anchor.

        Audiences are slugs; none means everyone.
        """
        items = super().get_api_representation(value, context=context)
        outline = make_outline(value)
        for item, block in zip(items, value, strict=True):
            item["audiences"] = [audience.slug for audience in block.value["audiences"]]
            if item["type"] == "heading":
                item["value"]["anchor"] = outline[item["id"]].anchor
        return items

    class Meta:
        required = False
