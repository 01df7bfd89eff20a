"""One article from its first draft to a correction and its reversal, by all its users."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.editor_steps import (
    EDITOR_TIMEOUT,
    add_block,
    choose_action,
    paste,
    preview_for,
    sign_in,
    type_text,
)

TITLE = "Night trains and their timetables"
ARTICLE = "/blogs/aurelio-tintero/night-trains-and-their-timetables/"
TABLE = """<table><tr><td>Line<td>Nights</tr><tr><td>North<td>7</tr><tr><td>South<td>3</tr>
</table>"""
CREATE_POLL = """
from polls.models import Poll, PollOption
poll = Poll(question="Would you take a night train?", slug="night-train", visibility="always")
poll.options = [PollOption(label="Yes", sort_order=0), PollOption(label="No", sort_order=1)]
poll.save()
poll.save_revision().publish()
"""
# Moves the date of the scheduled article into the past, so that the scheduler publishes it.
REACH_SCHEDULED_DATE = f"""
from datetime import timedelta
from django.utils import timezone
from wagtail.models import Revision
from articles.models import ArticlePage

article = ArticlePage.objects.get(title={TITLE!r})
revision = Revision.page_revisions.get(
    object_id=str(article.pk), approved_go_live_at__isnull=False
)
past = timezone.now() - timedelta(minutes=1)
revision.approved_go_live_at, revision.content["go_live_at"] = past, past.isoformat()
revision.save()
"""


@pytest.fixture
def staff(browser, base_url, site):
    """Return a function that opens a browser signed in as a user of the demo."""
    contexts = []

    def open_browser(username):
        contexts.append(browser.new_context(base_url=base_url))
        return sign_in(contexts[-1].new_page(), username, site)

    yield open_browser
    for context in contexts:
        context.close()


def test_article_passes_from_first_draft_to_reverted_correction(staff, page, site):
    site.run_code(CREATE_POLL)
    author, editor = staff("author"), staff("editor")

    write_article(author)
    preview_for_researchers(author)
    submit(author)
    comment_and_send_back(editor)
    revise_and_resubmit(author)
    approve_with_schedule(editor)
    assert not is_published(page)
    site.run_code(REACH_SCHEDULED_DATE)
    site.run_command("run_scheduled_jobs")
    vote(page)
    check_result(author)
    correct(editor)
    assert "every night but Sunday" in read_header(page)
    revert_correction(editor)
    assert "every night of the week" in read_header(page)
    check_poll_is_not_deleted(staff("pollster"))
    assert is_published(page)


def write_article(author):
    author.goto("/admin/")
    author.get_by_role("link", name="Articles").click()
    author.get_by_role("link", name="New article").click()
    author.locator("[name=title]").fill(TITLE)
    author.locator("[name=standfirst]").fill("They run.")
    choose_image(author)
    add_block(author, "Paragraph")
    type_text(author, "For those who count: seven nights in the north.")
    author.locator("[data-streamfield-action=SETTINGS]").last.click()
    author.get_by_label("Researchers").last.check()
    add_block(author, "Table")
    paste(author.get_by_label("Caption").last, TABLE)
    add_block(author, "Poll")
    choose(author, re.compile("^choose a? ?poll$", re.I), "Would you take a night train?")
    author.get_by_label("Trade").check()


def choose_image(author):
    author.get_by_role("button", name="Choose an image").first.click()
    author.locator(".modal .image-choice, .modal [data-chooser-modal-choice]").first.click()
    author.locator("[name=hero_alt]").fill("A sleeping car at a platform, its lamps lit")


def choose(author, button, name):
    author.get_by_role("button", name=button).last.click()
    author.locator(".modal").get_by_role("link", name=name).click()


def preview_for_researchers(author):
    author.get_by_role("button", name="Toggle preview").click()
    preview = author.frame_locator("iframe").first
    paragraph = preview.get_by_text("For those who count")
    expect(paragraph).to_be_hidden(timeout=EDITOR_TIMEOUT)
    preview_for(author, "For researchers", paragraph)
    expect(preview.get_by_role("cell", name="North")).to_be_visible()
    expect(preview.get_by_label("Yes")).to_be_visible()
    author.get_by_role("button", name="Toggle preview").click()


def submit(author):
    choose_action(author, "Submit to Editors’ approval")
    expect(author.locator(".messages")).to_contain_text("submitted", timeout=EDITOR_TIMEOUT)


def open_from_dashboard(page):
    """Open the article from the moderation panel of the dashboard."""
    page.goto("/admin/")
    page.locator("#moderation-content").get_by_role("link", name=TITLE).click()


def comment_and_send_back(editor):
    open_from_dashboard(editor)
    comment_on_standfirst(editor, "Which line, and how often?")
    choose_action(editor, "Request changes")
    editor.locator(".modal [name=comment]").fill("The standfirst says nothing yet.")
    editor.locator(".modal [type=submit]").click()
    expect(editor.locator(".messages")).to_contain_text("updated", timeout=EDITOR_TIMEOUT)


def comment_on_standfirst(editor, text):
    editor.get_by_role("button", name="Toggle comments").click()
    editor.locator("[data-contentpath=standfirst] [data-comment-add]").click()
    editor.get_by_placeholder("Enter your comment").fill(text)
    editor.get_by_role("button", name="Comment", exact=True).click()


def revise_and_resubmit(author):
    author.goto("/admin/")
    expect(author.get_by_text("The standfirst says nothing yet.")).to_be_visible()
    open_from_dashboard(author)
    author.get_by_role("button", name="Toggle comments").click()
    expect(author.get_by_text("Which line, and how often?").first).to_be_visible()
    author.locator("[name=standfirst]").fill("In the north one runs every night of the week.")
    choose_action(author, "Resubmit")
    expect(author.locator(".messages")).to_contain_text("submitted", timeout=EDITOR_TIMEOUT)


def approve_with_schedule(editor):
    open_from_dashboard(editor)
    editor.get_by_role("button", name="Toggle status").click()
    editor.get_by_role("button", name="Set schedule").click()
    tomorrow = timezone.localtime() + timedelta(days=1)
    editor.locator("[name=go_live_at]").fill(f"{tomorrow:%Y-%m-%d %H:%M}")
    # By keyboard, because the calendar of the field may cover the button.
    editor.get_by_role("button", name="Save schedule").press("Enter")
    choose_action(editor, "Approve and Publish")
    expect(editor.locator(".messages")).to_contain_text(TITLE, timeout=EDITOR_TIMEOUT)


def is_published(page):
    return page.goto(ARTICLE).status == 200


def read_header(page):
    page.goto(ARTICLE)
    return page.locator("header").filter(has=page.locator("h1")).inner_text()


def vote(page):
    page.goto(ARTICLE)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Vote").click()
    counted = page.get_by_role("status").filter(has_text="Your ballot was counted")
    expect(counted).to_be_visible()


def check_result(author):
    author.goto(ARTICLE)
    author.get_by_role("link", name="Result so far").click()
    result = author.get_by_role("table", name="Result")
    expect(result.get_by_role("row", name="Yes")).to_contain_text("100")


def open_article(editor):
    editor.goto("/admin/pages/usage/articles/articlepage/")
    editor.get_by_role("link", name=TITLE, exact=True).click()


def correct(editor):
    open_article(editor)
    editor.locator("[name=standfirst]").fill("In the north one runs every night but Sunday.")
    publish(editor)


def publish(editor):
    choose_action(editor, "Publish")
    expect(editor.locator(".messages")).to_contain_text("published", timeout=EDITOR_TIMEOUT)


def revert_correction(editor):
    open_article(editor)
    editor.get_by_role("link", name="History", exact=True).click()
    row = editor.get_by_role("row", name="Published scheduled draft")
    row.get_by_role("button", name="Actions").click()
    editor.get_by_role("link", name="Review this version").click()
    choose_action(editor, "Publish this version")
    expect(editor.locator(".messages")).to_contain_text("published", timeout=EDITOR_TIMEOUT)


def check_poll_is_not_deleted(pollster):
    pollster.goto("/admin/snippets/polls/poll/")
    pollster.get_by_role("link", name="Would you take a night train?").click()
    pollster.get_by_role("button", name="Actions", exact=True).first.click()
    pollster.get_by_role("link", name="Delete").click()
    messages = pollster.locator(".messages")
    expect(messages).to_contain_text("Nothing was deleted. Polls with ballots")
    expect(pollster.get_by_role("link", name="Would you take a night train?")).to_be_visible()
