"""Route that returns what is at a path of the site: a complete page or a redirect."""

from typing import Annotated, Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.http import HttpRequest, JsonResponse
from ninja import Field, Query, Router, Schema
from wagtail.contrib.redirects.models import Redirect

from articles.api.parameters import InvalidParameter, RenderParameters
from articles.api.serializers import JSONObject
from articles.audiences.url_parameter import AUDIENCE_PARAMETER
from articles.visibility import is_public_page
from home.models import AudiencePage
from polls.cache_tags import add_list_tag
from polls.http import build_absolute_url
from project.caching.list_tags import add_page_list_tags
from project.caching.surrogate_keys import LISTS
from project.headless.page_paths import find_pages_on_path, load_api_page, split_path
from project.headless.page_serializers import AnyPageSchema, serialize_page
from project.redirects import find_redirect

router = Router(tags=["Pages"])

INVALID_PATH = "The path is not valid. Send a URL path such as /blogs/."
TWO_AUDIENCES = "Specify the audience only once, in `path` or in `for`."


class ResolvedPageSchema(Schema):
    """A path that has a page."""

    kind: Literal["page"] = Field(description="Kind of the result.")
    page: AnyPageSchema = Field(description="The page at the path.")


class ResolvedRedirectSchema(Schema):
    """A path that redirects."""

    kind: Literal["redirect"] = Field(description="Kind of the result.")
    location: str = Field(description="Absolute URL to redirect to; it may be another site.")
    permanent: bool = Field(description="Whether to redirect with 301 rather than 302.")


ResolvedSchema = Annotated[ResolvedPageSchema | ResolvedRedirectSchema, Field(discriminator="kind")]


class PathParameters(RenderParameters):
    path: str = Field(
        max_length=2000,
        pattern="^/([^/]|$)",
        examples=["/blogs/"],
        description="Path of the page on the site, with a leading slash; it may have `?for=`.",
    )


@router.get(
    "/",
    response=ResolvedSchema,
    url_name="resolve",
    summary="Resolve a path",
    operation_id="resolve",
)
def resolve(request: HttpRequest, parameters: Query[PathParameters]) -> JsonResponse:
    """Return the complete page at a path, or the redirect from it. Returns 404 without either."""
    parts = parse_path(parameters.path)
    render_options = add_audience_from_path(parts, parameters).get_render_options()
    path_pages = find_pages_on_path(split_path(parts.path))
    page = path_pages[-1] if path_pages else None
    if not is_public_page(page):
        return JsonResponse(serialize_redirect(find_redirect(request, parameters.path)))
    page = load_api_page(page)
    if isinstance(page, AudiencePage) and not page.audience:
        return JsonResponse(build_parent_redirect(page))
    add_page_list_tags(page)
    return JsonResponse({"kind": "page", "page": serialize_page(page, render_options, path_pages)})


def parse_path(path: str) -> SplitResult:
    """Return the parts of a path. Raises InvalidParameter."""
    try:
        return urlsplit(path)
    except ValueError as error:
        raise InvalidParameter(
            "path", "The path is not valid. Send a URL path such as /blogs/."
        ) from error


def add_audience_from_path(parts: SplitResult, parameters: PathParameters) -> PathParameters:
    """Return the parameters with the audience in the query of the path.

    Raises InvalidParameter if the request names more than one audience.
    """
    slugs = parse_qs(parts.query).get(AUDIENCE_PARAMETER, [])
    if not slugs:
        return parameters
    if len(slugs) > 1 or parameters.for_:
        raise InvalidParameter("for", TWO_AUDIENCES)
    return parameters.model_copy(update={"for_": slugs[0]})


def serialize_redirect(redirect: Redirect) -> JSONObject:
    """Return a ResolvedRedirectSchema."""
    # A page published at this path later replaces the redirect.
    add_list_tag(("redirects",), (LISTS,))
    return {
        "kind": "redirect",
        "location": build_absolute_url(redirect.link),
        "permanent": redirect.is_permanent,
    }


def build_parent_redirect(page: AudiencePage) -> JSONObject:
    """Return the redirect from an audience page whose audience was deleted to its parent."""
    return {"kind": "redirect", "location": page.get_parent().full_url, "permanent": False}
