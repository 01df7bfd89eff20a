"""Everything that can be asked of the site, with each value that could make it tell of the hidden.

What version 3 can be asked is read from its own description, what version 2 can from its router:
a new route or parameter is asked as well, and fails by its name until it has values here.
"""

from itertools import product
from urllib.parse import urlencode, urlsplit

from articles.models import Audience
from project.headless.api import api
from project.headless.v2.endpoints import router as version_2
from tests.project.hidden import MARK, is_author

FORMATS = ["html", "markdown", "db_html", "db_markdown"]
TYPES = ["articles.ArticlePage", "articles.AuthorPage", "home.StandardPage", "home.AudiencePage"]
DAY = "2020-01-01"


def path_of(page):
    return urlsplit(page.full_url).path


def values_of(world):
    """Return {parameter: values}, for both versions."""
    authors = [world.author.slug, *[page.slug for page in world.pages if is_author(page)]]
    keys = [page.pk for page in world.pages]
    public = [page.pk for page in world.public]
    # A filter may know what stands beneath a page.
    parents = [page.pk for page in world.pages if page.numchild] + keys[:1]
    parents += [world.public[0].pk, world.index.pk]
    slugs = [page.slug for page in world.pages]
    paths = [path_of(page) for page in [*world.pages, *world.public]]
    audiences = list(Audience.objects.values_list("slug", flat=True))
    files = [file.pk for file in [*world.documents, *world.pictures]]
    searches = [MARK, f"{MARK} draft", f"{MARK} late-author", f"{MARK} file", "harbour"]
    return {
        "for": ["business", MARK],
        "token": [MARK],
        "within": parents[:3],
        "rich_text_format": FORMATS[2:],
        "path": [*paths, *world.redirects],
        "limit": [20],
        "offset": [0, 3],
        "author": authors,
        "topic": [world.topic.slug],
        "audience": audiences,
        "year": [world.article.date.year],
        "search": searches,
        "search_operator": ["and", "or"],
        "updated_since": [DAY],
        "cursor": [MARK],
        "include": ["body"],
        "child_of": parents,
        "descendant_of": parents,
        "ancestor_of": parents,
        "translation_of": parents,
        "slug": [*slugs, world.article.slug, *[poll.slug for poll in world.polls]],
        "locale": ["en-gb"],
        "page_id": [*keys, *public],
        "revision_id": [1],
        "image_id": files,
        "document_id": files,
        "site_id": [1],
        "user_id": [1],
        "type_name": TYPES,
        "object_str": [MARK],
        "created_at_from": [DAY],
        "created_at_to": [DAY],
        "approved_go_live_at_from": [DAY],
        "approved_go_live_at_to": [DAY],
        # Of version 2 alone.
        "id": [*keys, *files],
        "title": [f"{MARK} draft"],
        "width": [100],
        "height": [100],
        "type": TYPES,
        "site": ["testserver"],
        "fields": ["*", "title", "*,-body"],
        "html_path": [*paths, *world.redirects],
        "show_in_menus": ["true"],
        "seo_title": [MARK],
        "first_published_at": [f"{DAY}T00:00:00Z"],
        "search_description": [MARK],
        "old_path": [path.rstrip("/") for path in world.redirects],
        "order": ["title", "-title", "id"],
        "alias_of": keys,
        "tags": [f"{MARK} tag"],
    }


def version_3(world):
    """Return every address of version 3 that is asked."""
    values, addresses = values_of(world), []
    for path, operations in api.get_openapi_schema(path_prefix="/api/v3/")["paths"].items():
        if "get" not in operations:
            continue
        parameters = operations["get"].get("parameters", [])
        needed = [each["name"] for each in parameters if each["required"]]
        asked = {
            each["name"]: choices_of(each) or values[each["name"]]
            for each in parameters
            if each["name"] not in needed
        }
        in_path = {each["name"] for each in parameters if each["in"] == "path"}
        for chosen in product(*(values[name] for name in needed)):
            given = dict(zip(needed, chosen, strict=True))
            # How it is shown does not matter where nothing is.
            shown = is_shown(world, chosen)
            varied = asked if shown else {name: asked[name] for name in asked if name == "version"}
            address = path.format(**{name: given.pop(name) for name in in_path})
            addresses += each_alone(address, varied, given)
    for how in [{"rich_text_format": each} for each in FORMATS] + [{"for": "business"}]:
        addresses.append(f"/api/v3/articles/?{urlencode({'include': 'body', **how})}")
    return addresses


def is_shown(world, chosen):
    """Whether what needs to be said to ask, such as a path, names nothing that is hidden."""
    public = [each for page in world.public for each in (page.pk, path_of(page))]
    return all(value in public for value in chosen)


def choices_of(parameter):
    """Return the values of a parameter that has a closed list of them."""
    schema = parameter["schema"]
    kinds = [schema, *schema.get("anyOf", [])]
    return next((kind["enum"] for kind in kinds if "enum" in kind), [])


def each_alone(address, asked, given=None):
    """Return an address without parameters, and with each value of each of these alone."""
    given = given or {}
    queries = [given, *({**given, name: value} for name in asked for value in asked[name])]
    return [f"{address}?{urlencode(query)}" if query else address for query in queries]


def version_2_of(world):
    """Return every address of version 2 that is asked."""
    values, addresses = values_of(world), []
    for name, viewset in version_2._endpoints.items():
        root = f"/api/v2/{name}/"
        filters = viewset.get_available_fields(viewset.model, True)
        known = {*viewset.known_query_parameters, *filters} - {"_", "format"}
        addresses += each_alone(root, {each: values[each] for each in known})
        addresses += [f"{root}?type={each}&fields=*" for each in TYPES]
        found = viewset.find_query_parameters
        addresses += each_alone(f"{root}find/", {each: values[each] for each in found})
        addresses += [f"{root}{pk}/" for pk in values["id"]]
    for page, how in product(world.public, FORMATS):
        addresses.append(f"/api/v2/pages/{page.pk}/?rich_text_format={how}")
    return addresses


def site(world):
    """Return every address of the site itself that is asked."""
    pages = [path_of(page) for page in [*world.public, *world.pages]]
    polls = [f"/polls/{poll.slug}/" for poll in [*world.polls, world.poll]]
    below_page = ["", "print/", "feed/", "index.md", "index.json"]
    below_poll = [
        "",
        "results/",
        "results.json",
        "results.csv",
        "cite.bib",
        "cite.ris",
        "ballot/",
        "challenge/",
    ]
    files = [file.url for file in world.documents]
    lists = [
        "/topics/",
        world.topic.get_absolute_url(),
        f"{world.topic.get_absolute_url()}feed/",
        f"{path_of(world.audience_page)}topics/{world.topic.slug}/",
        "/authors/",
        "/polls/",
        "/feed/",
        "/sitemap.xml",
        "/robots.txt",
        "/llms.txt",
        "/llms-full.txt",
        "/search/?q=harbour",
        f"/search/?q={MARK}",
    ]
    return [
        *[page + below for page, below in product(pages, below_page)],
        *[poll + below for poll, below in product(polls, below_poll)],
        *[f"{page}{query}" for page in pages for query in ("?for=business", "?page=2")],
        *files,
        *lists,
        *world.redirects,
        *[f"{page.rstrip('/')}.md" for page in pages],
        *[f"/documents/{file.pk}/wrong.pdf" for file in world.documents],
    ]
