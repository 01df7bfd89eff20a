"""Wagtail's API version 2, read-only, for existing clients.

Pages are the same as in version 3. Filters, ordering and pagination are Wagtail's own, but each
parameter is validated before it reaches the database.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model, QuerySet, prefetch_related_objects
from rest_framework.fields import Field
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.api.v2.filters import FieldsFilter, OrderingFilter, SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import (
    BadRequestError,
    get_object_detail_url,
    parse_fields_parameter,
)
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from articles.api.parameters import RenderOptions
from articles.api.serializers import JSONObject
from articles.prefetch.page_prefetch import prefetch_ancestors
from articles.visibility import build_private_document_condition
from project.caching.list_tags import add_page_list_tags
from project.headless.page_paths import find_pages_on_path, split_path
from project.headless.page_serializers import serialize_page_summary, serialize_pages
from project.headless.public_querysets import get_public_api_pages, get_public_redirects
from project.headless.v2.parameters import (
    SUMMARY_FIELDS,
    RankedSearchFilter,
    get_field_names,
    select_fields,
    validate_parameters,
)


class ReadOnlyMixin:
    """An endpoint without sessions or permissions that validates every parameter."""

    renderer_classes = [JSONRenderer]
    authentication_classes = []
    permission_classes = []

    def check_query_parameters(self, queryset: QuerySet) -> None:
        super().check_query_parameters(queryset)
        filters = self.get_available_fields(queryset.model, db_fields_only=True)
        validate_parameters(self.request.GET, queryset.model, filters)

    def detail_view(self, request: Request, pk: int) -> Response:
        self.check_query_parameters(self.get_queryset())
        return super().detail_view(request, pk)

    def find_view(self, request: Request) -> Response:
        known = self.find_query_parameters | {"fields", "rich_text_format"}
        if unknown := request.GET.keys() - known:
            raise BadRequestError(f"unknown parameters: {', '.join(sorted(unknown))}")
        validate_parameters(request.GET, self.model, ["id"])
        return super().find_view(request)


class PagesViewSet(ReadOnlyMixin, PagesAPIViewSet):
    """Pages as in version 3; a list returns the members that `fields` names."""

    filter_backends = [
        RankedSearchFilter if backend is SearchFilter else backend
        for backend in PagesAPIViewSet.filter_backends
    ]
    # Each installation has one site.
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"site"}
    # Filtering or ordering by `alias_of` would reveal originals that are not public.
    meta_fields = [name for name in PagesAPIViewSet.meta_fields if name != "alias_of"]

    def get_base_queryset(self) -> QuerySet[Page]:
        return get_public_api_pages()

    def find_object(self, queryset: QuerySet[Page], request: Request) -> Page | None:
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        path_pages = find_pages_on_path(split_path(request.GET["html_path"]))
        return queryset.filter(pk=path_pages[-1].pk).first() if path_pages else None

    def listing_view(self, request: Request) -> Response:
        queryset = self.get_queryset()
        self.check_query_parameters(queryset)
        queryset = self.filter_queryset(queryset)
        if queryset.model is self.model:
            # Adds one query for each page type.
            queryset = queryset.specific()
        pages = list(self.paginate_queryset(queryset.select_related("locale")))
        # `specific` drops `select_related`.
        prefetch_related_objects(pages, "locale")
        items = self.serialize_fields(pages, self.listing_default_fields)
        return self.get_paginated_response(items)

    def detail_view(self, request: Request, pk: int) -> Response:
        self.check_query_parameters(self.get_queryset())
        page = self.get_object()
        add_page_list_tags(page)
        return Response(self.serialize_fields([page], ["*"])[0])

    def serialize_fields(
        self, pages: Sequence[Page], default_fields: Sequence[str]
    ) -> list[JSONObject]:
        """Return the members of each page that `fields` names, or its default members."""
        try:
            requested = parse_fields_parameter(self.request.GET.get("fields", ""))
        except ValueError as error:
            raise BadRequestError(f"fields error: {error}") from error
        names = get_field_names(requested, default_fields)
        render_options = RenderOptions(rich_text_format=self.resolve_rich_text_format())
        if names <= SUMMARY_FIELDS:
            prefetch_ancestors(pages)
            items = [serialize_page_summary(page) for page in pages]
        else:
            items = serialize_pages(pages, render_options)
        for page, item in zip(pages, items, strict=True):
            item["meta"]["detail_url"] = self.build_detail_url(page)
        return [select_fields(item, names) for item in items]

    def build_detail_url(self, page: Page) -> str:
        router = self.request.wagtailapi_router
        return get_object_detail_url(router, self.request, type(page), page.pk)


class TagNamesField(Field):
    """Names of prefetched tags; Wagtail's own field makes a query for each row."""

    def to_representation(self, tags: Any) -> list[str]:
        return sorted(tag.name for tag in tags.all())


class FilesViewSetMixin(ReadOnlyMixin):
    """Public images and documents."""

    filter_backends = [FieldsFilter, OrderingFilter, RankedSearchFilter]

    def get_queryset(self) -> QuerySet:
        files = self.model.objects.exclude(build_private_document_condition()).order_by("id")
        return files.prefetch_related("tags")

    @classmethod
    def get_field_serializer_overrides(cls, model: type[Model]) -> dict[str, Field]:
        overrides = super().get_field_serializer_overrides(model)
        return {**overrides, "tags": TagNamesField(read_only=True)}


class ImagesViewSet(FilesViewSetMixin, ImagesAPIViewSet):
    pass


class DocumentsViewSet(FilesViewSetMixin, DocumentsAPIViewSet):
    pass


class RedirectsViewSet(ReadOnlyMixin, RedirectsAPIViewSet):
    filter_backends = [FieldsFilter, OrderingFilter]
    known_query_parameters = RedirectsAPIViewSet.known_query_parameters - {
        "search",
        "search_operator",
    }
    find_query_parameters = RedirectsAPIViewSet.find_query_parameters | {"html_path"}

    def get_queryset(self) -> QuerySet[Redirect]:
        return get_public_redirects().order_by("id")

    def find_object(self, queryset: QuerySet[Redirect], request: Request) -> Redirect | None:
        redirect = super().find_object(queryset, request)
        return queryset.filter(pk=redirect.pk).first() if redirect else None


router = WagtailAPIRouter("wagtailapi_v2")
router.register_endpoint("pages", PagesViewSet)
router.register_endpoint("images", ImagesViewSet)
router.register_endpoint("documents", DocumentsViewSet)
router.register_endpoint("redirects", RedirectsViewSet)
