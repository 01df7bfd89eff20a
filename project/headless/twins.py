"""An article at a second address, as Markdown or JSON, for readers that are programs."""

from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from articles.markdown import render_article
from articles.models import ArticlePage
from articles.privacy import is_public_page
from articles.readings import Reading
from project.delivery.listings import lists_of
from project.headless.pages import represent_page
from project.headless.resolving import components_of, find_trail, load_page

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
