"""Schemas of a body's blocks, built from the return types of their `get_api_representation`."""

from functools import reduce
from operator import or_
from typing import Annotated, Any, Literal, TypeAliasType, get_args, get_type_hints

from ninja import Schema
from pydantic import Field, create_model
from wagtail.blocks import Block, StreamBlock


class AudienceSectionSchema(Schema):
    """The section that a block belongs to: neighbouring blocks for the same audiences."""

    label: str = Field(
        description="Heading of the section.", examples=["For business, for students"]
    )
    audiences: list[str] = Field(description="Slugs of the section's audiences.")
    open: bool = Field(
        description="Whether the section is expanded for the audience of the response."
    )


class BlockSchema(Schema):
    """The members that every block of a body has."""

    id: str = Field(description="Identifier of the block, stable across revisions.")
    audiences: list[str] = Field(
        description="Slugs of the audiences that the block is meant for; empty for all readers."
    )
    audience_section: AudienceSectionSchema | None = Field(
        description="Section that the block belongs to; null if it is for all readers."
    )


def get_value_type(block: Block) -> Any:
    """Return the type of a block's JSON. Raises TypeError if the block does not declare it."""
    hints = get_type_hints(type(block).get_api_representation)
    if "return" not in hints:
        raise TypeError(f"{type(block).__name__}.get_api_representation has no return type.")
    return hints["return"]


def describe_value(value_type: Any) -> str:
    if value_type is str:
        return "Rich text, in the requested format."
    if type(None) in get_args(value_type):
        return "Content of the block; null if it was deleted or is not public."
    return "Content of the block."


def build_block_schema(name: str, block: Block) -> type[BlockSchema]:
    """Return the schema of a block of a body; distinguished from the others by `type`."""
    value_type = get_value_type(block)
    members: dict[str, Any] = {
        "type": (Literal[name], Field(description="Type of the block.")),
        "value": (value_type, Field(description=describe_value(value_type))),
    }
    schema_name = f"{name.title().replace('_', '')}BlockSchema"
    return create_model(
        schema_name, __base__=BlockSchema, __doc__=block.meta.description, **members
    )


def build_block_union(stream_block: StreamBlock) -> Any:
    """Return the type of one block of a body: a union of schemas, distinguished by `type`.

    The union is a named type, so that it is one schema in the OpenAPI document.
    """
    schemas = [build_block_schema(name, block) for name, block in stream_block.child_blocks.items()]
    union: Any = Annotated[reduce(or_, schemas), Field(discriminator="type")]
    return TypeAliasType("AnyBlockSchema", union)
