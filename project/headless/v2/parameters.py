"""Validation of version 2's parameters, before they reach the database."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db.models import Case, Model, QuerySet, When
from django.http import QueryDict
from django.utils.timezone import is_naive
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Locale

from articles.api.page_schemas import PageMetaSchema
from articles.api.pagination import MAX_OFFSET
from articles.api.parameters import MAX_PRIMARY_KEY
from articles.api.serializers import JSONObject
from articles.search import search_primary_keys
from project.headless.page_serializers import PAGE_SERIALIZERS

INTEGER_PARAMETERS = {
    "limit",
    "offset",
    "id",
    "child_of",
    "ancestor_of",
    "descendant_of",
    "translation_of",
}
ROOT = "root"
META_FIELDS = PageMetaSchema.model_fields.keys()
# The members that `serialize_page_summary` returns, those of "meta" included.
SUMMARY_FIELDS = {"id", "type", "title", "url", *META_FIELDS}
ALL_FIELDS = SUMMARY_FIELDS.union(
    *(serializer.schema.model_fields for serializer in PAGE_SERIALIZERS.values())
)


class RankedSearchFilter(BaseFilterBackend):
    """`?search=`, best matches first. Wagtail's own filter cannot search a filtered queryset."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: APIView) -> QuerySet:
        if "search" not in request.GET:
            return queryset
        operator = request.GET.get("search_operator")
        keys = search_primary_keys(queryset.model, request.GET["search"], operator)
        queryset = queryset.filter(pk__in=keys)
        if "order" in request.GET or not keys:
            return queryset
        return queryset.order_by(Case(*[When(pk=pk, then=rank) for rank, pk in enumerate(keys)]))


def validate_parameters(query: QueryDict, model: type[Model], filters: Collection[str]) -> None:
    """Raise BadRequestError, with its name, for a parameter that cannot be used.

    `filters` are the names of the model's fields that the endpoint filters by.
    """
    for name, values in query.lists():
        if len(values) > 1:
            raise BadRequestError(f"{name} is given more than once")
        validate_value(name, values[0])
        if name in filters and name not in ("id", "locale"):
            validate_field_value(model, name, values[0])


def validate_value(name: str, value: str) -> None:
    if name in INTEGER_PARAMETERS and value != ROOT:
        maximum = MAX_OFFSET if name == "offset" else MAX_PRIMARY_KEY
        if not (value.isascii() and value.isdecimal() and len(value) < 11):
            raise BadRequestError(f"{name} must be a positive integer")
        if int(value) > maximum:
            raise BadRequestError(f"{name} cannot be higher than {maximum}")
    if name == "locale" and not Locale.objects.filter(language_code=value).exists():
        raise BadRequestError("locale: the site is not available in this language")
    if name == "search_operator" and value not in ("and", "or"):
        raise BadRequestError("search_operator must be 'and' or 'or'")


def validate_field_value(model: type[Model], name: str, value: str) -> None:
    field = model._meta.get_field(name)
    if field.is_relation:
        return
    try:
        converted = field.to_python(value)
    except ValidationError as error:
        raise BadRequestError(f"{name}: {' '.join(error.messages)}") from error
    if isinstance(converted, datetime):
        validate_datetime(name, converted)


def validate_datetime(name: str, value: datetime) -> None:
    if is_naive(value):
        raise BadRequestError(f"{name}: add a time zone, as in 2026-11-25T12:00:00Z")
    try:
        value.astimezone(UTC)
    except OverflowError as error:
        raise BadRequestError(f"{name}: the date is out of range") from error


def get_field_names(
    requested: Iterable[tuple[str, bool, list]], default_fields: Collection[str]
) -> set[str]:
    """Return the names of the members to include, those of the page and of its "meta" alike.

    `requested` is the `fields` parameter as Wagtail parses it; ["*"] as `default_fields` means all
    members. Raises BadRequestError for a name that no page type has.
    """
    requested = list(requested)
    names = set(ALL_FIELDS if default_fields == ["*"] else default_fields)
    if requested and requested[0][0] in ("*", "_"):
        names = set(ALL_FIELDS) if requested.pop(0)[0] == "*" else set()
    for name, negated, nested in requested:
        if nested:
            raise BadRequestError(f"fields: {name} has no nested fields to select")
        if name not in ALL_FIELDS:
            raise BadRequestError(f"fields: no page type has the field {name}")
        names = names - {name} if negated else names | {name}
    return names


def select_fields(item: JSONObject, names: set[str]) -> JSONObject:
    """Return a serialized page with only the members that are named, in itself and in "meta"."""
    selected = {name: value for name, value in item.items() if name in names and name != "meta"}
    if meta := {name: value for name, value in item["meta"].items() if name in names}:
        selected["meta"] = meta
    return selected
