"""Whatever the address, the answer is a page of this site, never a failure of it."""

import pytest

from tests.factories import ArticlePageFactory, TopicFactory


@pytest.fixture
def lists(index, author):
    ArticlePageFactory(parent=author, by=[author])
    topic = TopicFactory(slug="trade")
    return {
        "collection": index.url,
        "author": author.url,
        "topic": topic.get_absolute_url(),
        "search": "/search/?q=article",
    }


every_list = pytest.mark.parametrize("name", ["collection", "author", "topic", "search"])


def address_of(lists, name, page):
    address = lists[name]
    return f"{address}{'&' if '?' in address else '?'}page={page}"


@every_list
@pytest.mark.parametrize(
    "page",
    ["0", "-1", "2", "99999999999999999999", "abc", "1.0", "1e1", "", "%20", "٣", "[]", "last"],
)
def test_a_page_that_there_is_not_is_not_found(client, lists, name, page):
    response = client.get(address_of(lists, name, page))

    assert response.status_code == 404
    assert "<main" in response.text


@every_list
def test_the_first_page_may_be_asked_for_by_number(client, lists, name):
    assert client.get(address_of(lists, name, 1)).status_code == 200


@every_list
def test_a_nul_byte_is_refused(client, lists, name):
    assert client.get(address_of(lists, name, "%00")).status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/%00", "/blogs/%00/", "/topics/%00/", "/documents/1/%00", "/blogs/ada-margin/%00/feed/"],
)
def test_a_nul_byte_in_the_path_is_refused(client, lists, path):
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
def test_an_unknown_address_is_not_found(client, lists, path):
    assert client.get(path, follow=True).status_code == 404


@pytest.mark.parametrize("path", ["/search/", "/topics/", "/feed/"])
def test_only_reading_is_offered_where_nothing_is_written(client, home, path):
    assert client.post(path).status_code in (403, 405)


def test_what_is_not_found_is_told_in_the_frame_of_the_site(client, lists):
    response = client.get("/no-such-page/")

    assert "<main" in response.text
    assert 'href="/search/' in response.text or 'action="/search/"' in response.text


def test_a_failure_is_told_without_asking_the_database(
    client, home, monkeypatch, django_assert_num_queries
):
    from django.test import RequestFactory
    from django.views.defaults import server_error

    with django_assert_num_queries(0):
        response = server_error(RequestFactory().get("/"))

    assert response.status_code == 500
    assert b"<main" in response.content
