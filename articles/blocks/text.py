"""Blocks of text."""

from wagtail import blocks

from articles.api.parameters import get_render_options
from articles.api.rich_text import render_rich_text
from articles.blocks.audiences import AudienceTargetedBlock
from articles.blocks.schemas import (
    CalloutSchema,
    HeadingSchema,
    KeyPointsSchema,
    LabelledPointSchema,
    LabelledPointsSchema,
    QuotationSchema,
)
from articles.body.table_of_contents import build_heading_anchor
from articles.fields import RICH_TEXT_FEATURES
from articles.prefetch.body_prefetch import PrefetchedRichText

SKIPPED_LEVEL = "This heading skips a level. Choose a higher level, or add a heading above it."
LEVELS = [("2", "Section"), ("3", "Subsection"), ("4", "Third level")]


class PrefetchedRichTextBlock(blocks.RichTextBlock):
    """Rich text that renders its links from prefetched objects."""

    def __init__(self, features=RICH_TEXT_FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    def to_python(self, value):
        return PrefetchedRichText(value)

    def get_api_representation(self, value, context=None) -> str:
        """Return the text in the format of the render options."""
        return render_rich_text(value, get_render_options(context).rich_text_format)


class HeadingBlock(AudienceTargetedBlock):
    text = blocks.CharBlock(max_length=160)
    level = blocks.ChoiceBlock(choices=LEVELS, default="2", search_index=False)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        heading = context.get("table_of_contents", {}).get(context.get("id"))
        context["number"] = heading.number if heading else ""
        context["anchor"] = build_heading_anchor(value["text"], context.get("id"))
        return context

    def get_api_representation(self, value, context=None) -> HeadingSchema:
        """Return {"text", "level", "anchor"}; `level` is 2, 3 or 4.

        `BodyBlock` sets the anchor, because it depends on the id of the block in the body.
        """
        return {"text": value["text"], "level": int(value["level"] or 2), "anchor": ""}

    class Meta:
        icon = "title"
        template = "articles/blocks/heading.html"
        label_format = "{text}"
        description = "Starts a section; readers can link to it"
        preview_value = {"text": "Where the money goes", "level": "2"}


class ParagraphBlock(AudienceTargetedBlock):
    text = PrefetchedRichTextBlock()

    def get_api_representation(self, value, context=None) -> str:
        """Return the text, not an object, in the format of the render options."""
        return super().get_api_representation(value, context=context)["text"]

    class Meta:
        icon = "pilcrow"
        template = "articles/blocks/paragraph.html"
        description = "One or more paragraphs, with links and lists"
        preview_value = {
            "text": (
                "<p>A bridge is opened once and maintained for a century. "
                "<b>Only the first of these is photographed.</b></p>"
            )
        }


class QuotationBlock(AudienceTargetedBlock):
    text = blocks.TextBlock(max_length=600, help_text="Without quotation marks")
    attribution = blocks.CharBlock(required=False, max_length=160)

    def get_api_representation(self, value, context=None) -> QuotationSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "openquote"
        template = "articles/blocks/quotation.html"
        description = "A quotation with its source"
        preview_value = {
            "text": "A map is an argument with the coastline left in.",
            "attribution": "A harbour master, in conversation",
        }


class KeyPointsBlock(AudienceTargetedBlock):
    title = blocks.CharBlock(max_length=80, default="Key points")
    points = blocks.ListBlock(blocks.TextBlock(max_length=400, rows=2), min_num=1, max_num=8)

    def get_api_representation(self, value, context=None) -> KeyPointsSchema:
        return {"title": value["title"], "points": list(value["points"])}

    class Meta:
        icon = "list-ul"
        template = "articles/blocks/key_points.html"
        label_format = "{title}"
        description = "The main points, as a list"
        preview_value = {
            "title": "Key points",
            "points": ["Ports see a downturn first.", "Customs data sees it last."],
        }


class LabelledPointBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=120)
    text = PrefetchedRichTextBlock()

    def get_api_representation(self, value, context=None) -> LabelledPointSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "tag"
        label_format = "{label}"


class LabelledPointsBlock(AudienceTargetedBlock):
    points = blocks.ListBlock(LabelledPointBlock(), min_num=1)

    def get_api_representation(self, value, context=None) -> LabelledPointsSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "list-ol"
        template = "articles/blocks/labelled_points.html"
        description = "Short paragraphs, each with a label"
        preview_value = {
            "points": [
                {"label": "Rail", "text": "<p>Slow to build, hard to undo.</p>"},
                {"label": "Road", "text": "<p>Quick to build, hard to price.</p>"},
            ]
        }


class CalloutBlock(AudienceTargetedBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    text = PrefetchedRichTextBlock()

    def get_api_representation(self, value, context=None) -> CalloutSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "info-circle"
        template = "articles/blocks/callout.html"
        label_format = "{heading}"
        description = "Background, a definition or a caution"
        preview_value = {
            "heading": "What counts as a port call",
            "text": "<p>A ship that anchors and leaves again is not counted here.</p>",
        }
