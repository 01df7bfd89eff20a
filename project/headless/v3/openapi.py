"""The OpenAPI 3.1 document of the API.

Ninja describes each route by its types. This module adds what it leaves out: the errors of every
route, rate limit headers, and descriptions of Wagtail's own routes.
"""

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI

from articles.api.serializers import JSONObject
from project.headless.v3.wagtail_descriptions import PARAMETERS, PROPERTIES, SUMMARIES, TAGS

PROBLEM_SCHEMA = {"$ref": "#/components/schemas/ProblemSchema"}
ERRORS_OF_ALL_ROUTES = {400, 404, 405, 422, 429}
ERRORS_WITH_TOKEN = {401, 403}
ERRORS_WITH_BODY = {413}
# The reason phrases of RFC 9110 and RFC 6585; Python's own differ between its versions.
REASON_PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    409: "Conflict",
    410: "Gone",
    413: "Content Too Large",
    422: "Unprocessable Content",
    429: "Too Many Requests",
}
RATE_LIMIT_HEADERS = {
    "RateLimit-Limit": "Number of requests that a client network may make in a window of time.",
    "RateLimit-Remaining": "Number of requests left in this window.",
    "RateLimit-Reset": "Seconds until the next window.",
}
HEADER_REFERENCES = {name: {"$ref": f"#/components/headers/{name}"} for name in RATE_LIMIT_HEADERS}


class RostrumAPI(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> JSONObject:
        document = super().get_openapi_schema(**options)
        document["servers"] = [{"url": "/", "description": "This site"}]
        document["info"]["license"] = {"name": "See the publisher's terms of use", "url": "/"}
        for path in document["paths"].values():
            for operation in path.values():
                complete_operation(operation)
        document["components"]["headers"] = build_headers()
        document["components"]["responses"] = build_problem_responses()
        describe_properties(document["components"]["schemas"])
        remove_unused_schemas(document)
        return document


def complete_operation(operation: JSONObject) -> None:
    operation["tags"] = [TAGS.get(tag, tag) for tag in operation["tags"]]
    operation["summary"] = SUMMARIES.get(operation["operationId"], operation["summary"])
    add_error_responses(operation)
    # Without this, clients would take the routes that require no token to require one.
    operation.setdefault("security", [{}])
    for parameter in operation.get("parameters", []):
        if description := PARAMETERS.get(parameter["name"]):
            parameter.setdefault("description", description)
        name_examples(parameter)


def add_error_responses(operation: JSONObject) -> None:
    """Add the errors that an operation may return, all as problem details."""
    errors = set(ERRORS_OF_ALL_ROUTES)
    if "security" in operation:
        errors |= ERRORS_WITH_TOKEN
    if "requestBody" in operation:
        errors |= ERRORS_WITH_BODY
    # The keys become strings in JSON; 404 and "404" would be the same key twice.
    responses = {str(status): response for status, response in operation["responses"].items()}
    for response in responses.values():
        response["headers"] = HEADER_REFERENCES
    errors |= {int(status) for status in responses} & REASON_PHRASES.keys()
    for status in sorted(errors):
        responses[str(status)] = {"$ref": f"#/components/responses/{get_response_name(status)}"}
    operation["responses"] = responses


def build_problem_responses() -> JSONObject:
    """Return the error responses that operations refer to."""
    content = {"application/problem+json": {"schema": PROBLEM_SCHEMA}}
    return {
        get_response_name(status): {
            "description": phrase,
            "content": content,
            "headers": HEADER_REFERENCES,
        }
        for status, phrase in REASON_PHRASES.items()
    }


def get_response_name(status: int) -> str:
    return REASON_PHRASES[status].replace(" ", "")


def build_headers() -> JSONObject:
    schema = {"type": "integer", "minimum": 0}
    return {
        name: {"description": description, "schema": schema}
        for name, description in RATE_LIMIT_HEADERS.items()
    }


def name_examples(parameter: JSONObject) -> None:
    """Give a parameter's examples names, as OpenAPI requires; in a schema they are a list."""
    if isinstance(examples := parameter.get("examples"), list):
        parameter["examples"] = {str(example): {"value": example} for example in examples}


def describe_properties(schemas: JSONObject) -> None:
    for schema_name, descriptions in PROPERTIES.items():
        for property_name, description in descriptions.items():
            schemas[schema_name]["properties"][property_name]["description"] = description


def remove_unused_schemas(document: JSONObject) -> None:
    """Remove the schemas that nothing refers to, such as those of query parameters."""
    schemas = document["components"]["schemas"]
    while unused := schemas.keys() - set(iterate_references(document)):
        for name in unused:
            del schemas[name]


def iterate_references(node: Any) -> Iterator[str]:
    """Yield the name of every schema that a part of the document refers to."""
    if isinstance(node, list):
        for item in node:
            yield from iterate_references(item)
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value.rpartition("/")[2]
            yield from iterate_references(value)
