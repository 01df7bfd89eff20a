"""Drafts shown by another front end, in the preview panel of the editor."""

import copy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.editor_steps import EDITOR_TIMEOUT, MARK_WATCHED_FORM, open_new_article, sign_in
from tests.production_site import get_free_port

PAGE = Path(__file__).parent / "front_end.html"


class FrontEnd(BaseHTTPRequestHandler):
    """Responds to every URL with the one page that shows drafts of `site`."""

    site = ""

    def do_GET(self):
        body = PAGE.read_text().replace("SITE", self.site).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def front_end():
    server = ThreadingHTTPServer(("127.0.0.1", 0), FrontEnd)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def headless(site, front_end):
    """A second server of the demo, which opens previews in the front end."""
    second = copy.copy(site)
    second.host = f"127.0.0.1:{get_free_port()}"
    second.url = FrontEnd.site = f"http://{second.host}"
    second.environment = site.environment | {
        "BASE_URL": second.url,
        "PREVIEW_URL": f"{front_end}/preview/",
    }
    server = second.serve()
    yield second
    server.terminate()
    server.wait()
    server.stdout.close()


@pytest.fixture
def page(browser, headless):
    context = browser.new_context(base_url=headless.url)
    yield context.new_page()
    context.close()


@pytest.fixture
def admin(page, headless):
    """A page signed in to the second server."""
    return sign_in(page, "admin", headless)


@pytest.fixture
def editor(admin, request):
    """The form of an article titled with the name of the test, with its preview panel open."""
    admin.add_init_script(MARK_WATCHED_FORM)
    open_new_article(admin)
    # Wagtail takes text typed before it watches the form for the initial value.
    expect(admin.locator("html[data-watched]")).to_be_attached()
    admin.locator("[name=title]").fill(request.node.name)
    admin.get_by_role("button", name="Toggle preview").click()
    return admin


def get_preview(editor):
    return editor.frame_locator("#w-preview-iframe")


def test_panel_shows_the_front_end(editor, front_end, request):
    heading = get_preview(editor).get_by_role("heading", level=1)

    expect(heading).to_have_text(request.node.name, timeout=EDITOR_TIMEOUT)
    assert any(frame.url.startswith(f"{front_end}/preview/?token=") for frame in editor.frames)


def test_panel_is_updated_while_typing(editor, request):
    heading = get_preview(editor).get_by_role("heading", level=1)
    expect(heading).to_have_text(request.node.name, timeout=EDITOR_TIMEOUT)

    editor.locator("[name=title]").fill("What a lamp is for")

    expect(heading).to_have_text("What a lamp is for", timeout=EDITOR_TIMEOUT)


def test_user_bar_is_attached_without_its_button(editor):
    expect(get_preview(editor).locator("wagtail-userbar")).to_be_attached(timeout=EDITOR_TIMEOUT)
    expect(get_preview(editor).get_by_role("button", name="View Wagtail")).to_have_count(0)


def test_content_checker_reads_the_front_end(editor):
    expect(get_preview(editor).locator("wagtail-userbar")).to_be_attached(timeout=EDITOR_TIMEOUT)

    editor.get_by_role("button", name="Toggle checks").click()

    checks = editor.locator("[data-side-panel=checks]")
    expect(checks.get_by_text("Incorrect heading hierarchy")).to_be_visible(timeout=EDITOR_TIMEOUT)
    expect(checks.locator("[data-content-word-count]")).not_to_have_text(
        "-", timeout=EDITOR_TIMEOUT
    )


def test_preview_link_opens_for_an_anonymous_reviewer(admin, new_context, front_end):
    admin.context.grant_permissions(["clipboard-read", "clipboard-write"])
    admin.goto("/blogs/idris-folio/")
    admin.get_by_role("button", name="View Wagtail quick actions").click()
    admin.get_by_role("menuitem", name="Edit this page").click()
    admin.get_by_role("button", name="Actions", exact=True).first.click()
    admin.get_by_role("link", name="Preview links").click()
    admin.get_by_role("button", name="Create link").click()
    admin.get_by_role("button", name="Copy").click()
    expect(admin.get_by_text("Copied")).to_be_visible()

    link = admin.evaluate("navigator.clipboard.readText()")
    reviewer = new_context().new_page()
    reviewer.goto(link)

    assert link.startswith(f"{front_end}/preview/?token=")
    expect(reviewer.get_by_role("heading", level=1)).to_have_text(
        "Idris Folio", timeout=EDITOR_TIMEOUT
    )
    expect(reviewer.get_by_role("button", name="View Wagtail quick actions")).to_be_visible()
