"""Errors of the API, all in one form (RFC 9457)."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from ninja.errors import HttpError, ValidationError

from articles.parameters import BadParameter
from polls.errors import VotingError
from polls.problems import problem, problem_of
from polls.schemas import ProblemSchema

# What any request may be answered with, for the description of each route.
PROBLEMS = dict.fromkeys((400, 404, 422, 429), ProblemSchema)
MISUNDERSTOOD = "This request cannot be understood"


def register_problems(api):
    """Answer every error of the API as a problem."""
    for error, handler in HANDLERS.items():
        api.add_exception_handler(error, handler)


def voting_error(request, error):
    return problem_of(error)


def bad_parameter(request, error):
    return misunderstood([{"where": error.name, "what": error.what}])


def invalid_input(request, error):
    """Name each parameter or field that cannot be used, and say what is wrong with it."""
    return misunderstood(
        [{"where": where_of(each["loc"]), "what": each["msg"]} for each in error.errors]
    )


def misunderstood(errors, status=422):
    """Return the problem of a request whose parts, {"where", "what"} each, cannot be used."""
    detail = "; ".join(f"{each['where']}: {each['what']}" for each in errors)
    return problem(status, MISUNDERSTOOD, detail, "invalid-input", errors=errors)


def where_of(location):
    """Return where an error is by the names a client knows, such as "options.0"."""
    source, *parts = [str(part) for part in location]
    # A body is named by its parameter here, which no client knows of.
    return ".".join(parts[1:] if source == "body" and len(parts) > 1 else parts) or source


def too_big(request, error):
    return problem(413, "This request is too big")


def http_error(request, error):
    return problem(error.status_code, str(error))


def not_found(request, error):
    return problem(404, "There is nothing here")


HANDLERS = {
    VotingError: voting_error,
    BadParameter: bad_parameter,
    ValidationError: invalid_input,
    RequestDataTooBig: too_big,
    HttpError: http_error,
    Http404: not_found,
}
