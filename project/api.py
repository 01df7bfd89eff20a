"""The API of the whole site, version 3: one router an app, and errors in one form."""

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from polls.api import router as polls
from polls.errors import VotingError
from polls.problems import problem, problem_of
from project.headless.preview_api import router as preview

api = NinjaAPI(title="Rostrum", version="3", urls_namespace="api", docs_url=None)
api.add_router("/polls/", polls)
api.add_router("/preview/", preview)


@api.exception_handler(VotingError)
def voting_error(request, error):
    return problem_of(error)


@api.exception_handler(ValidationError)
def invalid_input(request, error):
    """Name each parameter or field that cannot be used, and say what is wrong with it."""
    errors = [{"where": where_of(each["loc"]), "what": each["msg"]} for each in error.errors]
    detail = "; ".join(f"{each['where']}: {each['what']}" for each in errors)
    return problem(422, "This request cannot be understood", detail, "invalid-input", errors=errors)


def where_of(location):
    """Return the last parts of where an error is, such as "options.0"."""
    parts = [str(part) for part in location if part not in ("body", "query", "path")]
    return ".".join(parts[1:] if len(parts) > 1 and parts[0] in ("ballot", "choice") else parts)


@api.exception_handler(RequestDataTooBig)
def too_big(request, error):
    return problem(413, "This request is too big")


@api.exception_handler(HttpError)
def http_error(request, error):
    return problem(error.status_code, str(error))


@api.exception_handler(Http404)
def not_found(request, error):
    return problem(404, "There is nothing here")
