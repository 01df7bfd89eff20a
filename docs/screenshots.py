"""Take the screenshots of the README and the editors' handbook from the demo site.

Run `uv run docs/screenshots.py`. It needs Chromium at /usr/bin/chromium.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
DOCS = ROOT / "docs"
CHROMIUM = "/usr/bin/chromium"
VIEWPORT = {"width": 1280, "height": 900}
WIDE_VIEWPORT = {"width": 1600, "height": 1000}

ARTICLE_PATH = "/blogs/aurelio-tintero/mexico-and-russia/"
EDIT_PATH = "/admin/pages/{}/edit/"
SCROLL_TO = "element => element.scrollIntoView({block: 'center', behavior: 'instant'})"
# Prints the primary keys of the reference article and of a draft with preflight issues.
PRINT_KEYS = """
from articles.models import ArticlePage
for slug in ("mexico-and-russia", "when-a-treaty-lapses"):
    print(ArticlePage.objects.get(slug=slug).pk)
"""


def main():
    from tests.demo_site import DemoSite

    with tempfile.TemporaryDirectory() as folder:
        site = DemoSite(Path(folder))
        server = site.serve()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM)
                take_reader_screenshots(browser, site)
                take_admin_screenshots(browser, site)
        finally:
            server.terminate()
            server.wait()


def take_reader_screenshots(browser, site):
    page = browser.new_page(viewport=VIEWPORT, base_url=site.url)
    open_page(page, "/")
    save(page, "images/home-page.webp")
    open_page(page, ARTICLE_PATH)
    page.locator(".poll").first.evaluate(SCROLL_TO)
    page.wait_for_load_state("networkidle")
    save(page, "images/article-with-poll.webp")


def take_admin_screenshots(browser, site):
    from tests.browser.editor_steps import sign_in

    page = browser.new_page(viewport=VIEWPORT, base_url=site.url)
    # An administrator sees every panel of the dashboard.
    sign_in(page, "admin", site)
    article, draft = site.run_code(PRINT_KEYS).split()[-2:]
    open_page(page, "/admin/")
    save(page, "editing/dashboard.png")
    open_page(page, "/admin/pages/usage/articles/articlepage/")
    save(page, "editing/articles.png")
    open_page(page, EDIT_PATH.format(article))
    save(page, "editing/article.png")
    take_preview_screenshot(page)
    page.set_viewport_size(VIEWPORT)
    open_page(page, EDIT_PATH.format(draft))
    page.locator("#preflight").scroll_into_view_if_needed()
    save(page, "editing/checks.png")


def take_preview_screenshot(page):
    """Show the form of the open article with its preview panel, wide enough for both."""
    page.set_viewport_size(WIDE_VIEWPORT)
    page.get_by_role("button", name="Toggle preview").click()
    preview = page.frame_locator("#w-preview-iframe")
    preview.get_by_role("heading", level=1).wait_for(timeout=20_000)
    page.wait_for_load_state("networkidle")
    save(page, "images/editor.webp")
    page.get_by_role("button", name="Toggle preview").click()


def open_page(page, path):
    page.goto(path)
    page.wait_for_load_state("networkidle")


def save(page, name):
    path = DOCS / name
    path.parent.mkdir(exist_ok=True)
    screenshot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    if path.suffix == ".png":
        # A palette makes the file a quarter of the size. The handbook in the admin shows PNG only.
        screenshot = screenshot.quantize(256)
    screenshot.save(path, optimize=True, quality=85)


if __name__ == "__main__":
    main()
