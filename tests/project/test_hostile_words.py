"""Hostile words in every field of every page, snippet and setting do nothing anywhere."""

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
from tests.polls.staff import BALLOT_LOG, address, read
from tests.project.poison import POISON, poison_everything
from tests.project.test_every_address import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FEEDS = [
    "/feed/",
    "/blogs/aurelio-tintero/feed/",
    "/topics/trade/feed/",
    "/business/feed/",
    "/sitemap.xml",
]
REPORTS = ["coverage", "missing-teasers", "stale-audience-pages", "dead-ends"]
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


class Faults(HTMLParser):
    """What of POISON became an element or an attribute."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "x-evil" or any(name == "onx" for name, _ in attrs):
            self.found.append(self.get_starttag_text()[:200])


@pytest.fixture(scope="module")
def poisoned(demo, django_db_blocker):
    with django_db_blocker.unblock():
        poison_everything()
        # Something for each report: an article that lacks its teaser, and one that leads nowhere.
        PageAudience.objects.filter(page__in=ArticlePage.objects.values("pk")).update(teaser="")
        Poll.objects.filter(slug="slower-connection-cheaper-bill").update(live=False)
        Site.objects.update(hostname="testserver", port=80)
        cache.clear()


@pytest.fixture
def editor(poisoned, admin_client):
    return admin_client


def ask(client, paths):
    """Return ({address: faults} of those with any, how many show the words as words)."""
    found, showing = {}, 0
    for path in paths:
        response = client.get(path, follow=True)
        assert response.status_code == 200, path
        text = response.text
        showing += "x-evil&gt;" in text
        if faults := Faults(text).found:
            found[path] = faults
    return found, showing


def addresses_in_admin():
    """Return the addresses of the admin at which words of editors are shown."""
    of_pages = ["edit", "history", "usage", "delete", "move", "view_draft"]
    pages = [
        reverse(f"wagtailadmin_pages:{name}", args=[page])
        for page in one_of_each_type(Page.objects.filter(depth__gt=1))
        for name in of_pages
    ]
    of_snippets = ["edit", "history", "usage", "delete"]
    snippets = [
        reverse(
            f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:{name}", args=[row.pk]
        )
        for model in (Topic, Audience, Poll)
        for row in model.objects.all()[:2]
        for name in of_snippets
    ]
    polls = [
        address(name, poll.pk) for poll in Poll.objects.all()[:3] for name in ("result", "review")
    ]
    pictures = [
        reverse("wagtailimages:edit", args=[picture.pk])
        for picture in CustomImage.objects.all()[:2]
    ]
    return [*pages, *snippets, *polls, *pictures, *LISTS]


def one_of_each_type(pages):
    return {page.content_type_id: page.pk for page in pages}.values()


def test_readers_meet_them_as_words(poisoned):
    found, showing = ask(Client(), [*addresses(), *FEEDS])

    assert found == {}
    assert showing > 60


def test_staff_meet_them_as_words(editor):
    found, showing = ask(editor, addresses_in_admin())

    assert found == {}
    assert showing > 40


@pytest.mark.parametrize("path", EXPORTS)
def test_no_cell_of_an_export_is_a_formula(editor, path):
    rows = list(csv.reader(io.StringIO(read(editor.get(path, {"export": "csv"})).decode())))
    sheet = load_workbook(io.BytesIO(read(editor.get(path, {"export": "xlsx"})))).active
    cells = [
        *(cell for row in rows for cell in row),
        *(each.value for row in sheet for each in row),
    ]

    assert [cell for cell in cells if str(cell).startswith(FORMULA)] == []
    assert f"'{POISON}" in "".join(map(str, cells))
