"""Undocumented attributes of ninja's routers and operations.

Ninja has no public way to change the routes of an existing router, as we do with Wagtail's, or to
read the parameters of an operation.
"""

from collections.abc import Iterator
from typing import Any

from ninja import Router
from ninja.operation import Operation, PathView
from ninja.signature.details import ViewSignature

from polls.internals import check_internals

ATTRIBUTES = [
    (Router(), "_routers"),
    (Router(), "path_operations"),
    (PathView(), "operations"),
    (Operation, "_set_auth"),
]
MENTIONS = [
    (Operation, "__init__", "view_func"),
    (Operation, "__init__", "models"),
    (Operation, "__init__", "auth_param"),
    (ViewSignature, "_create_models", "__ninja_param_source__"),
    (ViewSignature, "_create_models", "__ninja_flatten_map__"),
    (ViewSignature, "_create_models", "__ninja_collection_fields__"),
]
check_internals(__name__, ATTRIBUTES, MENTIONS)


def iterate_operations(router: Router) -> Iterator[Operation]:
    """Yield the operations of a router and of its nested routers."""
    for view in router.path_operations.values():
        yield from view.operations
    for _, nested_router, _ in router._routers:
        yield from iterate_operations(nested_router)


def remove_get_operation(router: Router, path: str) -> None:
    view = router.path_operations[path]
    view.operations = [each for each in view.operations if each.methods != ["GET"]]
    if not view.operations:
        del router.path_operations[path]


def set_auth(operation: Operation, auth: Any) -> None:
    """Require an authentication for an operation that exists already."""
    operation.auth_param = auth
    operation._set_auth(auth)


def has_body(operation: Operation) -> bool:
    return any(model.__ninja_param_source__ == "body" for model in operation.models)


def get_query_parameters(operation: Operation) -> tuple[set[str], set[str]]:
    """Return the names of an operation's query parameters, and of those that may be repeated."""
    known, repeatable = set(), set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            known |= model.__ninja_flatten_map__.keys()
            repeatable |= set(model.__ninja_collection_fields__)
    return known, repeatable
