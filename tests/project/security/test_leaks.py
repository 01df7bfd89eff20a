"""No request shows hidden content to clients without permission."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import PageViewRestriction

from tests.project.headless import api_urls
from tests.project.security.hidden_content import CHILD, FIRST_KEY, MARK, create_hidden_content

pytestmark = [
    pytest.mark.django_db,
    # Caused by django-taggit's filter by tags.
    pytest.mark.filterwarnings("ignore:SQLCompiler.quote_name_unless_alias"),
]

# Wagtail's password form contains the primary key of the page or collection.
PASSWORD_FORM = re.compile(r"/\w+/authenticate_with_password/\d+/\d+/")
# A key, but not as a part of a longer number or a digest.
LEAK = re.compile(rf"{MARK}|(?<![\w.]){str(FIRST_KEY)[:-2]}\d\d(?!\w)", re.IGNORECASE)
# These differ from request to request.
VARYING_HEADERS = {"RateLimit-Remaining", "RateLimit-Reset", "X-Request-ID"}


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """The hidden content and the pages that link to it, created once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(API_RATE_LIMIT=""):
        yield create_hidden_content()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def api(content):
    """{path: response to an anonymous client} of the API."""
    paths = [*api_urls.list_v3_urls(content), *api_urls.list_v2_urls(content)]
    return {path: fetch(Client(), path) for path in paths}


@pytest.fixture(scope="module")
def site(content):
    """{path: response to an anonymous client} of the site."""
    return {path: fetch(Client(), path) for path in api_urls.list_site_urls(content)}


def fetch(client, path):
    """Return the status, headers and body of a response in one text."""
    response = client.get(path)
    body = b"".join(response) if response.streaming else response.content
    headers = [
        f"{name}: {value}" for name, value in response.items() if name not in VARYING_HEADERS
    ]
    return "\n".join([str(response.status_code), *headers, body.decode(errors="replace")])


def find_leaks(responses, *, echo=False):
    """Return {path: leaked text}; with `echo`, text of the request itself is no leak."""
    leaks = {}
    for url, text in responses.items():
        text = PASSWORD_FORM.sub("", text)
        # The URL of a page below a draft contains the draft's slug.
        public_parts = [CHILD, quote(CHILD, safe="")]
        if echo:
            path, _, query = url.partition("?")
            public_parts += [
                path,
                quote(path),
                quote(path, safe=""),
                *re.findall(r"q=(\w+)", query),
            ]
        for public_part in public_parts:
            text = text.replace(public_part, "")
        if leak := LEAK.search(text):
            leaks[url] = text[max(0, leak.start() - 80) : leak.end() + 80]
    return leaks


# The content that the tests below need.


def test_site_has_hidden_content(content):
    assert len(content.pages) > 20
    assert len({type(page) for page in content.pages}) == 5


def test_public_pages_are_open(content, api, site):
    for page in content.public:
        assert site[api_urls.get_path(page)].startswith("200"), page
        path = urlencode({"path": api_urls.get_path(page)})
        assert api[f"/api/v3/resolve/?{path}"].startswith("200"), page


def test_public_pages_link_to_hidden_content(content, site):
    for page in content.public:
        # Three times in its body, and once in the footer.
        assert site[api_urls.get_path(page)].count("<a>page</a> <a>page</a>") >= 4, page


def test_search_finds_public_pages(api):
    for version in ("/api/v3/articles/", "/api/v3/pages/", "/api/v2/pages/"):
        assert "An open harbour" in api[f"{version}?search=harbour"], version


# Anonymous requests


def test_api_leaks_no_hidden_content(api):
    assert find_leaks(api) == {}


def test_site_leaks_no_hidden_content(site):
    assert find_leaks(site, echo=True) == {}


def test_search_finds_no_hidden_pages(api):
    counts = {
        path: re.search(r'"(total_)?count": ?(\d+)', text)
        for path, text in api.items()
        if f"search={MARK}" in path
    }

    assert {path for path, count in counts.items() if count and count[2] != "0"} == set()
    assert len([count for count in counts.values() if count]) >= 20


def test_no_filter_matches_a_hidden_page(content, api):
    keys = {f"={page.pk}" for page in content.pages}
    matches = {
        path
        for path, text in api.items()
        if any(key in path for key in keys) and re.search(r'count": ?[1-9]', text)
    }

    assert matches == set()


def test_hidden_author_has_no_articles(content, api):
    hidden = [path for path in api if f"author={MARK}" in path]

    assert len(hidden) == 5
    for path in hidden:
        assert '"count": 0' in api[path], path


def test_no_request_is_a_server_error(api, site):
    failed = {path for path, text in {**api, **site}.items() if text.startswith("5")}

    assert failed == set()


# Requests with a session


@pytest.fixture
def staff(content):
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "x")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reader(content):
    """A client that has entered the password of every page and collection."""
    client = Client()
    session = client.session
    passed = list(PageViewRestriction.objects.values_list("pk", flat=True))
    session["passed_page_view_restrictions"] = passed
    session["passed_collection_view_restrictions"] = list(range(1, 1000))
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


@pytest.mark.parametrize("client_name", ["staff", "reader"])
def test_session_does_not_change_the_api(request, api, client_name):
    client = request.getfixturevalue(client_name)
    # One example of public_part path and combination of parameters.
    examples = {re.sub(r"\d+|=[^&]*", "", path): path for path in reversed(api)}

    different = {path for path in examples.values() if fetch(client, path) != api[path]}

    assert len(examples) > 100
    assert different == set()
