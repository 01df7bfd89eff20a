"""An article as Markdown or JSON, at `index.md` and `index.json` below its URL."""

from typing import Literal

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles.api.markdown import render_article
from articles.api.parameters import RenderOptions
from articles.api.serializers import JSONObject
from articles.models import ArticlePage
from articles.visibility import is_public_page
from project.caching.list_tags import add_page_list_tags
from project.headless.page_paths import find_pages_on_path, load_api_page, split_path
from project.headless.page_serializers import serialize_page

RICH_TEXT_FORMATS = {"md": "markdown", "json": "html"}


@require_safe
def show_alternate_format(
    request: HttpRequest, path: str, extension: Literal["md", "json"]
) -> HttpResponse:
    """The public article at a path. 404 if there is none."""
    path_pages = find_pages_on_path(split_path(path))
    is_public = bool(path_pages) and is_public_page(path_pages[-1])
    page = load_api_page(path_pages[-1]) if is_public else None
    if not isinstance(page, ArticlePage):
        raise Http404
    add_page_list_tags(page)
    render_options = RenderOptions(request.audience, RICH_TEXT_FORMATS[extension])
    article = serialize_page(page, render_options, path_pages)
    response = JsonResponse(article) if extension == "json" else build_markdown_response(article)
    # Search engines must index the article itself.
    response.headers["Link"] = f'<{article["seo"]["canonical_url"]}>; rel="canonical"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def build_markdown_response(article: JSONObject) -> HttpResponse:
    """Return a response with the media type of RFC 7763."""
    return HttpResponse(render_article(article), content_type="text/markdown; charset=utf-8")
