"""Nothing in a request is passed over: a parameter that is not known is an error, by its name."""

from functools import wraps

from project.headless.middleware import body_of
from project.headless.problems import misunderstood


def refuse_unknown(run):
    """Let an operation run only with parameters it knows, each given once."""
    known, repeatable = parameters_of(run.__self__)
    with_body = any(model.__ninja_param_source__ == "body" for model in run.__self__.models)

    @wraps(run)
    def strict(request, **path):
        if errors := errors_in(request.GET, known, repeatable):
            return misunderstood(errors)
        if with_body and not is_object(body_of(request)):
            return misunderstood([{"where": "body", "what": "This should be an object."}])
        return run(request, **path)

    return strict


def is_object(body):
    """Whether a body may hold a JSON object; what is no JSON at all is refused elsewhere."""
    return not body.strip() or body.lstrip()[:1] == b"{"


def parameters_of(operation):
    """Return the names of an operation's query parameters, and of those that may be repeated."""
    known, repeatable = set(), set()
    for model in operation.models:
        if model.__ninja_param_source__ == "query":
            known |= model.__ninja_flatten_map__.keys()
            repeatable |= set(model.__ninja_collection_fields__)
    return known, repeatable


def errors_in(query, known, repeatable=()):
    """Return [{"where", "what"}] of the parameters that are not known or given twice."""
    return [
        {"where": name, "what": f"There is no such parameter. {told(known)}"}
        for name in query
        if name not in known
    ] + [
        {"where": name, "what": "This parameter is given more than once."}
        for name in query
        if name in known and name not in repeatable and len(query.getlist(name)) > 1
    ]


def told(known):
    return f"There are: {', '.join(sorted(known))}." if known else "There are none here."
