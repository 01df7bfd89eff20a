"""Wagtail's own routes for those who have a token: its writes as they are, answered in our shapes.

This is where Wagtail's API v3, which is not stable yet, is touched. Its registry must know our
schemas before its router of pages is imported, which reads them at once. Its reads for everyone are
taken out, since they show what nobody may see (docs/decisions.md).
"""

import logging
import sys
from functools import wraps
from http import HTTPStatus

from django.db import DataError, IntegrityError
from ninja.errors import HttpError
from pydantic import ValidationError as PydanticError
from treebeard.exceptions import InvalidMoveToDescendant, InvalidPosition, PathOverflow
from wagtail.api.rich_text import RichTextFormatError

logger = logging.getLogger(__name__)

# A ValidationError, Http404 or PermissionDenied is none of these.
UNEXPECTED = (
    AttributeError,
    DataError,
    IntegrityError,
    InvalidMoveToDescendant,
    InvalidPosition,
    OverflowError,
    PathOverflow,
    TypeError,
    ValueError,
)
REFUSED = "This cannot be done with these values."
READS = ("/", "/find/", "/{page_id}/")
ROUTER = "wagtail.api.v3.routers.pages"


def take_over():
    """Let Wagtail's routes of pages answer in our shapes. Called once, before Wagtail is ready."""
    if ROUTER in sys.modules:
        raise ImportError(f"{ROUTER} was imported before our schemas were known to it.")
    check_bodies()
    register_schemas()
    remove_reads(refusing_what_fails(pages_router()))


def check_bodies():
    from wagtail.api.v3.schemas import create_generator, patch_generator
    from wagtail.fields import StreamField

    from project.headless.stream_validation import input_schema

    for generator in (create_generator, patch_generator):
        generator.register_field_schema(StreamField, input_schema)


def register_schemas():
    from wagtail.api.v3.registry import ContentTypeRegistration, registry
    from wagtail.models import Page

    from project.headless.page_serializers import PAGE_TYPES

    schemas = {model: page_type.schema for model, page_type in PAGE_TYPES.items()}
    # No page is of Wagtail's bare type.
    for model, schema in {**schemas, Page: None}.items():
        known = registry.get(model._meta.label)
        registry.register(
            ContentTypeRegistration(
                name=known.name,
                label=known.label,
                read_schema=schema,
                create_schema=known.create_schema,
                patch_schema=known.patch_schema,
            )
        )


def pages_router():
    from wagtail.api.v3.routers.pages import router

    return router


def remove_reads(router):
    for path in READS:
        view = router.path_operations[path]
        view.operations = [each for each in view.operations if each.methods != ["GET"]]
        if not view.operations:
            del router.path_operations[path]


def refusing_what_fails(router):
    """Return a router of Wagtail's that refuses what its code did not expect, where it would fail.

    Such as copying the root of all pages, or moving one below itself. What happened is logged.
    """
    for operation in operations_of(router):
        operation.view_func = refuse_what_fails(operation.view_func)
    return router


def operations_of(router):
    """Yield the operations of a router and of those within it."""
    for view in router.path_operations.values():
        yield from view.operations
    for _, within, _ in router._routers:
        yield from operations_of(within)


def refuse_what_fails(view):
    @wraps(view)
    def refuse(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except (PydanticError, RichTextFormatError):
            # These say themselves what is wrong.
            raise
        except UNEXPECTED as error:
            logger.exception("Wagtail failed on a request, which was refused")
            raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, REFUSED) from error

    return refuse


def with_token_only(router):
    """Return a router of Wagtail's whose every route asks for a token."""
    from wagtail.api.v3.auth import BearerTokenAuth

    for operation in operations_of(router):
        operation.auth_param = BearerTokenAuth()
        operation._set_auth(operation.auth_param)
    return router
