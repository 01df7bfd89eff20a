"""Hostile words in every place where an editor may put words."""

from html import escape

from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from articles.images import CustomImage
from polls.models import Poll, PollOption

# Breaks out of an attribute, of a script and of text, wherever it stands unescaped; a spreadsheet
# takes it for a formula.
POISON = """=1+'" onx=1></script><x-evil>"""
# Of polls, only these have words of editors.
MODELS = [
    *apps.get_app_config("articles").get_models(),
    *apps.get_app_config("home").get_models(),
    Poll,
    PollOption,
]
# What is nobody's words: parts of addresses, keys, what is chosen from a list.
NO_WORDS = (models.SlugField, models.URLField, models.EmailField)
OF_PAGES = ("title", "draft_title", "seo_title", "search_description")
# These have a form of their own, which nothing else passes.
NOT_WORDS = {"orcid"}


def poison_everything():
    """Put POISON into all words of all that there is. What was unique keeps its key after it."""
    for model in MODELS:
        poison_fields(model, [field for field in words_of(model) if field.model is model])
    poison_fields(Page, [Page._meta.get_field(name) for name in OF_PAGES])
    poison_fields(CustomImage, [CustomImage._meta.get_field("title")])
    for page in Page.objects.filter(depth__gt=1).specific():
        page.save_revision(clean=False)


def words_of(model):
    """Return the fields of a model that hold words."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, (models.CharField, models.TextField))
        and not isinstance(field, NO_WORDS)
        and not field.choices
        and field.editable
        and field.name not in NOT_WORDS
    ]


def poison_fields(model, fields):
    for row in model._base_manager.all():
        words = {field.name: poisoned(field, row) for field in fields}
        if words:
            model._base_manager.filter(pk=row.pk).update(**words)


def poisoned(field, row):
    if isinstance(field, StreamField):
        stream = getattr(row, field.name)
        return stream.stream_block.to_python(poison_block(stream.stream_block, stream.raw_data))
    if isinstance(field, RichTextField):
        return f"<p>{escape(POISON)}</p>"
    words = f"{POISON}{row.pk}" if field.unique else POISON
    return words[: field.max_length]


def poison_block(block, raw):
    """Return the raw value of a block with all its words replaced."""
    match block:
        case blocks.StreamBlock():
            children = block.child_blocks
            return [
                each | {"value": poison_block(children[each["type"]], each["value"])}
                for each in raw
            ]
        case blocks.StructBlock():
            return {
                name: poison_block(block.child_blocks[name], value) for name, value in raw.items()
            }
        case blocks.ListBlock():
            return [
                each | {"value": poison_block(block.child_block, each["value"])} for each in raw
            ]
        case TypedTableBlock():
            return poison_table(raw)
        case blocks.RichTextBlock():
            return f"<p>{escape(POISON)}</p>"
        case blocks.URLBlock() | blocks.EmailBlock():
            return raw
        case blocks.CharBlock() | blocks.TextBlock():
            return POISON
    return raw


def poison_table(raw):
    columns = [column | {"heading": POISON} for column in raw["columns"]]
    rows = [{"values": [POISON for _ in row["values"]]} for row in raw["rows"]]
    return raw | {"columns": columns, "rows": rows, "caption": POISON}
