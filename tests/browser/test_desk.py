"""The admin's home and its lists of articles and authors."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_accessibility import RULES

PAGES = [
    "/admin/",
    "/admin/pages/usage/articles/articlepage/",
    "/admin/pages/usage/articles/authorpage/",
    "/admin/reports/dead-ends/",
]
# What to find on the home: something of each kind, made from the demo's own content.
BUSY = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from articles.models import ArticlePage
from tests.workflows import approval, submit

first, second, third, fourth = ArticlePage.objects.live().order_by("pk")[:4]
submit(first, get_user_model().objects.get(username="author"), workflow=approval())
submit(second, get_user_model().objects.get(username="admin"), comment="Say who is meant.")
third.go_live_at = timezone.now() + timedelta(days=2)
third.save_revision(approved_go_live_at=third.go_live_at)
ArticlePage.objects.filter(pk=fourth.pk).update(standfirst="", hero_alt="")
"""


@pytest.fixture(scope="module")
def busy_site(site):
    site.shell(BUSY)
    yield site
    site.shell("from wagtail.models import WorkflowState; WorkflowState.objects.all().delete()")


@pytest.fixture
def admin(page, busy_site):
    page.goto("/admin/login/")
    page.get_by_label("Username").fill("admin")
    page.get_by_label("Password").fill(busy_site.passwords["admin"])
    page.get_by_role("button", name="Sign in").click()
    return page


def faults(page):
    """Return what axe finds in the part of a page that is not Wagtail's frame."""
    found = Axe().run(page, context="main", options=RULES).response["violations"]
    return [(each["id"], [node["html"][:160] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_the_desk(admin, path, scheme):
    admin.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    admin.goto(path)
    admin.wait_for_load_state("networkidle")

    assert faults(admin) == []


def test_every_panel_is_there_when_there_is_something_to_say(admin):
    admin.goto("/admin/")

    for heading in ("Waiting for you", "Going out this week", "Open polls", "Needs attention"):
        assert admin.get_by_role("heading", name=heading).is_visible()
