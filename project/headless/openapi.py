"""The API's description, as OpenAPI 3.1, with what is true of every route.

Ninja describes each route by its types. What it leaves out is added here: which errors there are,
that they are problems, and what a document must have to be valid.
"""

from ninja import NinjaAPI

PROBLEM = {"$ref": "#/components/schemas/ProblemSchema"}
# What any request may be answered with, beside what its route says.
ALWAYS = (400, 404, 405, 422, 429)
WITH_TOKEN = (401, 403)
WITH_BODY = (413,)
# In the words of RFC 9110 and RFC 6585; Python's own change between its versions.
ERRORS = {
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
LIMITS = {
    "RateLimit-Limit": "Requests that your network may make in a window of time",
    "RateLimit-Remaining": "Requests that are left in this window",
    "RateLimit-Reset": "Seconds until the next window",
}
HEADERS = {name: {"$ref": f"#/components/headers/{name}"} for name in LIMITS}


class DescribedAPI(NinjaAPI):
    def get_openapi_schema(self, **options):
        document = super().get_openapi_schema(**options)
        document["servers"] = [{"url": "/", "description": "This site"}]
        document["info"]["license"] = {"name": "As the publisher says of the content", "url": "/"}
        for path in document["paths"].values():
            for operation in path.values():
                describe_errors(operation)
                # No token is needed but where one is asked for.
                operation.setdefault("security", [{}])
                for parameter in operation.get("parameters", []):
                    name_examples(parameter)
        document["components"]["headers"] = describe_limits()
        document["components"]["responses"] = describe_problems()
        remove_unused(document)
        return document


def describe_errors(operation):
    """Add the errors that an operation may answer with, all as problems."""
    errors = {*ALWAYS}
    if "security" in operation:
        errors |= {*WITH_TOKEN}
    if "requestBody" in operation:
        errors |= {*WITH_BODY}
    # In JSON the names of responses are texts: 404 beside "404" would be the same name twice.
    responses = {str(status): told for status, told in operation["responses"].items()}
    for response in responses.values():
        response["headers"] = HEADERS
    told = {int(status) for status in responses} & ERRORS.keys()
    for status in sorted(errors | told):
        responses[str(status)] = {"$ref": f"#/components/responses/{name_of(status)}"}
    operation["responses"] = responses


def describe_problems():
    """Return the responses that operations refer to, each with a problem."""
    content = {"application/problem+json": {"schema": PROBLEM}}
    return {
        name_of(status): {"description": words, "content": content, "headers": HEADERS}
        for status, words in ERRORS.items()
    }


def name_of(status):
    return ERRORS[status].replace(" ", "")


def describe_limits():
    schema = {"type": "integer", "minimum": 0}
    return {name: {"description": text, "schema": schema} for name, text in LIMITS.items()}


def name_examples(parameter):
    """Examples of a parameter have names in OpenAPI; in a schema they are a list."""
    if isinstance(examples := parameter.get("examples"), list):
        parameter["examples"] = {str(each): {"value": each} for each in examples}


def remove_unused(document):
    """Leave out the schemas that nothing refers to, such as those that parameters were read by."""
    schemas = document["components"]["schemas"]
    while unused := schemas.keys() - set(references_in(document)):
        for name in unused:
            del schemas[name]


def references_in(part):
    """Yield the names of the schemas to which a part of the document refers."""
    if isinstance(part, list):
        for each in part:
            yield from references_in(each)
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "$ref" and isinstance(value, str):
                yield value.rpartition("/")[2]
            yield from references_in(value)
