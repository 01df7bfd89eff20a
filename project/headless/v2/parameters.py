"""The parameters of version 2, checked by name before a database sees them."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.db.models import Case, When
from django.utils.timezone import is_naive
from rest_framework.filters import BaseFilterBackend
from wagtail.api.v2.utils import BadRequestError
from wagtail.models import Locale

from articles.api.parameters import FURTHEST, LARGEST
from articles.api.schemas import PageMetaSchema
from articles.search import best_matches
from project.headless.page_serializers import PAGE_TYPES

WHOLE_NUMBERS = {
    "limit",
    "offset",
    "id",
    "child_of",
    "ancestor_of",
    "descendant_of",
    "translation_of",
}
ROOT = "root"
ABOUT = PageMetaSchema.model_fields.keys()
# What a page says without its own type being asked.
SUMMARY = {"id", "type", "title", "url", *ABOUT}
EVERYTHING = SUMMARY.union(*(each.schema.model_fields for each in PAGE_TYPES.values()))


class BestMatches(BaseFilterBackend):
    """`?search=`: the best matches first. Wagtail's own cannot search among filtered rows."""

    def filter_queryset(self, request, queryset, view):
        if "search" not in request.GET:
            return queryset
        operator = request.GET.get("search_operator")
        matches = best_matches(queryset.model, request.GET["search"], operator)
        found = queryset.filter(pk__in=matches)
        if "order" in request.GET or not matches:
            return found
        return found.order_by(Case(*[When(pk=pk, then=at) for at, pk in enumerate(matches)]))


def check_parameters(query, model, filters):
    """Raise BadRequestError, with its name, for a parameter that cannot be used.

    `filters` are the fields of the model by which its rows can be filtered.
    """
    for name, values in query.lists():
        if len(values) > 1:
            raise BadRequestError(f"{name} is given more than once")
        check_value(name, values[0])
        if name in filters and name not in ("id", "locale"):
            check_field(model, name, values[0])


def check_value(name, value):
    if name in WHOLE_NUMBERS and value != ROOT:
        largest = FURTHEST if name == "offset" else LARGEST
        if not (value.isascii() and value.isdecimal() and len(value) < 11):
            raise BadRequestError(f"{name} must be a positive integer")
        if int(value) > largest:
            raise BadRequestError(f"{name} cannot be higher than {largest}")
    if name == "locale" and not Locale.objects.filter(language_code=value).exists():
        raise BadRequestError("locale: there is no such language")
    if name == "search_operator" and value not in ("and", "or"):
        raise BadRequestError("search_operator must be 'and' or 'or'")


def check_field(model, name, value):
    field = model._meta.get_field(name)
    if field.is_relation:
        return
    try:
        read = field.to_python(value)
    except ValidationError as error:
        raise BadRequestError(f"{name}: {' '.join(error.messages)}") from error
    if isinstance(read, datetime):
        check_moment(name, read)


def check_moment(name, moment):
    if is_naive(moment):
        raise BadRequestError(f"{name}: name a zone, as in 2026-11-25T12:00:00Z")
    try:
        moment.astimezone(UTC)
    except OverflowError as error:
        raise BadRequestError(f"{name}: this is no moment of any calendar") from error


def fields_named(asked, default):
    """Return the names that `asked`, Wagtail's parsed `fields`, and the `default` ones come to.

    Of the page itself and of its "meta"; ["*"] are all. Raises BadRequestError for a name that no
    page has.
    """
    asked = list(asked)
    named = set(EVERYTHING if default == ["*"] else default)
    if asked and asked[0][0] in ("*", "_"):
        named = set(EVERYTHING) if asked.pop(0)[0] == "*" else set()
    for name, negated, nested in asked:
        if nested:
            raise BadRequestError(f"fields: {name} has no fields of its own to choose from")
        if name not in EVERYTHING:
            raise BadRequestError(f"fields: no page has {name}")
        named = named - {name} if negated else named | {name}
    return named


def select_fields(item, named):
    """Return the parts of a represented page that are named, those of its "meta" within it."""
    chosen = {name: value for name, value in item.items() if name in named and name != "meta"}
    if about := {name: value for name, value in item["meta"].items() if name in named}:
        chosen["meta"] = about
    return chosen
