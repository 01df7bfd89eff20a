"""An article at a second address, as Markdown or JSON, for readers that are programs."""

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles.api.markdown import render_article
from articles.api.render_options import Reading
from articles.models import ArticlePage
from articles.visibility import is_public_page
from project.caching.list_tags import lists_of
from project.headless.page_serializers import represent_page
from project.headless.resolve_api import components_of, find_trail, load_page

FORMATS = {"md": "markdown", "json": "html"}


@require_safe
def twin(request, path, ending):
    """The public article at a path; 404 for anything else."""
    trail = find_trail(components_of(path))
    page = load_page(trail[-1]) if trail and is_public_page(trail[-1]) else None
    if not isinstance(page, ArticlePage):
        raise Http404
    lists_of(page)
    article = represent_page(page, Reading(request.audience, FORMATS[ending]), trail)
    response = JsonResponse(article) if ending == "json" else as_markdown(article)
    # Search engines are to find the article itself.
    response.headers["Link"] = f'<{article["search_engines"]["canonical_url"]}>; rel="canonical"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def as_markdown(article):
    # As in RFC 7763.
    return HttpResponse(render_article(article), content_type="text/markdown; charset=utf-8")
