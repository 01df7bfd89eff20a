"""Validation of the bodies that clients write, before Wagtail's form sees them.

Wagtail's form fails with a server error on values it does not expect. A block is written as Wagtail
stores it: {"type", "value"}, and "id" to preserve its identifier.
"""

from typing import Annotated, Any

from django import forms
from django.core.exceptions import ValidationError
from pydantic import AfterValidator
from wagtail import blocks
from wagtail.api.rich_text import APIRichText
from wagtail.fields import StreamField

TYPE_NAMES = {list: "an array", dict: "an object"}


def build_stream_annotation(generator: Any, field: StreamField) -> tuple[Any, list]:
    """Return (annotation, default) of a StreamField, for Wagtail's input schema generators."""

    def validate(value: list) -> list:
        validate_stream(field.stream_block, value, field.name)
        return value

    return Annotated[list[Any], AfterValidator(validate)], []


def validate_block(block: blocks.Block, value: Any, location: str) -> None:
    """Raise ValueError, with its location, for a value that the block does not accept."""
    if value is None:
        return
    match block:
        case blocks.StreamBlock():
            validate_stream(block, value, location)
        case blocks.ListBlock():
            check_type(value, list, location)
            for index, item in enumerate(value):
                validate_block(block.child_block, item, f"{location}.{index}")
        case blocks.StructBlock():
            validate_struct(block, value, location)
        case _:
            validate_leaf(block, value, location)


def validate_stream(block: blocks.StreamBlock, value: Any, location: str) -> None:
    check_type(value, list, location)
    for index, item in enumerate(value):
        validate_stream_item(block, item, f"{location}.{index}")


def validate_stream_item(block: blocks.StreamBlock, item: Any, location: str) -> None:
    check_type(item, dict, location)
    if str(item.get("type")) not in block.child_blocks:
        types = ", ".join(block.child_blocks)
        raise ValueError(f"{location}.type: The block type is unknown. Use one of: {types}.")
    if "value" not in item:
        raise ValueError(f"{location}.value: The value is missing.")
    if not isinstance(item.get("id"), str | None):
        raise ValueError(f"{location}.id: The identifier must be a string.")
    validate_block(block.child_blocks[item["type"]], item["value"], f"{location}.value")


def validate_struct(block: blocks.StructBlock, value: Any, location: str) -> None:
    check_type(value, dict, location)
    if unknown := value.keys() - block.child_blocks.keys():
        names = ", ".join(block.child_blocks)
        raise ValueError(f"{location}.{min(unknown)}: The field is unknown. Use: {names}.")
    for name, child in block.child_blocks.items():
        validate_block(child, value.get(name), f"{location}.{name}")


def validate_leaf(block: blocks.Block, value: Any, location: str) -> None:
    """Let a block without children convert the value; any exception means that it is invalid."""
    if isinstance(getattr(block, "field", None), forms.CharField) and not is_text(block, value):
        raise ValueError(f"{location}: The value must be a string.")
    try:
        if isinstance(block, blocks.RichTextBlock):
            APIRichText.convert_input(value, features=block.features)
        else:
            block.value_for_form(block.to_python(value))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"{location}: The value is not valid for this field.") from error
    except ValidationError as error:
        raise ValueError(f"{location}: {' '.join(error.messages)}") from error


def is_text(block: blocks.Block, value: Any) -> bool:
    """Whether a value may be text; rich text may also be {"format", "content"}."""
    return isinstance(value, str) or isinstance(block, blocks.RichTextBlock)


def check_type(value: Any, expected: type, location: str) -> None:
    if not isinstance(value, expected):
        raise ValueError(f"{location}: The value must be {TYPE_NAMES[expected]}.")
