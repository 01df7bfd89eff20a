"""Blocks of images, tables, embeds and documents."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from wagtail import blocks
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.telepath import register
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock, TypedTableBlockAdapter
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds import blocks as embed_blocks
from wagtail.embeds.embeds import get_embed_hash
from wagtail.images.blocks import ImageBlock, ImageBlockComparison, ImageChooserBlock

from articles.api.schemas import ImageReferenceSchema
from articles.api.serializers import serialize_document, serialize_image
from articles.blocks.audiences import AudienceTargetedBlock
from articles.blocks.django_internals import extend_media
from articles.blocks.schemas import DocumentLinkSchema, EmbedSchema, FigureSchema, TableSchema
from articles.images import CustomImage
from articles.prefetch.body_prefetch import PrefetchedChooserMixin
from articles.visibility import is_public_document
from polls.http import build_absolute_url


class PrefetchedImageChooserBlock(PrefetchedChooserMixin, ImageChooserBlock):
    pass


class NullableImageBlockComparison(ImageBlockComparison):
    """Compares revisions with a deleted image, on which Wagtail's comparison fails."""

    def htmlvalue(self, val):
        return super().htmlvalue(val) if val else ""


class PrefetchedImageBlock(ImageBlock):
    """Wagtail's image with alternative text, with a prefetched image."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = PrefetchedImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def get_comparison_class(self):
        return NullableImageBlockComparison

    def get_api_representation(self, value, context=None) -> ImageReferenceSchema | None:
        """Return the image, None if it was deleted."""
        return value and serialize_image(value, value.contextual_alt_text or "")


class PrefetchedDocumentChooserBlock(PrefetchedChooserMixin, DocumentChooserBlock):
    pass


class FigureBlock(AudienceTargetedBlock):
    image = PrefetchedImageBlock()
    caption = blocks.CharBlock(required=False, max_length=400)
    credit = blocks.CharBlock(
        required=False, max_length=255, help_text="If empty, the credit of the image is shown"
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["credit"] = self.get_credit(value)
        return context

    def get_credit(self, value) -> str:
        image = value["image"]
        return value["credit"] or (image.credit if image else "")

    def get_api_representation(self, value, context=None) -> FigureSchema:
        data = super().get_api_representation(value, context=context)
        return data | {"credit": self.get_credit(value)}

    def get_preview_value(self):
        image = CustomImage.objects.first()
        caption = "The harbour before dawn"
        return self.normalize({"image": image, "caption": caption, "credit": ""})

    class Meta:
        icon = "image"
        template = "articles/blocks/figure.html"
        label_format = "{caption}"
        description = "An image with its caption and credit"


class TableCellsBlock(TypedTableBlock):
    """Wagtail's table, which accepts the cells of a form or a whole table from the API."""

    def value_from_datadict(self, data, files, prefix):
        if prefix in data:
            return data[prefix]
        return super().value_from_datadict(data, files, prefix)

    def value_for_form(self, value):
        return value


class TableCellsBlockAdapter(TypedTableBlockAdapter):
    """Fills the cells from a pasted table in the editor."""

    js_constructor = "articles.blocks.media.TableCellsBlock"

    @cached_property
    def media(self):
        return extend_media(super().media, versioned_static("js/admin_paste.js"))


register(TableCellsBlockAdapter(), TableCellsBlock)


class TableBlock(AudienceTargetedBlock):
    table = TableCellsBlock(
        [
            ("text", blocks.CharBlock(required=False, icon="pilcrow", label="Text")),
            ("number", blocks.CharBlock(required=False, icon="order", label="Number")),
        ]
    )
    header_column = blocks.BooleanBlock(required=False)

    def clean(self, value):
        value = super().clean(value)
        if not value["table"].columns and not self.is_deferred_validation:
            error = ValidationError("Add at least one column, or remove the table.")
            raise blocks.StructBlockValidationError(block_errors={"table": error})
        return value

    def get_api_representation(self, value, context=None) -> TableSchema:
        table = value["table"]
        return {
            "caption": table.caption,
            "header_column": value["header_column"],
            "columns": [
                {"type": column["block"].name, "heading": column["heading"]}
                for column in table.columns
            ],
            "rows": [row["values"] for row in table.row_data],
        }

    class Meta:
        icon = "table"
        template = "articles/blocks/table.html"
        description = "Rows and columns, with right-aligned numbers"
        preview_value = {
            "table": {
                "caption": "Calls by quarter",
                "columns": [
                    {"type": "text", "heading": "Quarter"},
                    {"type": "number", "heading": "Ships"},
                ],
                "rows": [{"values": ["First", "1,204"]}, {"values": ["Second", "1,187"]}],
            },
            "header_column": True,
        }


class EmbedBlock(AudienceTargetedBlock):
    url = embed_blocks.EmbedBlock(label="URL", help_text="The web page of the video or recording")
    title = blocks.CharBlock(max_length=160)
    poster_image = PrefetchedImageBlock(
        required=False, help_text="Shown until the reader starts the player"
    )
    caption = blocks.CharBlock(required=False, max_length=400)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        url = value["url"].url if value["url"] else ""
        context |= {"url": url, "host": get_host(url), "hash": get_embed_hash(url)}
        return context

    def get_api_representation(self, value, context=None) -> EmbedSchema:
        url = value["url"].url if value["url"] else ""
        poster_image = self.child_blocks["poster_image"]
        return {
            "url": url,
            "title": value["title"],
            "provider": get_host(url),
            "poster_image": poster_image.get_api_representation(value["poster_image"], context),
            "caption": value["caption"],
        }

    def get_preview_value(self):
        return self.normalize(
            {
                "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                "title": "An open film",
                "poster_image": CustomImage.objects.first(),
                "caption": "Loaded at the reader’s request",
            }
        )

    class Meta:
        icon = "media"
        template = "articles/blocks/embed.html"
        label_format = "{title}"
        description = "A video or recording on another site, loaded at the reader’s request"


def get_host(url: str) -> str:
    """Return the host of a URL without "www.", "" for an invalid URL."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class DocumentBlock(AudienceTargetedBlock):
    document = PrefetchedDocumentChooserBlock()
    note = blocks.CharBlock(required=False, max_length=255, help_text="What the document contains")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        document = value["document"] if is_public_document(value["document"]) else None
        context |= {
            "document": document,
            "url": build_absolute_url(document.url) if document else "",
        }
        return context

    def get_api_representation(self, value, context=None) -> DocumentLinkSchema:
        """Return the document, None if it was deleted or is private, and the note."""
        document = value["document"] if is_public_document(value["document"]) else None
        return {"document": serialize_document(document), "note": value["note"]}

    def get_preview_value(self):
        document = get_document_model().objects.first()
        return self.normalize({"document": document, "note": "The figures behind this article"})

    class Meta:
        icon = "doc-full"
        template = "articles/blocks/document.html"
        label_format = "{document}"
        description = "A file to download"
