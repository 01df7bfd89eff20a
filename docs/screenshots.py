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
    "articles": ("/admin/pages/usage/articles/articlepage/", None),
    "article": ("{article}", None),
    "checks": ("{draft}", "#preflight"),
}

EDIT = "/admin/pages/{}/edit/"
# Prints the keys of an article, and of a draft of which there is something to say.
KEYS = """
from articles.models import ArticlePage
for slug in ("mexico-and-russia", "when-a-treaty-lapses"):
    print(ArticlePage.objects.get(slug=slug).pk)
"""


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
    from tests.browser.desk import sign_in

    # Who may do everything, sees everything on the desk.
    sign_in(page, "admin", site)
    article, draft = site.shell(KEYS).split()[-2:]
    for name, (address, part) in PICTURES.items():
        page.goto(address.format(article=EDIT.format(article), draft=EDIT.format(draft)))
        page.wait_for_load_state("networkidle")
        if part:
            page.locator(part).first.scroll_into_view_if_needed()
        page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
