"""Accessibility of the dashboard, the lists and the reports in the admin."""

import pytest

from tests.browser.axe import find_violations
from tests.browser.editor_steps import sign_in

REPORTS = ["coverage", "missing-teasers", "stale-audience-pages", "broken-links"]
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
# Fills every panel of the dashboard, from the content of the demo; prints a poll and a page.
FILL_PANELS = """
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from articles.models import ArticlePage
from polls.models import Poll
from tests.workflows import create_approval_workflow, submit_for_moderation

first, second, third, fourth = ArticlePage.objects.live().order_by("pk")[:4]
author, admin = (get_user_model().objects.get(username=name) for name in ("author", "admin"))
submit_for_moderation(first, author, workflow=create_approval_workflow())
submit_for_moderation(second, admin, comment="Say who is meant.")
third.go_live_at = timezone.now() + timedelta(days=2)
third.save_revision(approved_go_live_at=third.go_live_at)
ArticlePage.objects.filter(pk=fourth.pk).update(standfirst="", hero_alt="")
print(Poll.objects.get(slug="what-turnout-tells").pk, first.pk)
"""


@pytest.fixture(scope="module")
def site_with_full_panels(site):
    site.poll, site.page = site.run_code(FILL_PANELS).split()[-2:]
    yield site
    site.run_code("from wagtail.models import WorkflowState; WorkflowState.objects.all().delete()")


@pytest.fixture
def admin(page, site_with_full_panels):
    return sign_in(page, "admin", site_with_full_panels)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_admin_pages_have_no_accessibility_violations(admin, site_with_full_panels, path, scheme):
    admin.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    admin.goto(path.format(poll=site_with_full_panels.poll, page=site_with_full_panels.page))
    admin.wait_for_load_state("networkidle")

    assert find_violations(admin, within="main") == []


def test_every_panel_with_entries_is_shown(admin):
    admin.goto("/admin/")

    for heading in ("Moderation", "Scheduled", "Open polls", "Content issues"):
        assert admin.get_by_role("heading", name=heading).is_visible()
