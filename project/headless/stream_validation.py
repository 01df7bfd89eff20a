"""Bodies that a client writes, checked before Wagtail's form sees them, which fails on what it
does not expect.

A block is written in the form in which Wagtail stores it: {"type", "value"}, and "id" to keep it.
"""

from typing import Annotated, Any

from django import forms
from django.core.exceptions import ValidationError
from pydantic import AfterValidator
from wagtail import blocks
from wagtail.api.rich_text import APIRichText


def input_schema(generator, field):
    """Return (annotation, default) of a StreamField for Wagtail's generators of input schemas."""

    def check(value):
        check_stream(field.stream_block, value, field.name)
        return value

    return Annotated[list[Any], AfterValidator(check)], []


def check_block(block, value, where):
    """Raise ValueError, with the place of the error, for what a block cannot be made of."""
    if value is None:
        return
    match block:
        case blocks.StreamBlock():
            check_stream(block, value, where)
        case blocks.ListBlock():
            expect(value, list, where)
            for at, item in enumerate(value):
                check_block(block.child_block, item, f"{where}.{at}")
        case blocks.StructBlock():
            check_struct(block, value, where)
        case _:
            check_leaf(block, value, where)


def check_stream(block, value, where):
    expect(value, list, where)
    for at, item in enumerate(value):
        place = f"{where}.{at}"
        expect(item, dict, place)
        if str(item.get("type")) not in block.child_blocks:
            known = ", ".join(block.child_blocks)
            raise ValueError(f"{place}.type: There is no such block. There are: {known}.")
        if "value" not in item:
            raise ValueError(f"{place}.value: A block has a value.")
        if not isinstance(item.get("id"), str | None):
            raise ValueError(f"{place}.id: This is no identifier of a block.")
        check_block(block.child_blocks[item["type"]], item["value"], f"{place}.value")


def check_struct(block, value, where):
    expect(value, dict, where)
    if unknown := value.keys() - block.child_blocks.keys():
        known = ", ".join(block.child_blocks)
        raise ValueError(f"{where}.{min(unknown)}: There is no such part. There are: {known}.")
    for name, child in block.child_blocks.items():
        check_block(child, value.get(name), f"{where}.{name}")


def check_leaf(block, value, where):
    """Let a block read a value that has no parts; whatever it fails on is an error of the input."""
    if isinstance(getattr(block, "field", None), forms.CharField) and not is_text(block, value):
        raise ValueError(f"{where}: This should be a text.")
    try:
        if isinstance(block, blocks.RichTextBlock):
            APIRichText.convert_input(value, features=block.features)
        else:
            block.value_for_form(block.to_python(value))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError(f"{where}: This value cannot be used here.") from error
    except ValidationError as error:
        raise ValueError(f"{where}: {' '.join(error.messages)}") from error


def is_text(block, value):
    """Rich text may also be given as {"format", "content"}."""
    return isinstance(value, str) or isinstance(block, blocks.RichTextBlock)


def expect(value, kind, where):
    if not isinstance(value, kind):
        name = {list: "a list", dict: "an object"}[kind]
        raise ValueError(f"{where}: This should be {name}.")
