"""An injection in every text field of pages, snippets and settings is escaped everywhere."""

import csv
import io
from html.parser import HTMLParser

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import Page, Site

from articles.images import CustomImage
from articles.models import ArticlePage, Audience, PageAudience, Topic
from polls.models import Poll
from tests.polls.helpers import BALLOT_LOG, get_admin_url, read_stream
from tests.project.security.injection import PAYLOAD, inject_everywhere
from tests.project.test_every_url import list_paths

pytestmark = pytest.mark.django_db

FEEDS = [
    "/feed/",
    "/blogs/aurelio-tintero/feed/",
    "/topics/trade/feed/",
    "/business/feed/",
    "/sitemap.xml",
]
REPORTS = ["coverage", "missing-teasers", "stale-audience-pages", "broken-links"]
LISTS = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    reverse("wagtailadmin_pages:type_use", args=["articles", "articlepage"]),
    reverse("wagtailadmin_pages:type_use", args=["articles", "authorpage"]),
    reverse("wagtailsettings:edit", args=["home", "sitesettings"]),
    *(f"/admin/reports/{name}/" for name in REPORTS),
]
EXPORTS = [
    *(f"/admin/reports/{name}/" for name in REPORTS),
    reverse("wagtailsnippets_polls_poll:list"),
    BALLOT_LOG,
]
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class InjectionParser(HTMLParser):
    """Finds the elements and attributes that PAYLOAD created."""

    def __init__(self, html):
        super().__init__()
        self.injections = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "x-evil" or any(name == "onx" for name, _ in attrs):
            self.injections.append(self.get_starttag_text()[:200])


@pytest.fixture(scope="module")
def injected_site(demo, django_db_blocker):
    with django_db_blocker.unblock():
        inject_everywhere()
        # Content for cell report: articles without teasers, and one with a broken link.
        PageAudience.objects.filter(page__in=ArticlePage.objects.values("pk")).update(teaser="")
        Poll.objects.filter(slug="slower-connection-cheaper-bill").update(live=False)
        Site.objects.update(hostname="testserver", port=80)
        cache.clear()


@pytest.fixture
def editor(injected_site, admin_client):
    return admin_client


def find_injections(client, paths):
    """Return {path: injections} of pages with any, and the number of pages that escape PAYLOAD."""
    injections_by_path, escaped = {}, 0
    for path in paths:
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        text = response.text
        escaped += "x-evil&gt;" in text
        if injections := InjectionParser(text).injections:
            injections_by_path[path] = injections
    return injections_by_path, escaped


def list_admin_paths():
    """Return the paths of admin pages that show text from editors."""
    page_views = ["edit", "history", "usage", "delete", "move", "view_draft"]
    pages = [
        reverse(f"wagtailadmin_pages:{name}", args=[page])
        for page in get_one_key_per_type(Page.objects.filter(depth__gt=1))
        for name in page_views
    ]
    snippet_views = ["edit", "history", "usage", "delete"]
    snippets = [
        reverse(
            f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:{name}", args=[row.pk]
        )
        for model in (Topic, Audience, Poll)
        for row in model.objects.all()[:2]
        for name in snippet_views
    ]
    polls = [
        get_admin_url(name, poll.pk)
        for poll in Poll.objects.all()[:3]
        for name in ("result", "review")
    ]
    images = [
        reverse("wagtailimages:edit", args=[image.pk]) for image in CustomImage.objects.all()[:2]
    ]
    return [*pages, *snippets, *polls, *images, *LISTS]


def get_one_key_per_type(pages):
    return {page.content_type_id: page.pk for page in pages}.values()


def test_html_is_escaped_on_every_page(injected_site):
    injections_by_path, escaped = find_injections(Client(), [*list_paths(), *FEEDS])

    assert injections_by_path == {}
    assert escaped > 60


def test_html_is_escaped_in_admin(editor):
    injections_by_path, escaped = find_injections(editor, list_admin_paths())

    assert injections_by_path == {}
    assert escaped > 40


@pytest.mark.parametrize("path", EXPORTS)
def test_exports_contain_no_formulas(editor, path):
    rows = list(csv.reader(io.StringIO(read_stream(editor.get(path, {"export": "csv"})).decode())))
    sheet = load_workbook(io.BytesIO(read_stream(editor.get(path, {"export": "xlsx"})))).active
    cells = [
        *(cell for row in rows for cell in row),
        *(cell.value for row in sheet for cell in row),
    ]

    assert [cell for cell in cells if str(cell).startswith(FORMULA)] == []
    assert f"'{PAYLOAD}" in "".join(map(str, cells))
