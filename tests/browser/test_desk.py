"""The admin's home and its lists of articles and authors."""

import pytest

from tests.browser.axe import faults
from tests.browser.desk import sign_in

REPORTS = ["coverage", "missing-teasers", "stale-audience-pages", "dead-ends"]
POLL_PAGES = ["result", "review", "correct"]
PAGES = [
    "/admin/",
    "/admin/pages/usage/articles/articlepage/",
    "/admin/pages/usage/articles/authorpage/",
    *(f"/admin/reports/{name}/" for name in REPORTS),
    "/admin/handbook/editing.md",
    "/admin/handbook/word.md",
    "/admin/snippets/polls/poll/",
    *(f"/admin/snippets/polls/poll/{name}/{{poll}}/" for name in POLL_PAGES),
    "/admin/preview-links/page/{page}/",
]
# What to find on the home: something of each kind, made from the demo's own content.
BUSY = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from articles.models import ArticlePage
from polls.models import Poll
from tests.workflows import approval, submit

first, second, third, fourth = ArticlePage.objects.live().order_by("pk")[:4]
submit(first, get_user_model().objects.get(username="author"), workflow=approval())
submit(second, get_user_model().objects.get(username="admin"), comment="Say who is meant.")
third.go_live_at = timezone.now() + timedelta(days=2)
third.save_revision(approved_go_live_at=third.go_live_at)
ArticlePage.objects.filter(pk=fourth.pk).update(standfirst="", hero_alt="")
print(Poll.objects.get(slug="what-turnout-tells").pk, first.pk)
"""


@pytest.fixture(scope="module")
def busy_site(site):
    site.poll, site.page = site.shell(BUSY).split()[-2:]
    yield site
    site.shell("from wagtail.models import WorkflowState; WorkflowState.objects.all().delete()")


@pytest.fixture
def admin(page, busy_site):
    return sign_in(page, "admin", busy_site)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_the_desk(admin, busy_site, path, scheme):
    admin.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    admin.goto(path.format(poll=busy_site.poll, page=busy_site.page))
    admin.wait_for_load_state("networkidle")

    assert faults(admin, within="main") == []


def test_every_panel_is_there_when_there_is_something_to_say(admin):
    admin.goto("/admin/")

    for heading in ("Waiting for you", "Going out this week", "Open polls", "Needs attention"):
        assert admin.get_by_role("heading", name=heading).is_visible()
