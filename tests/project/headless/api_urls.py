"""URLs with every parameter and value that could reveal hidden content.

The parameters of version 3 are read from its OpenAPI document, those of version 2 from its router.
A new route or parameter is requested as well; the test fails until `get_values` has values for it.
"""

from itertools import product
from urllib.parse import urlencode, urlsplit

from articles.models import Audience
from project.headless.page_serializers import PAGE_SERIALIZERS
from project.headless.v2.endpoints import router as v2_router
from project.headless.v3.api import api
from tests.project.security.hidden_content import MARK
from tests.project.security.hidden_links import is_author

FORMATS = ["html", "markdown", "db_html", "db_markdown"]
TYPES = [model._meta.label for model in PAGE_SERIALIZERS]
DATE = "2020-01-01"


def get_path(page):
    return urlsplit(page.full_url).path


def get_values(content):
    """Return {parameter: values}, for both versions."""
    authors = [content.author.slug, *[page.slug for page in content.pages if is_author(page)]]
    hidden_keys = [page.pk for page in content.pages]
    public_keys = [page.pk for page in content.public]
    # A filter could reveal the pages below these.
    parents = [page.pk for page in content.pages if page.numchild] + hidden_keys[:1]
    parents += [content.public[0].pk, content.index.pk]
    slugs = [page.slug for page in content.pages]
    paths = [get_path(page) for page in [*content.pages, *content.public]]
    audiences = list(Audience.objects.values_list("slug", flat=True))
    file_keys = [file.pk for file in [*content.documents, *content.images]]
    searches = [MARK, f"{MARK} draft", f"{MARK} late-author", f"{MARK} file", "harbour"]
    return {
        "for": ["business", MARK],
        "token": [MARK],
        "rich_text_format": FORMATS[2:],
        "path": [*paths, *content.redirects],
        "limit": [20],
        "offset": [0, 3],
        "author": authors,
        "topic": [content.topic.slug],
        "audience": audiences,
        "year": [content.article.date.year],
        "search": searches,
        "search_operator": ["and", "or"],
        "updated_since": [DATE],
        "cursor": [MARK],
        "include": ["body"],
        "child_of": parents,
        "descendant_of": parents,
        "ancestor_of": parents,
        "translation_of": parents,
        "slug": [*slugs, content.article.slug, *[poll.slug for poll in content.polls]],
        "locale": ["en-gb"],
        "page_id": [*hidden_keys, *public_keys],
        "revision_id": [1],
        "image_id": file_keys,
        "document_id": file_keys,
        "site_id": [1],
        "user_id": [1],
        "type_name": TYPES,
        "object_str": [MARK],
        "created_at_from": [DATE],
        "created_at_to": [DATE],
        "approved_go_live_at_from": [DATE],
        "approved_go_live_at_to": [DATE],
        # Parameters of version 2 only.
        "id": [*hidden_keys, *file_keys],
        "title": [f"{MARK} draft"],
        "width": [100],
        "height": [100],
        "type": TYPES,
        "site": ["testserver"],
        "fields": ["*", "title", "*,-body"],
        "html_path": [*paths, *content.redirects],
        "show_in_menus": ["true"],
        "seo_title": [MARK],
        "first_published_at": [f"{DATE}T00:00:00Z"],
        "search_description": [MARK],
        "old_path": [path.rstrip("/") for path in content.redirects],
        "order": ["title", "-title", "id"],
        "alias_of": hidden_keys,
        "tags": [f"{MARK} tag"],
    }


def list_v3_urls(content):
    values, urls = get_values(content), []
    for path, operations in api.get_openapi_schema(path_prefix="/api/v3/")["paths"].items():
        if "get" in operations:
            urls += list_operation_urls(content, values, path, operations["get"])
    for query in [{"rich_text_format": name} for name in FORMATS] + [{"for": "business"}]:
        urls.append(f"/api/v3/articles/?{urlencode({'include': 'body', **query})}")
    return urls


def list_operation_urls(content, values, path, operation):
    """Return the URLs of one operation, with every combination of its required parameters."""
    parameters = operation.get("parameters", [])
    required = [parameter["name"] for parameter in parameters if parameter["required"]]
    path_parameters = {parameter["name"] for parameter in parameters if parameter["in"] == "path"}
    optional = {
        parameter["name"]: get_choices(parameter) or values[parameter["name"]]
        for parameter in parameters
        if parameter["name"] not in required
    }
    urls = []
    for combination in product(*(values[name] for name in required)):
        query = dict(zip(required, combination, strict=True))
        url = path.format(**{name: query.pop(name) for name in path_parameters})
        # The other parameters cannot change a 404; a version could reveal a draft.
        names = optional if is_public(content, combination) else optional.keys() & {"version"}
        urls += vary_parameters(url, {name: optional[name] for name in names}, query)
    return urls


def is_public(content, required_values):
    """Whether required values, such as a path, all belong to public pages."""
    public = [value for page in content.public for value in (page.pk, get_path(page))]
    return all(value in public for value in required_values)


def get_choices(parameter):
    """Return the values of a parameter that is an enumeration."""
    schema = parameter["schema"]
    schemas = [schema, *schema.get("anyOf", [])]
    return next((part["enum"] for part in schemas if "enum" in part), [])


def vary_parameters(url, parameters, query=None):
    """Return the URL with its query, alone and with each value of each parameter."""
    query = query or {}
    queries = [
        query,
        *({**query, name: value} for name, values in parameters.items() for value in values),
    ]
    return [f"{url}?{urlencode(pairs)}" if pairs else url for pairs in queries]


def list_v2_urls(content):
    values, urls = get_values(content), []
    for name, viewset in v2_router._endpoints.items():
        root = f"/api/v2/{name}/"
        filters = viewset.get_available_fields(viewset.model, True)
        names = {*viewset.known_query_parameters, *filters} - {"_", "format"}
        urls += vary_parameters(root, {name: values[name] for name in names})
        urls += [f"{root}?type={page_type}&fields=*" for page_type in TYPES]
        find_parameters = {name: values[name] for name in viewset.find_query_parameters}
        urls += vary_parameters(f"{root}find/", find_parameters)
        urls += [f"{root}{pk}/" for pk in values["id"]]
    for page, rich_text_format in product(content.public, FORMATS):
        urls.append(f"/api/v2/pages/{page.pk}/?rich_text_format={rich_text_format}")
    return urls


def list_site_urls(content):
    page_paths = [get_path(page) for page in [*content.public, *content.pages]]
    poll_paths = [f"/polls/{poll.slug}/" for poll in [*content.polls, content.poll]]
    page_suffixes = ["", "print/", "feed/", "index.md", "index.json"]
    poll_suffixes = [
        "",
        "results/",
        "results.json",
        "results.csv",
        "cite.bib",
        "cite.ris",
        "ballot/",
        "proof-of-work/",
    ]
    topic_url = content.topic.get_absolute_url()
    lists = [
        "/topics/",
        topic_url,
        f"{topic_url}feed/",
        f"{get_path(content.audience_page)}topics/{content.topic.slug}/",
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
        *[path + suffix for path, suffix in product(page_paths, page_suffixes)],
        *[path + suffix for path, suffix in product(poll_paths, poll_suffixes)],
        *[path + query for path in page_paths for query in ("?for=business", "?page=2")],
        *[document.url for document in content.documents],
        *lists,
        *content.redirects,
        *[f"{path.rstrip('/')}.md" for path in page_paths],
        *[f"/documents/{document.pk}/wrong.pdf" for document in content.documents],
    ]
