"""`uv run docs/screenshots.py`: takes the pictures of the handbook anew, from the demo."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)
FOLDER = ROOT / "docs" / "editing"
SIZE = {"width": 1280, "height": 900}
# {picture: (address in the admin, what it is about; None for the top of the page)}
PICTURES = {
    "desk": ("/admin/", None),
    "articles": ("/admin/articles/", None),
    "article": ("{article}", None),
    "checks": ("{article}", "#panel-child-content-preflight-section, [data-preflight]"),
}


def main():
    from tests.demo_site import DemoSite

    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        site = DemoSite(Path(folder))
        server = site.serve()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
                take_all(browser.new_page(viewport=SIZE, base_url=site.url), site)
        finally:
            server.terminate()
            server.wait()


def take_all(page, site):
    page.goto("/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill(site.passwords["editor"])
    page.get_by_role("button", name="Sign in").click()
    article = site.shell(
        "from articles.models import ArticlePage\n"
        "print(ArticlePage.objects.get(slug='mexico-and-russia').pk)"
    ).split()[-1]
    for name, (address, part) in PICTURES.items():
        page.goto(address.format(article=f"/admin/pages/{article}/edit/"))
        page.wait_for_load_state("networkidle")
        if part:
            page.locator(part).first.scroll_into_view_if_needed()
        page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
