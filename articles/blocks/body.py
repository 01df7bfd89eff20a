"""The one list of blocks that every page type offers."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.stream_block import StreamBlockAdapter

from articles.api.parameters import get_render_options
from articles.audiences.sections import AudienceSection, group_into_sections
from articles.blocks.django_internals import extend_media, get_scripts
from articles.blocks.media import (
    DocumentBlock,
    EmbedBlock,
    FigureBlock,
    TableBlock,
    TableCellsBlockAdapter,
)
from articles.blocks.related import PollBlock, RelatedPagesBlock
from articles.blocks.text import (
    SKIPPED_LEVEL,
    CalloutBlock,
    HeadingBlock,
    KeyPointsBlock,
    LabelledPointsBlock,
    ParagraphBlock,
    QuotationBlock,
)
from articles.body.table_of_contents import build_table_of_contents


class BodyBlock(blocks.StreamBlock):
    """The body of a page."""

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
    poll = PollBlock(group="Readers")

    def clean(self, value):
        """Reject a heading that skips a level in the table of contents."""
        value = super().clean(value)
        previous_level, errors = 1, {}
        for position, block in enumerate(value):
            if block.block_type != "heading":
                continue
            level = int(block.value["level"] or 2)
            if level > previous_level + 1:
                errors[position] = ValidationError(SKIPPED_LEVEL)
            previous_level = level
        if errors and not self.is_deferred_validation:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return value

    def get_api_representation(self, value, context=None):
        """Return the blocks as [{"type", "value", "id", "audiences", "audience_section"}].

        `articles.api.block_types` builds the schemas from the annotations of the blocks.
        """
        audience = get_render_options(context).audience
        if value:
            context = {**(context or {}), "table_of_contents": build_table_of_contents(value)}
        return [
            serialize_block(block, section, context)
            for section in group_into_sections(value or (), audience)
            for block in section.blocks
        ]

    class Meta:
        required = False


class BodyBlockAdapter(StreamBlockAdapter):
    """Converts pasted headings and tables to blocks in the editor."""

    js_constructor = "articles.blocks.body.BodyBlock"

    @cached_property
    def media(self):
        # The last script extends the definitions of the scripts before it.
        return extend_media(super().media, *get_scripts(TableCellsBlockAdapter().media))


register(BodyBlockAdapter(), BodyBlock)


def serialize_block(block, section: AudienceSection, context: dict) -> dict:
    """Return one block of a body with its audience section."""
    value = block.block.get_api_representation(block.value, context=context)
    if block.block_type == "heading":
        value["anchor"] = context["table_of_contents"][block.id].anchor
    return {
        "type": block.block_type,
        "value": value,
        "id": block.id,
        "audiences": get_audience_slugs(section),
        "audience_section": serialize_audience_section(section),
    }


def serialize_audience_section(section: AudienceSection) -> dict | None:
    """Return {"label", "audiences", "open"}, None for a section for all readers."""
    if not section.audiences:
        return None
    audiences = get_audience_slugs(section)
    return {"label": section.label, "audiences": audiences, "open": section.open}


def get_audience_slugs(section: AudienceSection) -> list[str]:
    return [audience.slug for audience in section.audiences]
