"""Drafts in another front end, on another port, as an editor sees them in the preview panel."""

import copy
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PREVIEW, WATCHED, open_form, sign_in

PAGE = Path(__file__).parent / "front_end.html"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class FrontEnd(BaseHTTPRequestHandler):
    """Answers every address with the one page that shows drafts of `site`."""

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
    """The demo once more, by a server that leads previews to the front end."""
    again = copy.copy(site)
    again.address = f"127.0.0.1:{free_port()}"
    again.url = FrontEnd.site = f"http://{again.address}"
    again.environment = site.environment | {
        "BASE_URL": again.url,
        "HEADLESS_PREVIEW_URL": f"{front_end}/preview/",
    }
    server = again.serve()
    yield again
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
    """A browser signed in as the demo's admin."""
    return sign_in(page, "admin", headless)


@pytest.fixture
def editor(admin, request):
    """The form of an article with a title of its own, with its preview panel open."""
    admin.add_init_script(WATCHED)
    open_form(admin)
    # What is typed before Wagtail watches the form, it takes for what the form began with.
    expect(admin.locator("html[data-watched]")).to_be_attached()
    admin.locator("[name=title]").fill(request.node.name)
    admin.get_by_role("button", name="Toggle preview").click()
    return admin


def preview_in(editor):
    return editor.frame_locator("#w-preview-iframe")


def test_the_panel_shows_the_front_end(editor, front_end, request):
    heading = preview_in(editor).get_by_role("heading", level=1)

    expect(heading).to_have_text(request.node.name, timeout=PREVIEW)
    assert any(frame.url.startswith(f"{front_end}/preview/?token=") for frame in editor.frames)


def test_the_panel_follows_what_is_typed(editor, request):
    heading = preview_in(editor).get_by_role("heading", level=1)
    expect(heading).to_have_text(request.node.name, timeout=PREVIEW)

    editor.locator("[name=title]").fill("What a lamp is for")

    expect(heading).to_have_text("What a lamp is for", timeout=PREVIEW)


def test_the_user_bar_is_there_and_hidden_as_in_the_sites_own_preview(editor):
    expect(preview_in(editor).locator("wagtail-userbar")).to_be_attached(timeout=PREVIEW)
    expect(preview_in(editor).get_by_role("button", name="View Wagtail")).to_have_count(0)


def test_the_checker_reads_the_front_end(editor):
    expect(preview_in(editor).locator("wagtail-userbar")).to_be_attached(timeout=PREVIEW)

    editor.get_by_role("button", name="Toggle checks").click()

    checks = editor.locator("[data-side-panel=checks]")
    expect(checks.get_by_text("Incorrect heading hierarchy")).to_be_visible(timeout=PREVIEW)
    expect(checks.locator("[data-content-word-count]")).not_to_have_text("-", timeout=PREVIEW)


def test_a_link_is_made_copied_and_opened_by_somebody_else(admin, new_context, front_end):
    admin.context.grant_permissions(["clipboard-read", "clipboard-write"])
    admin.goto("/blogs/idris-folio/")
    admin.get_by_role("button", name="View Wagtail quick actions").click()
    admin.get_by_role("menuitem", name="Edit this page").click()
    admin.get_by_role("button", name="Actions", exact=True).first.click()
    admin.get_by_role("link", name="Preview links").click()
    admin.get_by_role("button", name="Make the link").click()
    admin.get_by_role("button", name="Copy").click()
    expect(admin.get_by_text("Copied")).to_be_visible()

    link = admin.evaluate("navigator.clipboard.readText()")
    reviewer = new_context().new_page()
    reviewer.goto(link)

    assert link.startswith(f"{front_end}/preview/?token=")
    expect(reviewer.get_by_role("heading", level=1)).to_have_text("Idris Folio", timeout=PREVIEW)
    expect(reviewer.get_by_role("button", name="View Wagtail quick actions")).to_be_visible()
