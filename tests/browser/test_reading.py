"""The site in a reader's browser: requests, storage, print, share and embeds."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"
NARROWEST = 320
WITH_EMBED = "/blogs/paloma-quill/open-films-open-tools/"


@pytest.fixture
def requests(page):
    """The requests that the page sends."""
    sent = []
    page.on("request", lambda request: sent.append(request))
    return sent


class Tour:
    """Opens every page once on the narrowest screen; has its requests, messages and storage."""

    def __init__(self, page, urls):
        self.requests, self.messages, self.too_wide = [], [], {}
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.messages.append((page.url, message.text)))
        page.on("pageerror", lambda error: self.messages.append((page.url, str(error))))
        for url in urls:
            page.goto(url)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROWEST:
                self.too_wide[url] = width
        self.cookies = page.context.cookies()
        self.stored_items = page.evaluate("localStorage.length + sessionStorage.length")


@pytest.fixture(scope="module")
def tour(browser, site):
    context = browser.new_context(viewport={"width": NARROWEST, "height": 640})
    yield Tour(context.new_page(), site.get_urls())
    context.close()


def test_no_request_leaves_the_site(tour, site):
    urls = [url for url in tour.requests if not url.startswith("data:")]

    assert {urlsplit(url).netloc for url in urls} == {site.host}


def test_pages_set_no_cookie_and_store_nothing(tour):
    assert tour.cookies == []
    assert tour.stored_items == 0


def test_pages_do_not_scroll_sideways_at_320_pixels(tour):
    assert tour.too_wide == {}


def test_console_has_no_messages(tour):
    assert tour.messages == []


def test_reference_article_transfers_less_than_100_kilobytes(page, requests):
    page.goto(ARTICLE, wait_until="networkidle")

    sizes = {}
    for request in requests:
        kind = request.resource_type
        if kind in ("document", "stylesheet", "script", "font"):
            body = request.response().body()
            # Fonts are compressed already.
            size = len(body) if kind == "font" else len(gzip.compress(body, 6))
            sizes[kind] = sizes.get(kind, 0) + size

    assert {"document", "stylesheet", "font"} <= set(sizes)
    assert sum(sizes.values()) < 100_000, sizes


# Print


def test_print_opens_the_dialog(page):
    page.goto(ARTICLE)
    page.evaluate("window.print = () => { window.printed = true }")

    page.get_by_role("link", name="Print").click()

    assert page.evaluate("window.printed")
    assert page.url.endswith(ARTICLE)


def test_print_is_a_link_to_the_print_edition_without_scripts(browser, site):
    page = browser.new_context(java_script_enabled=False, base_url=site.url).new_page()
    page.goto(ARTICLE)

    page.get_by_role("link", name="Print").click()

    assert page.url.endswith(f"{ARTICLE}print/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mexico and Russia")
    expect(page.get_by_role("navigation")).to_have_count(0)


# Share


def test_link_is_copied(page, site, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ARTICLE)

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("status")).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}{ARTICLE}"


def test_share_uses_links_without_scripts(browser, site):
    page = browser.new_context(java_script_enabled=False, base_url=site.url).new_page()
    page.goto(ARTICLE)
    share = page.get_by_role("region", name="Share this article")

    expect(share.get_by_role("button")).to_have_count(0)
    for name in ("E-mail", "LinkedIn", "Bluesky", "Facebook", "WhatsApp"):
        url = share.get_by_role("link", name=name).get_attribute("href")
        assert "mexico-and-russia" in url
        assert url.startswith(("mailto:?", "https://"))


# Embeds


def test_embed_loads_only_on_request(page, requests, site):
    page.route("https://**", lambda route: route.fulfill(body="<p>The player</p>"))
    page.goto(WITH_EMBED, wait_until="networkidle")
    assert {urlsplit(request.url).netloc for request in requests} == {site.host}

    page.get_by_role("button", name="Play").click()

    expect(page.locator("iframe")).to_have_attribute(
        "src", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"
    )


def test_embed_is_a_link_without_scripts(browser, site):
    page = browser.new_context(java_script_enabled=False, base_url=site.url).new_page()
    page.goto(WITH_EMBED)

    link = page.get_by_role("link", name="youtube.com")

    assert link.get_attribute("href") == "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


# Table of contents


def test_table_of_contents_links_to_each_section(page):
    page.goto(ARTICLE)

    for link in page.get_by_role("navigation", name="Contents").get_by_role("link").all():
        assert page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() == 1
