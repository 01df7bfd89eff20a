"""The API's description is valid, says all there is, and is what clients were last told."""

import hashlib
import json
from pathlib import Path
from typing import TypeAliasType, get_args, get_type_hints

import pytest
from ninja.responses import NinjaJSONEncoder
from openapi_spec_validator import OpenAPIV31SpecValidator
from pydantic import BaseModel
from typing_extensions import is_typeddict

from articles.blocks import BodyBlock
from project.headless.api import api

ROOT = Path(__file__).parents[2]
SNAPSHOT = ROOT / "docs/openapi.json"
RENEW = (
    "uv run manage.py export_openapi_schema"
    " --api project.headless.api.api --indent 2 --sorted --output docs/openapi.json"
)
CHANGED = f"""The API is not what docs/openapi.json tells clients. If this is meant, renew it with
    {RENEW}
and tell in CHANGELOG.md, under "The API", what it means to them."""
UNTOLD = """docs/openapi.json was renewed. Tell clients in CHANGELOG.md, under "The API", what it
means to them, and name there the description of which you tell: {}"""
OURS = ("project", "home", "articles", "polls")
# What is left out of an answer where there is none of it.
NOT_ALWAYS = {("ProblemSchema", "errors")}


def describe():
    text = json.dumps(
        api.get_openapi_schema(), cls=NinjaJSONEncoder, indent=2, sort_keys=True, ensure_ascii=False
    )
    return json.loads(text), text


DOCUMENT, TEXT = describe()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}


def types_in(types, seen):
    """Add to `seen` every class with a schema of its own that types are made of."""
    for each in types:
        if isinstance(each, TypeAliasType):
            types_in([each.__value__], seen)
        elif args := get_args(each):
            types_in(args, seen)
        elif each not in seen and (fields := fields_of(each)):
            seen.add(each)
            types_in(fields, seen)
    return seen


def fields_of(each):
    if is_typeddict(each):
        return [*get_type_hints(each).values()]
    if isinstance(each, type) and issubclass(each, BaseModel):
        return [field.annotation for field in each.model_fields.values()]
    return []


def operations():
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            yield from view.operations


def answered():
    """Return the classes of which answers are made."""
    models = [each for run in operations() for each in run.response_models.values() if each]
    return types_in([type for model in models for type in fields_of(model)], set())


def asked():
    """Return the classes of which bodies of requests are made."""
    models = [each for run in operations() for each in run.models]
    bodies = [each for each in models if each.__ninja_param_source__ == "body"]
    return types_in([type for model in bodies for type in fields_of(model)], set())


def test_the_snapshot_is_what_the_api_says():
    assert SNAPSHOT.read_text() == TEXT, CHANGED


def test_the_changelog_tells_of_the_snapshot():
    digest = hashlib.sha256(SNAPSHOT.read_bytes()).hexdigest()[:16]
    assert digest in (ROOT / "CHANGELOG.md").read_text(), UNTOLD.format(digest)


def test_the_description_is_served(client):
    assert client.get("/api/v3/openapi.json").json() == DOCUMENT


def test_the_description_is_valid():
    assert DOCUMENT["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_every_name_is_that_of_one_schema():
    """Ninja takes schemas of one name for the same, without a word."""
    classes = answered() | asked()
    names = [each.__name__ for each in classes]

    assert sorted(names) == sorted(set(names))
    assert set(names) >= {"ArticlePageSchema", "BallotSchema", "FigureBlockSchema"}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_says_what_it_is(name):
    operation = OPERATIONS[name]

    assert operation["operationId"]
    assert operation["summary"]
    assert operation["tags"]


def test_every_operation_has_its_own_name():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_error_is_a_problem(name):
    responses = OPERATIONS[name]["responses"]
    errors = [response for status, response in responses.items() if status.startswith("4")]

    assert errors
    for error in errors:
        told = DOCUMENT["components"]["responses"][error["$ref"].rpartition("/")[2]]
        [(media_type, content)] = told["content"].items()
        assert media_type == "application/problem+json"
        assert content["schema"] == {"$ref": "#/components/schemas/ProblemSchema"}


def test_every_block_is_told_by_its_type():
    union = SCHEMAS["AnyBlockSchema"]
    mapping = union["discriminator"]["mapping"]

    assert union["discriminator"]["propertyName"] == "type"
    assert mapping.keys() == BodyBlock().child_blocks.keys()
    assert {*mapping.values()} == {member["$ref"] for member in union["oneOf"]}
    for name, reference in mapping.items():
        schema = SCHEMAS[reference.rpartition("/")[2]]
        assert schema["properties"]["type"]["const"] == name


def test_what_is_always_there_is_required():
    ours = [each for each in answered() if each.__module__.split(".")[0] in OURS]
    # Of a TypedDict every field says for itself whether it may be missing.
    schemas = [each.__name__ for each in ours if issubclass(each, BaseModel)]
    optional = {
        (name, field)
        for name in schemas
        for field in SCHEMAS[name]["properties"].keys() - set(SCHEMAS[name]["required"])
    }

    assert {"ArticlePageSchema", "FigureBlockSchema", "ReceiptSchema"} <= {*schemas}
    assert optional == NOT_ALWAYS
