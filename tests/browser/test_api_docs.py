"""The interactive API documentation in a browser."""

from playwright.sync_api import expect


def test_api_docs_send_requests_to_this_site_only(site, page):
    urls, errors = [], []
    page.on("request", lambda request: urls.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{site.url}/api/v3/docs/")
    page.get_by_text("/api/v3/topics/").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()

    expect(page.get_by_text("Cities and public services").first).to_be_visible()
    assert not [url for url in urls if not url.startswith((site.url, "data:"))]
    assert not errors
