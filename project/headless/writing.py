"""Wagtail's own routes for pages: its writes as they are, answered in our shapes.

This is where Wagtail's API v3, which is not stable yet, is touched. Its registry must know our
schemas before its router is imported, which reads them at once. Its reads are taken out, since they
show what nobody may see (docs/decisions.md); ours, in `reading_pages`, take their addresses.
"""

from wagtail.api.v3.registry import ContentTypeRegistration, registry

from project.headless.pages import PAGE_TYPES

READS = ("/", "/find/", "/{page_id}/")


def register_schemas():
    """Let Wagtail's routes answer with pages in the shapes of `project.headless.pages`."""
    for model, page_type in PAGE_TYPES.items():
        known = registry.get(model._meta.label)
        registry.register(
            ContentTypeRegistration(
                name=known.name,
                label=known.label,
                read_schema=page_type.schema,
                create_schema=known.create_schema,
                patch_schema=known.patch_schema,
            )
        )


def writes_of_wagtail():
    """Return Wagtail's router of pages without its reads."""
    register_schemas()
    from wagtail.api.v3.routers.pages import router

    for path in READS:
        view = router.path_operations[path]
        view.operations = [each for each in view.operations if each.methods != ["GET"]]
        if not view.operations:
            del router.path_operations[path]
    return router


router = writes_of_wagtail()
