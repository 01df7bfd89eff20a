"""The API's description, to be read and tried in a browser."""

from playwright.sync_api import expect


def test_the_api_can_be_tried_with_nothing_from_elsewhere(site, page):
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(str(error)))

    page.goto(f"{site.url}/api/v3/docs/")
    page.get_by_text("/api/v3/topics/").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()

    expect(page.get_by_text("Cities and public services").first).to_be_visible()
    assert not [url for url in asked if not url.startswith((site.url, "data:"))]
    assert not errors
