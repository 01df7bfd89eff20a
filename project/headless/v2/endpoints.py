"""Wagtail's API version 2, read-only, for clients that speak it.

Pages are the same as in version 3. Wagtail's filters, order and pagination are kept; what they let
through to the database is checked before.
"""

from django.db.models import prefetch_related_objects
from rest_framework.fields import Field
from rest_framework.renderers import JSONRenderer
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
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet

from articles.api.render_options import Reading
from articles.prefetch.page_prefetch import load_trails
from articles.visibility import private_file
from project.caching.list_tags import lists_of
from project.headless.page_serializers import represent_pages, represent_summary
from project.headless.public import followed_redirects, public_pages
from project.headless.resolve_api import components_of, find_trail
from project.headless.v2.parameters import (
    SUMMARY,
    BestMatches,
    check_parameters,
    fields_named,
    select_fields,
)


class ReadOnly:
    """What is true of each kind of thing in version 2: no session, and nothing passed over."""

    renderer_classes = [JSONRenderer]
    authentication_classes = []
    permission_classes = []

    def check_query_parameters(self, queryset):
        super().check_query_parameters(queryset)
        filters = self.get_available_fields(queryset.model, db_fields_only=True)
        check_parameters(self.request.GET, queryset.model, filters)

    def detail_view(self, request, pk):
        self.check_query_parameters(self.get_queryset())
        return super().detail_view(request, pk)

    def find_view(self, request):
        known = self.find_query_parameters | {"fields", "rich_text_format"}
        if unknown := request.GET.keys() - known:
            raise BadRequestError(f"unknown parameters: {', '.join(sorted(unknown))}")
        check_parameters(request.GET, self.model, ["id"])
        return super().find_view(request)


class PagesViewSet(ReadOnly, PagesAPIViewSet):
    """Pages, whole as in version 3; lists give what `fields` names of them."""

    filter_backends = [
        BestMatches if each is SearchFilter else each for each in PagesAPIViewSet.filter_backends
    ]
    # One installation is one site.
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"site"}
    # To ask for the aliases of a page, or in their order, would tell of originals that are hidden.
    meta_fields = [each for each in PagesAPIViewSet.meta_fields if each != "alias_of"]

    def get_base_queryset(self):
        return public_pages()

    def find_object(self, queryset, request):
        if "html_path" not in request.GET:
            return super().find_object(queryset, request)
        trail = find_trail(components_of(request.GET["html_path"]))
        return queryset.filter(pk=trail[-1].pk).first() if trail else None

    def listing_view(self, request):
        pages = self.get_queryset()
        self.check_query_parameters(pages)
        pages = self.filter_queryset(pages)
        if pages.model is self.model:
            # In their own types, with a query for each type.
            pages = pages.specific()
        part = list(self.paginate_queryset(pages.select_related("locale")))
        # Which pages in their own types come without.
        prefetch_related_objects(part, "locale")
        return self.get_paginated_response(self.represent(part, self.listing_default_fields))

    def detail_view(self, request, pk):
        self.check_query_parameters(self.get_queryset())
        page = self.get_object()
        lists_of(page)
        return Response(self.represent([page], ["*"])[0])

    def represent(self, pages, default):
        """Return what `fields` names of each page, its `default` fields where it names none."""
        try:
            asked = parse_fields_parameter(self.request.GET.get("fields", ""))
        except ValueError as error:
            raise BadRequestError(f"fields error: {error}") from error
        named = fields_named(asked, default)
        reading = Reading(rich_text_format=self.resolve_rich_text_format())
        if named <= SUMMARY:
            load_trails(pages)
            found = [represent_summary(page) for page in pages]
        else:
            found = represent_pages(pages, reading)
        for page, item in zip(pages, found, strict=True):
            item["meta"]["detail_url"] = self.address_of(page)
        return [select_fields(item, named) for item in found]

    def address_of(self, page):
        router = self.request.wagtailapi_router
        return get_object_detail_url(router, self.request, type(page), page.pk)


class TagNames(Field):
    """The names of tags; Wagtail's own field asks for those of each row by itself."""

    def to_representation(self, tags):
        return sorted(tag.name for tag in tags.all())


class Files(ReadOnly):
    """Pictures and documents of which anyone may know."""

    filter_backends = [FieldsFilter, OrderingFilter, BestMatches]

    def get_queryset(self):
        files = self.model.objects.exclude(private_file()).order_by("id")
        return files.prefetch_related("tags")

    @classmethod
    def get_field_serializer_overrides(cls, model):
        return {**super().get_field_serializer_overrides(model), "tags": TagNames(read_only=True)}


class ImagesViewSet(Files, ImagesAPIViewSet):
    pass


class DocumentsViewSet(Files, DocumentsAPIViewSet):
    pass


class RedirectsViewSet(ReadOnly, RedirectsAPIViewSet):
    filter_backends = [FieldsFilter, OrderingFilter]
    known_query_parameters = RedirectsAPIViewSet.known_query_parameters - {
        "search",
        "search_operator",
    }
    find_query_parameters = RedirectsAPIViewSet.find_query_parameters | {"html_path"}

    def get_queryset(self):
        return followed_redirects().order_by("id")

    def find_object(self, queryset, request):
        found = super().find_object(queryset, request)
        return queryset.filter(pk=found.pk).first() if found else None


router = WagtailAPIRouter("wagtailapi_v2")
router.register_endpoint("pages", PagesViewSet)
router.register_endpoint("images", ImagesViewSet)
router.register_endpoint("documents", DocumentsViewSet)
router.register_endpoint("redirects", RedirectsViewSet)
