"""An HTML, script and formula injection in every text field that editors fill in."""

from html import escape

from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from articles.images import CustomImage
from polls.models import Poll, PollOption

# If unescaped, it breaks out of an attribute, a script or text; a spreadsheet reads a formula.
PAYLOAD = """=1+'" onx=1></script><x-evil>"""
# The only models of polls with text from editors.
MODELS = [
    *apps.get_app_config("articles").get_models(),
    *apps.get_app_config("home").get_models(),
    Poll,
    PollOption,
]
# Fields whose validation excludes the payload.
EXCLUDED_FIELD_TYPES = (models.SlugField, models.URLField, models.EmailField)
PAGE_FIELDS = ("title", "draft_title", "seo_title", "search_description")
# Fields with a validator that excludes the payload, and the key of a rendition.
EXCLUDED_FIELDS = {"orcid", "filter_spec"}


def inject_everywhere():
    """Put PAYLOAD into all text fields of all rows. Unique values end with the primary key."""
    for model in MODELS:
        inject_fields(model, [field for field in get_text_fields(model) if field.model is model])
    inject_fields(Page, [Page._meta.get_field(name) for name in PAGE_FIELDS])
    inject_fields(CustomImage, [CustomImage._meta.get_field("title")])
    for page in Page.objects.filter(depth__gt=1).specific():
        page.save_revision(clean=False)


def get_text_fields(model):
    """Return the text fields of a model that editors fill in."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not isinstance(field, EXCLUDED_FIELD_TYPES)
        and not field.choices
        and field.editable
        and field.name not in EXCLUDED_FIELDS
    ]


def inject_fields(model, fields):
    for row in model._base_manager.all():
        values = {field.name: build_field_value(field, row) for field in fields}
        if values:
            model._base_manager.filter(pk=row.pk).update(**values)


def build_field_value(field, row):
    if isinstance(field, StreamField):
        stream = getattr(row, field.name)
        return stream.stream_block.to_python(inject_block(stream.stream_block, stream.raw_data))
    if isinstance(field, RichTextField):
        return f"<p>{escape(PAYLOAD)}</p>"
    values = f"{PAYLOAD}{row.pk}" if field.unique else PAYLOAD
    return values[: field.max_length]


def inject_block(block, raw):
    """Return the raw value of a block with all its strings replaced."""
    match block:
        case blocks.StreamBlock():
            children = block.child_blocks
            return [
                child | {"value": inject_block(children[child["type"]], child["value"])}
                for child in raw
            ]
        case blocks.StructBlock():
            return {
                name: inject_block(block.child_blocks[name], value) for name, value in raw.items()
            }
        case blocks.ListBlock():
            return [
                child | {"value": inject_block(block.child_block, child["value"])} for child in raw
            ]
        case TypedTableBlock():
            return inject_table(raw)
        case blocks.RichTextBlock():
            return f"<p>{escape(PAYLOAD)}</p>"
        case blocks.URLBlock() | blocks.EmailBlock():
            return raw
        case blocks.CharBlock() | blocks.TextBlock():
            return PAYLOAD
    return raw


def inject_table(raw):
    columns = [column | {"heading": PAYLOAD} for column in raw["columns"]]
    rows = [{"values": [PAYLOAD for _ in row["values"]]} for row in raw["rows"]]
    return raw | {"columns": columns, "rows": rows, "caption": PAYLOAD}
