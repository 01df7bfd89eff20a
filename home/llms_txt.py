"""`/llms.txt`: an index of the site for language models (llmstxt.org)."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles.api.markdown import escape_markdown
from articles.models import ArticlePage, Topic
from home.models import SiteSettings
from home.navigation import Navigation, load_navigation
from polls.http import build_absolute_url
from polls.models import Poll

# Only the newest are listed. The sitemap and the API have all.
MAX_ARTICLES = 50
MAX_POLLS = 20
FORMATS = (
    "Each article is also available as Markdown and as JSON: append `index.md` or `index.json` to "
    "its URL."
)


@require_safe
def llms_txt(request):
    """Render the site's name, and links to its sections, topics, polls and newest articles."""
    site = Site.find_for_request(request)
    site_settings = SiteSettings.for_site(site) if site else SiteSettings()
    description = site_settings.description or site_settings.tagline
    parts = [
        f"# {escape_markdown(site_settings.name)}",
        description and f"> {escape_markdown(description)}",
        FORMATS,
    ]
    parts += [render_section(title, links) for title, links in build_sections(site).items()]
    text = "\n\n".join(filter(None, parts)) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def build_sections(site):
    """Return {title: [(name, URL, description)]} of public content."""
    navigation = load_navigation(site.root_page) if site else Navigation()
    articles = ArticlePage.objects.for_cards().originals()[:MAX_ARTICLES]
    polls = Poll.objects.live().order_by("-pk")[:MAX_POLLS]
    return {
        "Sections": [
            (page.title, page.full_url, "")
            for page in (*navigation.menu, *navigation.audience_pages)
        ],
        "Articles": [
            (article.title, f"{article.full_url}index.md", article.standfirst)
            for article in articles
        ],
        "Topics": [
            (topic.name, build_absolute_url(topic.get_absolute_url()), topic.description)
            for topic in Topic.objects.all()
        ],
        "Polls": [
            (poll.question, build_absolute_url(poll.get_absolute_url()), "") for poll in polls
        ],
        "For programs": build_program_links(),
    }


def build_program_links():
    openapi_url = build_absolute_url(reverse("wagtailapi_v3:openapi-view"))
    return [
        ("API", openapi_url, "Description in OpenAPI 3.1"),
        ("Feed", build_absolute_url(reverse("feed")), "The newest articles, Atom"),
        ("Sitemap", build_absolute_url("/sitemap.xml"), "Every public page"),
    ]


def render_section(title, links):
    """Return a Markdown section with a list of links; "" without links."""
    rows = "\n".join(
        f"- [{escape_markdown(name)}]({url}){render_description(text)}" for name, url, text in links
    )
    return f"## {title}\n\n{rows}" if rows else ""


def render_description(text):
    return f": {escape_markdown(' '.join(text.split()))}" if text else ""
