"""Wagtail's own routes for those who have a token: its writes as they are, answered in our shapes.

This is where Wagtail's API v3, which is not stable yet, is touched. Its registry must know our
schemas before its router of pages is imported, which reads them at once. Its reads for everyone are
taken out, since they show what nobody may see (docs/decisions.md).
"""

import sys

READS = ("/", "/find/", "/{page_id}/")
ROUTER = "wagtail.api.v3.routers.pages"


def take_over():
    """Let Wagtail's routes of pages answer in our shapes. Called once, before Wagtail is ready."""
    if ROUTER in sys.modules:
        raise ImportError(f"{ROUTER} was imported before our schemas were known to it.")
    check_bodies()
    register_schemas()
    remove_reads(pages_router())


def check_bodies():
    from wagtail.api.v3.schemas import create_generator, patch_generator
    from wagtail.fields import StreamField

    from project.headless.stream_input import input_schema

    for generator in (create_generator, patch_generator):
        generator.register_field_schema(StreamField, input_schema)


def register_schemas():
    from wagtail.api.v3.registry import ContentTypeRegistration, registry
    from wagtail.models import Page

    from project.headless.pages import PAGE_TYPES

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


def with_token_only(router):
    """Return a router of Wagtail's whose every route asks for a token."""
    from wagtail.api.v3.auth import BearerTokenAuth

    for view in router.path_operations.values():
        for operation in view.operations:
            operation.auth_param = BearerTokenAuth()
            operation.auth_callbacks = []
            operation._set_auth(operation.auth_param)
    return router
