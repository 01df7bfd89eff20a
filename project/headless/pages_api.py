"""Pages by their keys and by their places in the tree; with a token, drafts of its user as well."""

from typing import Literal

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Schema
from ninja.errors import AuthenticationError
from wagtail.api.v3.auth import BearerTokenAuth
from wagtail.models import APIToken, Page, Site
from wagtail.permissions import policy_registry

from articles.api.parameters import LARGEST, BadParameter, ListParameters, ReadingParameters
from articles.api.schemas import PageMetaSchema
from articles.prefetch.compiled_queries import prepared
from articles.prefetch.page_prefetch import load_trails
from articles.search import best_matches
from project.caching.list_tags import lists_of
from project.headless.page_serializers import (
    PAGE_TYPES,
    AnyPageSchema,
    represent_page,
    represent_summary,
)
from project.headless.public import pages_in_site, public_pages
from project.headless.resolve_api import load_page
from project.headless.wagtail_v3 import pages_router

router = pages_router()

PageType = Literal[tuple(model._meta.label for model in PAGE_TYPES)]
KEY = {"ge": 1, "le": LARGEST}
# Without a token as with one: what is public is for everyone.
OPTIONAL_TOKEN = {"security": [{}]}


def anyone(request):
    """Let a request without a token pass, whatever session its cookie names."""
    return not request.headers.get("Authorization", "").lower().startswith("bearer")


class PageSummarySchema(Schema):
    id: int
    type: PageType
    title: str
    url: str
    meta: PageMetaSchema


class PageListSchema(Schema):
    count: int
    items: list[PageSummarySchema]


class PageParameters(ListParameters):
    type: PageType | None = None
    child_of: int | None = Field(None, **KEY, description="Key of the page right above")
    descendant_of: int | None = Field(None, **KEY, description="Key of a page somewhere above")
    translation_of: int | None = Field(None, **KEY, description="Key of a page in another language")
    slug: str | None = Field(None, min_length=1, max_length=255)
    locale: str | None = Field(None, min_length=2, max_length=20, examples=["en-gb"])
    search: str | None = Field(None, min_length=1, max_length=200)
    order: Literal["id", "title", "-title", "-first_published_at", "first_published_at"] = "id"

    def select(self, pages):
        """Return the pages of a queryset that all filters let through. Raises BadParameter."""
        if self.child_of:
            pages = pages.child_of(self.find("child_of", pages))
        if self.descendant_of:
            pages = pages.descendant_of(self.find("descendant_of", pages))
        if self.translation_of:
            pages = pages.translation_of(self.find("translation_of", pages))
        if self.type:
            app, model = self.type.lower().split(".")
            pages = pages.filter(content_type__app_label=app, content_type__model=model)
        if self.slug:
            pages = pages.filter(slug=self.slug)
        if self.locale:
            pages = pages.filter(locale__language_code=self.locale)
        if self.search:
            pages = pages.filter(pk__in=best_matches(Page, self.search))
        return pages.order_by(self.order, "pk")

    def find(self, name, pages):
        if page := pages.filter(pk=getattr(self, name)).first():
            return page
        raise BadParameter(name, "There is no such page.")


class VersionParameters(Schema):
    version: Literal["live", "draft"] = Field(
        "live", description="`draft` with a token of somebody who may edit the page"
    )


@router.get(
    "/",
    response=PageListSchema,
    url_name="list_pages",
    summary="List pages",
    operation_id="pages_list",
    auth=[BearerTokenAuth(), anyone],
    openapi_extra=OPTIONAL_TOKEN,
)
def list_pages(request: HttpRequest, asked: Query[PageParameters]):
    """Pages of any type; a token also brings those its user may edit, live or not."""
    answer = asked.part_of(asked.select(pages_for(request)))
    load_trails(answer["items"])
    return JsonResponse(answer | {"items": [represent_summary(page) for page in answer["items"]]})


@router.get(
    "/{page_id}/",
    response=AnyPageSchema,
    url_name="detail_page",
    summary="Read a page",
    operation_id="pages_detail",
    auth=[BearerTokenAuth(), anyone],
    openapi_extra=OPTIONAL_TOKEN,
)
def read_page(
    request: HttpRequest,
    page_id: int,
    how: Query[ReadingParameters],
    which: Query[VersionParameters],
):
    """One page, whole."""
    page = load_page(find_page(request, page_id))
    if which.version == "draft":
        check_may_edit(request, page)
        page = page.get_latest_revision_as_object()
    lists_of(page)
    return JsonResponse(represent_page(page, how.read()))


def find_page(request, pk):
    """Return a page that whoever asks may read. Raises Http404."""
    if user_of(request):
        return get_object_or_404(pages_for(request), pk=pk)
    roots = tuple(root.root_path for root in Site.get_site_root_paths())
    found = public_pages_with([pk], roots) if pk <= LARGEST else []
    if not found:
        raise Http404
    return found[0]


@prepared
def public_pages_with(pks, roots):
    return public_pages(roots).filter(pk__in=pks)


def pages_for(request):
    """Return what anyone may read, and with a token what its user may edit."""
    public = public_pages()
    if not (user := user_of(request)):
        return public
    policy = policy_registry.get_by_type(Page)
    own = policy.instances_user_has_any_permission_for(user, {"change", "publish"})
    either = Q(pk__in=public.values("pk")) | Q(pk__in=own.values("pk"))
    return pages_in_site().filter(either)


def check_may_edit(request, page):
    if not (user := user_of(request)):
        raise AuthenticationError
    if not page.permissions_for_user(user).can_edit():
        raise PermissionDenied("Its draft is for those who may edit it.")


def user_of(request):
    """Return whose token a request bears, None for one without; a session counts for nothing."""
    return request.auth.user if isinstance(request.auth, APIToken) else None
