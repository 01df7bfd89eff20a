"""The OpenAPI document is valid, complete, and the same as the snapshot in docs/."""

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
from project.headless.v3.api import api

ROOT = Path(__file__).parents[4]
SNAPSHOT = ROOT / "docs/openapi.json"
EXPORT_COMMAND = (
    "uv run manage.py export_openapi_schema"
    " --api project.headless.v3.api.api --indent 2 --sorted --output docs/openapi.json"
)
SNAPSHOT_IS_OUTDATED = f"""The API differs from docs/openapi.json. If this is intended, run
    {EXPORT_COMMAND}
and describe the change for clients in CHANGELOG.md, under "API"."""
CHANGELOG_IS_OUTDATED = """docs/openapi.json has changed. Describe the change for clients in
CHANGELOG.md, under "API", with the digest of the new document: {}"""
OWN_APPS = ("project", "home", "articles", "polls")
# Members that are absent, rather than null, if they have no value.
OPTIONAL_MEMBERS = {("ProblemSchema", "errors")}


def build_document():
    text = json.dumps(
        api.get_openapi_schema(), cls=NinjaJSONEncoder, indent=2, sort_keys=True, ensure_ascii=False
    )
    return json.loads(text), text


DOCUMENT, TEXT = build_document()
SCHEMAS = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, operations in DOCUMENT["paths"].items()
    for method, operation in operations.items()
}


def collect_types(types, classes):
    """Add to `classes` every class that has a schema of its own, in these types and within them."""
    for type_hint in types:
        if isinstance(type_hint, TypeAliasType):
            collect_types([type_hint.__value__], classes)
        elif args := get_args(type_hint):
            collect_types(args, classes)
        elif type_hint not in classes and (fields := get_field_types(type_hint)):
            classes.add(type_hint)
            collect_types(fields, classes)
    return classes


def get_field_types(schema):
    if is_typeddict(schema):
        return [*get_type_hints(schema).values()]
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        return [field.annotation for field in schema.model_fields.values()]
    return []


def iterate_operations():
    for router in api._get_bound_routers():
        for view in router.path_operations.values():
            yield from view.operations


def get_response_types():
    """Return the classes whose schemas are in responses."""
    models = [
        model
        for operation in iterate_operations()
        for model in operation.response_models.values()
        if model
    ]
    return collect_types([type for model in models for type in get_field_types(model)], set())


def get_body_types():
    """Return the classes whose schemas are in request bodies."""
    models = [model for operation in iterate_operations() for model in operation.models]
    bodies = [model for model in models if model.__ninja_param_source__ == "body"]
    return collect_types([type for model in bodies for type in get_field_types(model)], set())


def test_snapshot_matches_document():
    assert SNAPSHOT.read_text() == TEXT, SNAPSHOT_IS_OUTDATED


def test_changelog_has_digest_of_snapshot():
    digest = hashlib.sha256(SNAPSHOT.read_bytes()).hexdigest()[:16]
    assert digest in (ROOT / "CHANGELOG.md").read_text(), CHANGELOG_IS_OUTDATED.format(digest)


def test_document_is_served(client):
    assert client.get("/api/v3/openapi.json").json() == DOCUMENT


def test_document_is_valid():
    assert DOCUMENT["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_schema_names_are_unique():
    """Ninja silently merges schemas that have the same name."""
    classes = get_response_types() | get_body_types()
    names = [schema.__name__ for schema in classes]

    assert sorted(names) == sorted(set(names))
    assert set(names) >= {"ArticlePageSchema", "BallotSchema", "FigureBlockSchema"}


@pytest.mark.parametrize("name", OPERATIONS)
def test_operation_has_summary_and_one_tag(name):
    operation = OPERATIONS[name]

    assert operation["operationId"]
    assert operation["summary"]
    [tag] = operation["tags"]
    assert tag == tag.capitalize()


def test_operation_ids_are_unique():
    names = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", OPERATIONS)
def test_errors_are_problems(name):
    responses = OPERATIONS[name]["responses"]
    errors = [response for status, response in responses.items() if status.startswith("4")]

    assert errors
    for error in errors:
        response = DOCUMENT["components"]["responses"][error["$ref"].rpartition("/")[2]]
        [(media_type, content)] = response["content"].items()
        assert media_type == "application/problem+json"
        assert content["schema"] == {"$ref": "#/components/schemas/ProblemSchema"}


def test_blocks_are_discriminated_by_type():
    union = SCHEMAS["AnyBlockSchema"]
    mapping = union["discriminator"]["mapping"]

    assert union["discriminator"]["propertyName"] == "type"
    assert mapping.keys() == BodyBlock().child_blocks.keys()
    assert {*mapping.values()} == {member["$ref"] for member in union["oneOf"]}
    for name, reference in mapping.items():
        schema = SCHEMAS[reference.rpartition("/")[2]]
        assert schema["properties"]["type"]["const"] == name


def test_members_without_default_are_required():
    own_types = [
        schema for schema in get_response_types() if schema.__module__.split(".")[0] in OWN_APPS
    ]
    # Each field of a TypedDict declares whether it may be absent.
    schemas = [schema.__name__ for schema in own_types if issubclass(schema, BaseModel)]
    optional = {
        (name, field)
        for name in schemas
        for field in SCHEMAS[name]["properties"].keys() - set(SCHEMAS[name]["required"])
    }

    assert {"ArticlePageSchema", "FigureBlockSchema", "ReceiptSchema"} <= {*schemas}
    assert optional == OPTIONAL_MEMBERS


def collect_schemas(node, names):
    """Add to `names` every schema that a part of the document refers to, also indirectly."""
    if isinstance(node, list):
        for item in node:
            collect_schemas(item, names)
    if isinstance(node, dict):
        name = str(node.get("$ref", "")).rpartition("/")[2]
        if name in SCHEMAS and name not in names:
            names.add(name)
            collect_schemas(SCHEMAS[name], names)
        for value in node.values():
            collect_schemas(value, names)
    return names


def find_properties(node):
    """Yield (name, definition) of every property in a schema, those of inline objects included."""
    if isinstance(node, list):
        for item in node:
            yield from find_properties(item)
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict):
            yield from node["properties"].items()
        for value in node.values():
            yield from find_properties(value)


RESPONSES = [operation["responses"] for operation in OPERATIONS.values()]
RESPONSE_SCHEMAS = sorted(collect_schemas([RESPONSES, DOCUMENT["components"]["responses"]], set()))


def test_response_schemas_are_found():
    assert {"AnyPageSchema", "ImageSchema", "ProblemSchema"} <= {*RESPONSE_SCHEMAS}


@pytest.mark.parametrize("name", RESPONSE_SCHEMAS)
def test_response_properties_are_described_in_sentences(name):
    undescribed = [
        property_name
        for property_name, definition in find_properties(SCHEMAS[name])
        if not definition.get("description", "").endswith(".")
    ]

    assert undescribed == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_parameters_are_described_in_sentences(name):
    parameters = OPERATIONS[name].get("parameters", [])

    assert all(parameter["description"].endswith(".") for parameter in parameters)
