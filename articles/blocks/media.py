"""Blocks that show a picture, a table, a file or something from elsewhere."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.forms import Media
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

from articles.absolute_urls import absolute
from articles.api.schemas import ShownPictureSchema
from articles.api.serializers import represent_document, represent_picture
from articles.blocks.audiences import AddressedBlock
from articles.blocks.schemas import DocumentLinkSchema, EmbedSchema, FigureSchema, TableSchema
from articles.images import CustomImage
from articles.prefetch.body_prefetch import Referring
from articles.visibility import is_public_file


class PictureChooserBlock(Referring, ImageChooserBlock):
    pass


class PictureComparison(ImageBlockComparison):
    """Wagtail's comparison of two revisions fails on a picture that is not there."""

    def htmlvalue(self, val):
        return super().htmlvalue(val) if val else ""


class PictureBlock(ImageBlock):
    """Wagtail's picture with alternative text, chosen from what is already loaded."""

    def __init__(self, required=True, **kwargs):
        super().__init__(required=required, **kwargs)
        chooser = PictureChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser

    def get_comparison_class(self):
        return PictureComparison

    def get_api_representation(self, value, context=None) -> ShownPictureSchema | None:
        """Return the picture, None once it was deleted."""
        return value and represent_picture(value, value.contextual_alt_text or "")


class FileChooserBlock(Referring, DocumentChooserBlock):
    pass


class FigureBlock(AddressedBlock):
    picture = PictureBlock()
    caption = blocks.CharBlock(required=False, max_length=400)
    credit = blocks.CharBlock(
        required=False, max_length=255, help_text="Left empty, the picture's own credit is shown"
    )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["credit"] = self.credit_of(value)
        return context

    def credit_of(self, value):
        picture = value["picture"]
        return value["credit"] or (picture.credit if picture else "")

    def get_api_representation(self, value, context=None) -> FigureSchema:
        representation = super().get_api_representation(value, context=context)
        return representation | {"credit": self.credit_of(value)}

    def get_preview_value(self):
        picture = CustomImage.objects.first()
        value = {"picture": picture, "caption": "The harbour before dawn", "credit": ""}
        return self.normalize(value)

    class Meta:
        icon = "image"
        template = "articles/blocks/figure.html"
        label_format = "{caption}"
        description = "A picture with its caption and credit"


class CellsBlock(TypedTableBlock):
    """Wagtail's table, which also takes a whole table from the API where a form sends cells."""

    def value_from_datadict(self, data, files, prefix):
        if prefix in data:
            return data[prefix]
        return super().value_from_datadict(data, files, prefix)

    def value_for_form(self, value):
        return value


class CellsBlockAdapter(TypedTableBlockAdapter):
    """In the editor, a table that is pasted fills the cells."""

    js_constructor = "articles.blocks.media.CellsBlock"

    @cached_property
    def media(self):
        return Media(
            js=[*super().media._js, versioned_static("js/admin_pasting.js")], css=super().media._css
        )


register(CellsBlockAdapter(), CellsBlock)


class TableBlock(AddressedBlock):
    table = CellsBlock(
        [
            ("text", blocks.CharBlock(required=False, icon="pilcrow", label="Text")),
            ("number", blocks.CharBlock(required=False, icon="order", label="Number")),
        ]
    )
    header_column = blocks.BooleanBlock(required=False, label="The first column names the rows")

    def clean(self, value):
        value = super().clean(value)
        if not value["table"].columns and not self.is_deferred_validation:
            empty = ValidationError("Add at least one column, or remove the table.")
            raise blocks.StructBlockValidationError(block_errors={"table": empty})
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
        description = "Rows and columns, with numbers set to the right"
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


class EmbedBlock(AddressedBlock):
    url = embed_blocks.EmbedBlock(
        label="Address", help_text="The page of the video or recording, as in the browser"
    )
    title = blocks.CharBlock(max_length=160)
    still = PictureBlock(
        required=False, help_text="Shown until the reader asks for the recording itself"
    )
    caption = blocks.CharBlock(required=False, max_length=400)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        url = value["url"].url if value["url"] else ""
        context |= {"address": url, "host": host_of(url), "hash": get_embed_hash(url)}
        return context

    def get_api_representation(self, value, context=None) -> EmbedSchema:
        url = value["url"].url if value["url"] else ""
        still = self.child_blocks["still"].get_api_representation(value["still"], context)
        return {
            "url": url,
            "title": value["title"],
            "provider": host_of(url),
            "still": still,
            "caption": value["caption"],
        }

    def get_preview_value(self):
        return self.normalize(
            {
                "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
                "title": "An open film",
                "still": CustomImage.objects.first(),
                "caption": "Loaded only when a reader asks for it",
            }
        )

    class Meta:
        icon = "media"
        template = "articles/blocks/embed.html"
        label_format = "{title}"
        description = "A video or recording held elsewhere; nothing is loaded until the reader asks"


def host_of(url):
    """Return the host of an address without "www.", "" where there is none to be read."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


class DocumentBlock(AddressedBlock):
    document = FileChooserBlock()
    note = blocks.CharBlock(required=False, max_length=255, help_text="What is in it")

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        document = value["document"] if is_public_file(value["document"]) else None
        context |= {"document": document, "address": absolute(document.url) if document else ""}
        return context

    def get_api_representation(self, value, context=None) -> DocumentLinkSchema:
        """Return the document, None once deleted or made private, and the note."""
        document = value["document"] if is_public_file(value["document"]) else None
        return {"document": represent_document(document), "note": value["note"]}

    def get_preview_value(self):
        document = get_document_model().objects.first()
        return self.normalize({"document": document, "note": "The figures behind this article"})

    class Meta:
        icon = "doc-full"
        template = "articles/blocks/document.html"
        label_format = "{document}"
        description = "A file for the reader to download"
