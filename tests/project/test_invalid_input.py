"""Invalid URLs return an error page, never a server error."""

import pytest

from tests.factories import ArticlePageFactory, TopicFactory


@pytest.fixture
def list_urls(index, author):
    ArticlePageFactory(parent=author, authors=[author])
    topic = TopicFactory(slug="trade")
    return {
        "collection": index.url,
        "author": author.url,
        "topic": topic.get_absolute_url(),
        "search": "/search/?q=article",
    }


every_list = pytest.mark.parametrize("name", ["collection", "author", "topic", "search"])


def build_list_url(list_urls, name, page):
    url = list_urls[name]
    return f"{url}{'&' if '?' in url else '?'}page={page}"


@every_list
@pytest.mark.parametrize(
    "page",
    ["0", "-1", "2", "99999999999999999999", "abc", "1.0", "1e1", "", "%20", "٣", "[]", "last"],
)
def test_invalid_page_number_is_not_found(client, list_urls, name, page):
    response = client.get(build_list_url(list_urls, name, page))

    assert response.status_code == 404
    assert "<main" in response.text


@every_list
def test_first_page_has_number(client, list_urls, name):
    assert client.get(build_list_url(list_urls, name, 1)).status_code == 200


@every_list
def test_nul_character_is_rejected(client, list_urls, name):
    assert client.get(build_list_url(list_urls, name, "%00")).status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/%00", "/blogs/%00/", "/topics/%00/", "/documents/1/%00", "/blogs/ada-margin/%00/feed/"],
)
def test_nul_character_in_path_is_rejected(client, list_urls, path):
    assert client.get(path).status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/topics/no-such-topic/",
        "/topics/no-such-topic/feed/",
        "/blogs/nobody/",
        "/blogs/ada-margin/nothing/",
        "/blogs/ada-margin/nothing/print/",
        "/blogs/ada-margin/feed/more/",
        "/print/",
        "/" + "a" * 5000,
        "/" + "a/" * 500,
        "/%FF%FE/",
        "/../../etc/passwd",
        "/blogs/..%2f..%2fsettings.py",
        "/media/../settings.py",
        "/embeds/0123456789abcdef/",
        "/documents/999999/none.pdf",
        "/static/none.css",
    ],
)
def test_unknown_path_is_not_found(client, list_urls, path):
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("path", ["/search/", "/topics/", "/feed/"])
def test_post_to_read_only_page_is_rejected(client, home, path):
    assert client.post(path).status_code in (403, 405)


def test_not_found_page_has_navigation(client, list_urls):
    response = client.get("/no-such-page/")

    assert "<main" in response.text
    assert 'href="/search/' in response.text or 'action="/search/"' in response.text


def test_server_error_page_makes_no_queries(client, home, monkeypatch, django_assert_num_queries):
    from django.test import RequestFactory
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b"<main" in response.content
