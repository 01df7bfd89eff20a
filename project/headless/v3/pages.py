"""Routes that list pages and return one page; with a token, also drafts that its user may edit."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema
from ninja.errors import AuthenticationError
from wagtail.models import APIToken, Page, Site
from wagtail.permissions import policy_registry

from articles.api.page_schemas import PageMetaSchema
from articles.api.pagination import PaginationParameters
from articles.api.parameters import MAX_PRIMARY_KEY, InvalidParameter, RenderParameters
from articles.api.schemas import Count, PageID, PageURL
from articles.prefetch.compiled_queries import compiled
from articles.prefetch.page_prefetch import prefetch_ancestors
from articles.search import search_primary_keys
from project.caching.list_tags import add_page_list_tags
from project.headless.page_paths import load_api_page
from project.headless.page_serializers import (
    PAGE_SERIALIZERS,
    AnyPageSchema,
    serialize_page,
    serialize_page_summary,
)
from project.headless.public_querysets import get_pages_in_site, get_public_api_pages
from project.headless.v3.wagtail_routers import BearerTokenAuth
from project.headless.v3.wagtail_routes import get_pages_router

router = get_pages_router()

PageTypeLabel = Literal[tuple(model._meta.label for model in PAGE_SERIALIZERS)]
PrimaryKey = Annotated[int, Field(ge=1, le=MAX_PRIMARY_KEY)]
# OpenAPI: a token is optional.
OPTIONAL_TOKEN = {"security": [{}]}


def allow_anonymous(request: HttpRequest) -> bool:
    """Authenticate a request without a token as anonymous, regardless of its session."""
    return not request.headers.get("Authorization", "").lower().startswith("bearer")


class PageSummarySchema(Schema):
    id: PageID
    type: PageTypeLabel = Field(description="Type of the page.")
    title: str = Field(description="Title of the page.")
    url: PageURL
    meta: PageMetaSchema = Field(description="Metadata of the page.")


class PageListSchema(Schema):
    count: Count
    items: list[PageSummarySchema] = Field(description="Summaries of pages.")


class PageListParameters(PaginationParameters):
    type: PageTypeLabel | None = Field(None, description="Type of the page.")
    child_of: PrimaryKey | None = Field(None, description="Primary key of the parent.")
    descendant_of: PrimaryKey | None = Field(None, description="Primary key of an ancestor.")
    translation_of: PrimaryKey | None = Field(
        None, description="Primary key of the page in another language."
    )
    slug: str | None = Field(
        None, min_length=1, max_length=255, description="Last part of the page's path."
    )
    locale: str | None = Field(
        None, min_length=2, max_length=20, examples=["en-gb"], description="Language code."
    )
    search: str | None = Field(
        None, min_length=1, max_length=200, description="Words to search for."
    )
    order: Literal["id", "title", "-title", "-first_published_at", "first_published_at"] = Field(
        "id", description="Ordering; `-` reverses it."
    )

    def filter_pages(self, pages: QuerySet[Page]) -> QuerySet[Page]:
        """Return the pages that match every filter, in order. Raises InvalidParameter."""
        for name in ("child_of", "descendant_of", "translation_of"):
            if pk := getattr(self, name):
                # The filters have the names of Wagtail's queryset methods.
                pages = getattr(pages, name)(self.get_page(name, pk, pages))
        if self.search:
            pages = pages.filter(pk__in=search_primary_keys(Page, self.search))
        return pages.filter(**self.build_lookups()).order_by(self.order, "pk")

    def get_page(self, name: str, pk: int, pages: QuerySet[Page]) -> Page:
        if page := pages.filter(pk=pk).first():
            return page
        raise InvalidParameter(name, "Unknown page. Use an id from /api/v3/pages/.")

    def build_lookups(self) -> dict[str, Any]:
        app_label, _, model_name = (self.type or "").lower().partition(".")
        lookups = {
            "content_type__app_label": app_label,
            "content_type__model": model_name,
            "slug": self.slug,
            "locale__language_code": self.locale,
        }
        return {lookup: value for lookup, value in lookups.items() if value}


class VersionParameters(Schema):
    version: Literal["live", "draft"] = Field(
        "live", description="`draft` requires a token whose user may edit the page."
    )


@router.get(
    "/",
    response=PageListSchema,
    url_name="list_pages",
    summary="List pages",
    operation_id="pages_list",
    auth=[BearerTokenAuth(), allow_anonymous],
    openapi_extra=OPTIONAL_TOKEN,
)
def list_pages(request: HttpRequest, parameters: Query[PageListParameters]) -> JsonResponse:
    """Public pages of any type; with a token, also pages that its user may edit, live or not."""
    result = parameters.paginate(parameters.filter_pages(get_readable_pages(request)))
    prefetch_ancestors(result["items"])
    items = [serialize_page_summary(page) for page in result["items"]]
    return JsonResponse(result | {"items": items})


@router.get(
    "/{page_id}/",
    response=AnyPageSchema,
    url_name="detail_page",
    summary="Get a page",
    operation_id="pages_detail",
    auth=[BearerTokenAuth(), allow_anonymous],
    openapi_extra=OPTIONAL_TOKEN,
)
def get_page(
    request: HttpRequest,
    page_id: int,
    rendering: Query[RenderParameters],
    versioning: Query[VersionParameters],
) -> JsonResponse:
    """One complete page."""
    page = load_api_page(get_readable_page(request, page_id))
    if versioning.version == "draft":
        check_can_edit(request, page)
        page = page.get_latest_revision_as_object()
    add_page_list_tags(page)
    return JsonResponse(serialize_page(page, rendering.get_render_options()))


def get_readable_page(request: HttpRequest, pk: int) -> Page:
    """Return a page that the client may read. Raises Http404."""
    if get_token_user(request):
        return get_object_or_404(get_readable_pages(request), pk=pk)
    root_paths = tuple(root.root_path for root in Site.get_site_root_paths())
    pages = get_public_pages_by_key([pk], root_paths) if pk <= MAX_PRIMARY_KEY else []
    if not pages:
        raise Http404
    return pages[0]


@compiled
def get_public_pages_by_key(pks: Sequence[int], root_paths: Sequence[str]) -> QuerySet[Page]:
    return get_public_api_pages(root_paths).filter(pk__in=pks)


def get_readable_pages(request: HttpRequest) -> QuerySet[Page]:
    """Return the public pages and, with a token, the pages that its user may edit."""
    public_pages = get_public_api_pages()
    if not (user := get_token_user(request)):
        return public_pages
    policy = policy_registry.get_by_type(Page)
    editable = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    return get_pages_in_site().filter(
        Q(pk__in=public_pages.values("pk")) | Q(pk__in=editable.values("pk"))
    )


def check_can_edit(request: HttpRequest, page: Page) -> None:
    """Raise AuthenticationError without a token, PermissionDenied if its user may not edit."""
    if not (user := get_token_user(request)):
        raise AuthenticationError
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied("Only users who may edit the page can read its draft.")


def get_token_user(request: HttpRequest) -> Model | None:
    """Return the user of the request's token; None without a token, regardless of its session."""
    return request.auth.user if isinstance(request.auth, APIToken) else None
