"""Rejects query parameters that a route does not have, or that are repeated."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from project.headless.middleware import read_body
from project.headless.problems import build_invalid_input_problem
from project.headless.v3.ninja_internals import get_query_parameters, has_body


def reject_unknown_parameters(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate `Operation.run` so that it runs only with parameters that it knows, each once."""
    operation = run.__self__
    known, repeatable = get_query_parameters(operation)
    requires_object = has_body(operation)

    @wraps(run)
    def run_if_known(request: HttpRequest, **path: Any) -> HttpResponse:
        if errors := find_parameter_errors(request.GET, known, repeatable):
            return build_invalid_input_problem(errors)
        if requires_object and not may_be_object(read_body(request)):
            return build_invalid_input_problem([("body", "The body must be a JSON object.")])
        return run(request, **path)

    return run_if_known


def may_be_object(body: bytes) -> bool:
    """Whether a body may be a JSON object; ninja rejects an empty or malformed one itself."""
    return not body.strip() or body.lstrip()[:1] == b"{"


def find_parameter_errors(
    query: QueryDict, known: Collection[str], repeatable: Collection[str] = ()
) -> list[tuple[str, str]]:
    """Return (name, message) of each parameter that is unknown or given more than once."""
    names = ", ".join(sorted(known)) or "none"
    unknown = [
        (name, f"The parameter is unknown. Parameters of this URL: {names}.")
        for name in query
        if name not in known
    ]
    repeated = [
        (name, "Send this parameter only once.")
        for name in query
        if name in known and name not in repeatable and len(query.getlist(name)) > 1
    ]
    return unknown + repeated
