"""The types of a body's blocks, read from what their `get_api_representation` says it returns."""

from functools import reduce
from operator import or_
from typing import Annotated, Literal, get_type_hints

from ninja import Schema
from pydantic import Field, create_model


class LayerSchema(Schema):
    """For whom a block is meant; neighbours with the same audiences are one fold on the site."""

    label: str = Field(examples=["For business, for students"])
    audiences: list[str] = Field(description="Slugs")
    open: bool = Field(description="Whether it is shown unfolded to whoever reads")


class BlockSchema(Schema):
    """What every block of a body has."""

    id: str
    audiences: list[str] = Field(description="Slugs; none means everyone")
    layer: LayerSchema | None = Field(description="null for a block that is for everyone")


def annotation_of(block):
    """Return the type of a block's JSON. Raises TypeError if the block does not say."""
    hints = get_type_hints(type(block).get_api_representation)
    if "return" not in hints:
        raise TypeError(f"{type(block).__name__}.get_api_representation has no return type.")
    return hints["return"]


def schema_of(name, block):
    """Return the schema of a block as it stands in a body, told apart by its "type"."""
    return create_model(
        f"{name.title().replace('_', '')}BlockSchema",
        __base__=BlockSchema,
        __doc__=block.meta.description,
        type=(Literal[name], ...),
        value=(annotation_of(block), ...),
    )


def type_of_body(stream_block):
    """Return the type of one block of a body: a union of all, told apart by their "type".

    It has a name in the API's description, so that a client has one for it too.
    """
    schemas = [schema_of(name, block) for name, block in stream_block.child_blocks.items()]
    type AnyBlockSchema = Annotated[reduce(or_, schemas), Field(discriminator="type")]
    return AnyBlockSchema
