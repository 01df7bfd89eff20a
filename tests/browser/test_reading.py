"""What a reader's browser does on the site: what it loads, keeps and asks of whom."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

ARTICLE = "/blogs/aurelio-tintero/mexico-and-russia/"
NARROWEST = 320
WITH_EMBED = "/blogs/paloma-quill/open-films-open-tools/"


@pytest.fixture
def requests(page):
    """The requests that the page makes."""
    made = []
    page.on("request", lambda request: made.append(request))
    return made


class Tour:
    """Every page opened once, by one reader on the narrowest screen, and what came of it."""

    def __init__(self, page, addresses):
        self.asked, self.said, self.wide = [], [], {}
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append((page.url, message.text)))
        page.on("pageerror", lambda error: self.said.append((page.url, str(error))))
        for address in addresses:
            page.goto(address)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > NARROWEST:
                self.wide[address] = width
        self.cookies = page.context.cookies()
        self.kept = page.evaluate("localStorage.length + sessionStorage.length")


@pytest.fixture(scope="module")
def tour(browser, site):
    context = browser.new_context(viewport={"width": NARROWEST, "height": 640})
    yield Tour(context.new_page(), site.addresses())
    context.close()


def test_no_request_leaves_the_site(tour, site):
    asked = [address for address in tour.asked if not address.startswith("data:")]

    assert {urlsplit(address).netloc for address in asked} == {site.address}


def test_reading_sets_no_cookie_and_keeps_nothing(tour):
    assert tour.cookies == []
    assert tour.kept == 0


def test_no_page_scrolls_sideways_at_320_pixels(tour):
    assert tour.wide == {}


def test_the_console_stays_quiet(tour):
    assert tour.said == []


def test_the_reference_article_weighs_less_than_100_kilobytes(page, requests):
    page.goto(ARTICLE, wait_until="networkidle")

    weights = {}
    for request in requests:
        kind = request.resource_type
        if kind in ("document", "stylesheet", "script", "font"):
            body = request.response().body()
            # Fonts are compressed already.
            size = len(body) if kind == "font" else len(gzip.compress(body, 6))
            weights[kind] = weights.get(kind, 0) + size

    assert {"document", "stylesheet", "font"} <= set(weights)
    assert sum(weights.values()) < 100_000, weights


# Print


def test_print_opens_the_dialogue(page):
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


def test_the_link_can_be_copied(page, site, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ARTICLE)

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("status")).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.url}{ARTICLE}"


def test_sharing_works_by_plain_links_without_scripts(browser, site):
    page = browser.new_context(java_script_enabled=False, base_url=site.url).new_page()
    page.goto(ARTICLE)
    share = page.get_by_role("region", name="Share this article")

    expect(share.get_by_role("button")).to_have_count(0)
    for name in ("E-mail", "LinkedIn", "Bluesky", "Facebook", "WhatsApp"):
        address = share.get_by_role("link", name=name).get_attribute("href")
        assert "mexico-and-russia" in address
        assert address.startswith(("mailto:?", "https://"))


# Embeds


def test_an_embed_asks_nobody_until_the_reader_does(page, requests, site):
    page.route("https://**", lambda route: route.fulfill(body="<p>The player</p>"))
    page.goto(WITH_EMBED, wait_until="networkidle")
    assert {urlsplit(each.url).netloc for each in requests} == {site.address}

    page.get_by_role("button", name="Play").click()

    expect(page.locator("iframe")).to_have_attribute(
        "src", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"
    )


def test_an_embed_is_a_link_without_scripts(browser, site):
    page = browser.new_context(java_script_enabled=False, base_url=site.url).new_page()
    page.goto(WITH_EMBED)

    link = page.get_by_role("link", name="youtube.com")

    assert link.get_attribute("href") == "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    expect(page.get_by_role("button", name="Play")).to_have_count(0)


# Contents and sections


def test_the_table_of_contents_leads_to_each_section(page):
    page.goto(ARTICLE)

    for link in page.get_by_role("navigation", name="Contents").get_by_role("link").all():
        assert page.locator(f"[id='{link.get_attribute('href')[1:]}']").count() == 1
