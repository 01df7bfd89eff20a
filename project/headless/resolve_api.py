"""From a path to what is there: a page whole, where it has moved to, or nothing."""

from typing import Annotated, Literal
from urllib.parse import parse_qs, unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, JsonResponse
from ninja import Field, Query, Router, Schema
from wagtail.models import Page, Site

from articles.absolute_urls import absolute
from articles.api.parameters import BadParameter, ReadingParameters
from articles.audiences.url_parameter import PARAMETER
from articles.prefetch.body_prefetch import with_types
from articles.prefetch.compiled_queries import prepared
from articles.prefetch.page_prefetch import pages_of_type
from articles.visibility import is_public_page, private_page
from home.models import AudiencePage
from home.navigation import DEEPEST
from polls.cache_tags import lists
from project.caching.list_tags import lists_of
from project.caching.surrogate_keys import LISTS
from project.headless.page_serializers import PAGE_TYPES, AnyPageSchema, represent_page
from project.redirects import find_redirect

router = Router(tags=["Pages"])


class ResolvedPageSchema(Schema):
    kind: Literal["page"]
    page: AnyPageSchema


class ResolvedRedirectSchema(Schema):
    kind: Literal["redirect"]
    location: str = Field(description="With scheme and host; it may be another site")
    permanent: bool


ResolvedSchema = Annotated[ResolvedPageSchema | ResolvedRedirectSchema, Field(discriminator="kind")]


class PathParameters(ReadingParameters):
    path: str = Field(
        max_length=2000,
        pattern="^/([^/]|$)",
        examples=["/blogs/"],
        description="As in the address bar, from the first slash on; it may end in ?for=",
    )


@router.get(
    "/",
    response=ResolvedSchema,
    url_name="resolve",
    summary="Find what is at a path",
    operation_id="resolve",
)
def resolve(request: HttpRequest, asked: Query[PathParameters]):
    """The page at a path, whole, or where the path leads on to; 404 for a path of nothing."""
    parts = split(asked.path)
    reading = with_audience_of(parts, asked).read()
    trail = find_trail(components_of(parts.path))
    page = trail[-1] if trail else None
    if not is_public_page(page):
        return JsonResponse(represent_redirect(find_redirect(request, asked.path)))
    page = load_page(page)
    if isinstance(page, AudiencePage) and not page.audience:
        return JsonResponse(lead_above(page))
    lists_of(page)
    return JsonResponse({"kind": "page", "page": represent_page(page, reading, trail)})


def split(path):
    try:
        return urlsplit(path)
    except ValueError as error:
        raise BadParameter("path", "This is no path.") from error


def with_audience_of(parts, asked):
    """Return the parameters, with the audience that the path itself names."""
    named = parse_qs(parts.query).get(PARAMETER, [])
    if not named:
        return asked
    if len(named) > 1 or asked.for_:
        raise BadParameter("for", "Name one audience.")
    return asked.model_copy(update={"for_": named[0]})


def components_of(path):
    """Return the parts of a path as slugs have them. Raises Http404 where none can be."""
    parts = unquote(path).strip("/").split("/")
    if any(not part.isprintable() for part in parts):
        raise Http404
    return [part for part in parts if part]


def find_trail(components):
    """Return the pages on a path, from the front page to the page itself, in one query.

    Empty where there is no page at the whole path. Where the site is in several languages, the
    first component may name one.
    """
    root, components = find_root(components)
    if not root or len(components) > DEEPEST:
        return []
    paths = [root.root_path]
    for slug in components:
        paths.append(f"{paths[-1]}{slug}/")
    found = {page.url_path: page for page in pages_at(paths)}
    return [found[path] for path in paths] if found.keys() == set(paths) else []


@prepared
def pages_at(paths):
    pages = Page.objects.filter(url_path__in=paths).annotate(is_private=private_page())
    return with_types(pages)


def find_root(components):
    """Return the root of the language that a path names, and what is left of the path."""
    roots = Site.get_site_root_paths()
    if not roots:
        return None, components
    if settings.WAGTAIL_I18N_ENABLED and components:
        # The first language has no prefix.
        for root in roots[1:]:
            if root.language_code == components[0]:
                return root, components[1:]
    return roots[0], components


def load_page(page):
    """Return a page in its own type, with its language. Raises Http404 once it is gone."""
    if not (found := pages_of_type([page.pk], type_named(page))):
        raise Http404
    return found[0]


def type_named(page):
    """Return the class of a page. Raises Http404 for a type that the API does not give."""
    for model in PAGE_TYPES:
        if (model._meta.app_label, model._meta.model_name) == (page.type_app, page.type_model):
            return model
    raise Http404


def represent_redirect(redirect):
    # A page may come to stand at the address.
    lists(("redirects",), (LISTS,))
    return {
        "kind": "redirect",
        "location": absolute(redirect.link),
        "permanent": redirect.is_permanent,
    }


def lead_above(page):
    """A page whose audience was deleted leads to the page above, until it has another."""
    return {"kind": "redirect", "location": page.get_parent().full_url, "permanent": False}
