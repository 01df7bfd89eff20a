"""Blocks of words."""

from wagtail import blocks

from articles.api.render_options import reading_of
from articles.api.rich_text import serialize_text
from articles.blocks.audiences import AddressedBlock
from articles.blocks.schemas import (
    CalloutSchema,
    HeadingSchema,
    KeyPointsSchema,
    LabelledPointSchema,
    LabelledPointsSchema,
    QuotationSchema,
)
from articles.body.table_of_contents import make_anchor
from articles.prefetch.body_prefetch import LinkedText
from articles.rich_text import FEATURES

LEVELS = [("2", "Section"), ("3", "Subsection"), ("4", "Third level")]


class TextBlock(blocks.RichTextBlock):
    """Rich text that renders its links without asking the database again."""

    def __init__(self, features=FEATURES, **kwargs):
        super().__init__(features=features, **kwargs)

    def to_python(self, value):
        return LinkedText(value)

    def get_api_representation(self, value, context=None) -> str:
        """Return the text in the format of the reading."""
        return serialize_text(value, reading_of(context).rich_text_format)


class HeadingBlock(AddressedBlock):
    text = blocks.CharBlock(max_length=160)
    level = blocks.ChoiceBlock(choices=LEVELS, default="2", search_index=False)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        section = context.get("outline", {}).get(context.get("id"))
        context["number"] = section.number if section else ""
        context["anchor"] = make_anchor(value["text"], context.get("id"))
        return context

    def get_api_representation(self, value, context=None) -> HeadingSchema:
        """Return {"text", "level", "anchor"}, the level a number from 2 to 4.

        Where a heading stands is known to `BodyBlock` alone, which sets the anchor.
        """
        return {"text": value["text"], "level": int(value["level"] or 2), "anchor": ""}

    class Meta:
        icon = "title"
        template = "articles/blocks/heading.html"
        label_format = "{text}"
        description = "Opens a section; readers can link to it"
        preview_value = {"text": "Where the money goes", "level": "2"}


class ParagraphBlock(AddressedBlock):
    text = TextBlock()

    def get_api_representation(self, value, context=None) -> str:
        """Return the text in the format of the reading."""
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


class QuotationBlock(AddressedBlock):
    text = blocks.TextBlock(max_length=600, help_text="Without quotation marks")
    attribution = blocks.CharBlock(required=False, max_length=160)

    def get_api_representation(self, value, context=None) -> QuotationSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "openquote"
        template = "articles/blocks/quotation.html"
        description = "Somebody's words, set apart"
        preview_value = {
            "text": "A map is an argument with the coastline left in.",
            "attribution": "A harbour master, in conversation",
        }


class KeyPointsBlock(AddressedBlock):
    title = blocks.CharBlock(max_length=80, default="Key points")
    points = blocks.ListBlock(blocks.TextBlock(max_length=400, rows=2), min_num=1, max_num=8)

    def get_api_representation(self, value, context=None) -> KeyPointsSchema:
        return {"title": value["title"], "points": list(value["points"])}

    class Meta:
        icon = "list-ul"
        template = "articles/blocks/key_points.html"
        label_format = "{title}"
        description = "What a reader in a hurry takes away"
        preview_value = {
            "title": "Key points",
            "points": ["Ports see a downturn first.", "Customs data sees it last."],
        }


class LabelledPointBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=120)
    text = TextBlock()

    def get_api_representation(self, value, context=None) -> LabelledPointSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "tag"
        label_format = "{label}"


class LabelledPointsBlock(AddressedBlock):
    points = blocks.ListBlock(LabelledPointBlock(), min_num=1)

    def get_api_representation(self, value, context=None) -> LabelledPointsSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "list-ol"
        template = "articles/blocks/labelled_points.html"
        description = "Short paragraphs, each under a label of its own"
        preview_value = {
            "points": [
                {"label": "Rail", "text": "<p>Slow to build, hard to undo.</p>"},
                {"label": "Road", "text": "<p>Quick to build, hard to price.</p>"},
            ]
        }


class CalloutBlock(AddressedBlock):
    heading = blocks.CharBlock(required=False, max_length=120)
    text = TextBlock()

    def get_api_representation(self, value, context=None) -> CalloutSchema:
        return super().get_api_representation(value, context=context)

    class Meta:
        icon = "info-circle"
        template = "articles/blocks/callout.html"
        label_format = "{heading}"
        description = "Background, a definition or a caution, beside the argument"
        preview_value = {
            "heading": "What counts as a port call",
            "text": "<p>A ship that anchors and leaves again is not counted here.</p>",
        }
