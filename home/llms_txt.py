"""`/llms.txt`: what there is here and in which forms, for language models (llmstxt.org)."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles.absolute_urls import absolute
from articles.api.markdown import plain
from articles.models import ArticlePage, Topic
from home.models import SiteSettings
from home.navigation import Frame, load_frame
from polls.models import Poll

# The newest; the rest is in the sitemap and the API.
ARTICLES = 50
POLLS = 20
FORMS = (
    "Each article is also there as Markdown and as JSON: at its own address with `index.md` or "
    "`index.json` at its end."
)


@require_safe
def guide(request):
    """The site's name, and links to its sections, topics, polls and newest articles."""
    site = Site.find_for_request(request)
    about = SiteSettings.for_site(site) if site else SiteSettings()
    said = about.description or about.tagline
    parts = [f"# {plain(about.name)}", said and f"> {plain(said)}", FORMS]
    parts += [section(title, links) for title, links in sections(site).items()]
    text = "\n\n".join(filter(None, parts)) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def sections(site):
    """Return {title: [(name, address, description)]} of all that anyone may read."""
    frame = load_frame(site.root_page) if site else Frame()
    articles = ArticlePage.objects.for_cards().originals()[:ARTICLES]
    polls = Poll.objects.live().order_by("-pk")[:POLLS]
    return {
        "Sections": [(page.title, page.full_url, "") for page in (*frame.menu, *frame.audiences)],
        "Articles": [
            (each.title, f"{each.full_url}index.md", each.standfirst) for each in articles
        ],
        "Topics": [(each.name, address_of(each), each.description) for each in Topic.objects.all()],
        "Polls": [(each.question, address_of(each), "") for each in polls],
        "For programs": [
            (
                "API",
                absolute(reverse("wagtailapi_v3:openapi-view")),
                "Its description, OpenAPI 3.1",
            ),
            ("Feed", absolute(reverse("feed")), "The newest articles, Atom"),
            ("Sitemap", absolute("/sitemap.xml"), "Every public page"),
        ],
    }


def address_of(thing):
    return absolute(thing.get_absolute_url())


def section(title, links):
    """Return a section of links, "" if there are none."""
    rows = "\n".join(
        f"- [{plain(name)}]({address}){described(text)}" for name, address, text in links
    )
    return f"## {title}\n\n{rows}" if rows else ""


def described(text):
    return f": {plain(' '.join(text.split()))}" if text else ""
