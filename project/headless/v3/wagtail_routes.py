"""Wagtail's own routes of API version 3, adapted: writes for clients that have a token.

Wagtail's version 3 is not stable yet; only this folder depends on it. Wagtail's page router reads
the registered schemas when it is imported, so ours must be registered before. Its public read
routes are removed, because they return content that is not public (docs/decisions/).
"""

import logging
import sys
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import DataError, IntegrityError
from django.http import HttpRequest
from ninja import Router
from ninja.errors import HttpError
from pydantic import ValidationError as PydanticError
from treebeard.exceptions import InvalidMoveToDescendant, InvalidPosition, PathOverflow
from wagtail.api.rich_text import RichTextFormatError

from project.headless.v3.ninja_internals import (
    iterate_operations,
    remove_get_operation,
    set_auth,
)

logger = logging.getLogger(__name__)

# Exceptions that Wagtail does not handle itself. Its own errors are of other types.
UNEXPECTED_ERRORS = (
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
UNEXPECTED_ERROR_MESSAGE = (
    "Wagtail rejected this operation. Check the page, its parent and the submitted values."
)
PUBLIC_READ_PATHS = ("/", "/find/", "/{page_id}/")
PAGES_MODULE = "wagtail.api.v3.routers.pages"


def install_page_routes() -> None:
    """Make Wagtail's page routes use our schemas. Called once, before Wagtail's apps are ready."""
    if PAGES_MODULE in sys.modules:
        raise ImportError(f"{PAGES_MODULE} was imported before our schemas were registered.")
    register_stream_validation()
    register_page_schemas()
    remove_public_reads(reject_unexpected_errors(get_pages_router()))


def register_stream_validation() -> None:
    from wagtail.api.v3.schemas import create_generator, patch_generator
    from wagtail.fields import StreamField

    from project.headless.v3.stream_validation import build_stream_annotation

    for generator in (create_generator, patch_generator):
        generator.register_field_schema(StreamField, build_stream_annotation)


def register_page_schemas() -> None:
    from wagtail.api.v3.registry import ContentTypeRegistration, registry
    from wagtail.models import Page

    from project.headless.page_serializers import PAGE_SERIALIZERS

    schemas = {model: serializer.schema for model, serializer in PAGE_SERIALIZERS.items()}
    # No page is an instance of Page only, so that type has no schema.
    for model, schema in {**schemas, Page: None}.items():
        registration = registry.get(model._meta.label)
        registry.register(
            ContentTypeRegistration(
                name=registration.name,
                label=registration.label,
                read_schema=schema,
                create_schema=registration.create_schema,
                patch_schema=registration.patch_schema,
            )
        )


def get_pages_router() -> Router:
    from wagtail.api.v3.routers.pages import router

    return router


def remove_public_reads(router: Router) -> None:
    for path in PUBLIC_READ_PATHS:
        remove_get_operation(router, path)


def reject_unexpected_errors(router: Router) -> Router:
    """Return one of Wagtail's routers that responds with 422 where Wagtail's code would fail.

    For example to a request to copy the root page, or to move a page below itself. The exception is
    logged.
    """
    for operation in iterate_operations(router):
        operation.view_func = convert_unexpected_errors(operation.view_func)
    return router


def convert_unexpected_errors(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except (PydanticError, RichTextFormatError):
            # Subclasses of ValueError that have a handler with a better message.
            raise
        except UNEXPECTED_ERRORS as error:
            logger.exception("Wagtail raised an unexpected error; the request was rejected")
            raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, UNEXPECTED_ERROR_MESSAGE) from error

    return wrapper


def require_token(router: Router) -> Router:
    """Return one of Wagtail's routers whose every route requires an API token."""
    from wagtail.api.v3.auth import BearerTokenAuth

    for operation in iterate_operations(router):
        set_auth(operation, BearerTokenAuth())
    return router
