"""Nothing hidden is told to those who may not see it, whatever they ask."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, override_settings
from wagtail.models import PageViewRestriction

from tests.project import questions
from tests.project.hidden import CHILD, FIRST_KEY, MARK, build_world

pytestmark = [
    pytest.mark.django_db,
    # What django-taggit's filter by tags still does.
    pytest.mark.filterwarnings("ignore:SQLCompiler.quote_name_unless_alias"),
]

# The form that asks for the password of a page or file names its key, as Wagtail has it.
PASSWORD_FORM = re.compile(r"/\w+/authenticate_with_password/\d+/\d+/")
# A key stands alone, not within a longer number or a digest.
LEAK = re.compile(rf"{MARK}|(?<![\w.]){str(FIRST_KEY)[:-2]}\d\d(?!\w)", re.IGNORECASE)
# What a fresh request changes, whoever asks.
COUNTED = {"RateLimit-Remaining", "RateLimit-Reset", "X-Request-ID"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Everything hidden and the pages that point at it, made once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(API_RATE_LIMIT=""):
        yield build_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def api(world):
    """Every address of the API that is asked, with the answer to somebody unknown."""
    addresses = [*questions.version_3(world), *questions.version_2_of(world)]
    return {address: ask(Client(), address) for address in addresses}


@pytest.fixture(scope="module")
def site(world):
    """The same of the site."""
    return {address: ask(Client(), address) for address in questions.site(world)}


def ask(client, address):
    """Return what is answered: its status, headers and body in one text."""
    answer = client.get(address)
    body = b"".join(answer) if answer.streaming else answer.content
    headers = [f"{name}: {value}" for name, value in answer.items() if name not in COUNTED]
    return "\n".join([str(answer.status_code), *headers, body.decode(errors="replace")])


def told(answers, *, echo=False):
    """Return {address: what it tells of the hidden}; with `echo`, beyond what was asked itself."""
    found = {}
    for address, text in answers.items():
        text = PASSWORD_FORM.sub("", text)
        # A page below a draft has the draft's name in its own address, and nowhere else.
        known = [CHILD, quote(CHILD, safe="")]
        if echo:
            path, _, query = address.partition("?")
            known += [path, quote(path), quote(path, safe=""), *re.findall(r"q=(\w+)", query)]
        for each in known:
            text = text.replace(each, "")
        if leak := LEAK.search(text):
            found[address] = text[max(0, leak.start() - 80) : leak.end() + 80]
    return found


# So that the tests below cannot pass for nothing.


def test_there_is_much_to_hide(world):
    assert len(world.pages) > 20
    assert len({type(page) for page in world.pages}) == 5


def test_public_pages_are_open(world, api, site):
    for page in world.public:
        assert site[questions.path_of(page)].startswith("200"), page
        path = urlencode({"path": questions.path_of(page)})
        assert api[f"/api/v3/resolve/?{path}"].startswith("200"), page


def test_public_pages_point_at_what_is_hidden(world, site):
    for page in world.public:
        # In its body, twice more there, and in the foot of the page.
        assert site[questions.path_of(page)].count("<a>page</a> <a>page</a>") >= 4, page


def test_a_search_finds_what_is_public(api):
    for version in ("/api/v3/articles/", "/api/v3/pages/", "/api/v2/pages/"):
        assert "An open harbour" in api[f"{version}?search=harbour"], version


# What is hidden stays so.


def test_the_api_tells_of_nothing_hidden(api):
    assert told(api) == {}


def test_the_site_tells_of_nothing_hidden(site):
    assert told(site, echo=True) == {}


def test_a_search_for_what_is_hidden_finds_nothing(api):
    counts = {
        address: re.search(r'"(total_)?count": ?(\d+)', text)
        for address, text in api.items()
        if f"search={MARK}" in address
    }

    assert {address for address, count in counts.items() if count and count[2] != "0"} == set()
    assert len([count for count in counts.values() if count]) >= 20


def test_no_filter_knows_a_hidden_page(world, api):
    keys = {f"={page.pk}" for page in world.pages}
    found = {
        address
        for address, text in api.items()
        if any(key in address for key in keys) and re.search(r'count": ?[1-9]', text)
    }

    assert found == set()


def test_an_author_who_is_hidden_has_written_nothing(world, api):
    hidden = [address for address in api if f"author={MARK}" in address]

    assert len(hidden) == 5
    for address in hidden:
        assert '"count": 0' in api[address], address


def test_no_error_of_the_api_is_our_fault(api, site):
    failed = {address for address, text in {**api, **site}.items() if text.startswith("5")}

    assert failed == set()


# Nor does it matter who asks, unless it is with a token.


@pytest.fixture
def staff(world):
    user = get_user_model().objects.create_superuser("editor", "editor@example.org", "x")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def reader(world):
    """One who has given the password of every page and file that asks for one."""
    client = Client()
    session = client.session
    passed = list(PageViewRestriction.objects.values_list("pk", flat=True))
    session["passed_page_view_restrictions"] = passed
    session["passed_collection_view_restrictions"] = list(range(1, 1000))
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


@pytest.mark.parametrize("who", ["staff", "reader"])
def test_a_session_changes_nothing_in_the_api(request, api, who):
    client = request.getfixturevalue(who)
    # One of each kind: an address with its parameters, whatever their values.
    kinds = {re.sub(r"\d+|=[^&]*", "", address): address for address in reversed(api)}

    unlike = {address for address in kinds.values() if ask(client, address) != api[address]}

    assert len(kinds) > 100
    assert unlike == set()
