"""Private pages: the forms that open them, and that nothing else shows their content."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories import ArticlePageFactory, DocumentFactory


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="The secret treaty", authors=[author])


@pytest.fixture
def by_password(article):
    PageViewRestriction.objects.create(page=article, restriction_type="password", password="sesame")


def test_password_form_is_a_page_of_the_site(client, article, by_password):
    response = client.get(article.url)

    assert "Password required" in response.text
    assert "<main" in response.text
    assert "secret treaty" not in response.text


def test_right_password_opens_the_page(client, article, by_password):
    form = client.get(article.url)
    action = form.context["action_url"]

    response = client.post(action, {"password": "sesame", "return_url": article.url}, follow=True)

    assert "The secret treaty" in response.text


def test_wrong_password_does_not_open_the_page(client, article, by_password):
    action = client.get(article.url).context["action_url"]

    response = client.post(action, {"password": "please", "return_url": article.url}, follow=True)

    assert "not correct" in response.text
    assert "secret treaty" not in response.text


def test_print_view_is_private(client, article, by_password):
    assert "secret treaty" not in client.get(f"{article.url}print/").text


def test_login_form_is_a_page_of_the_site(client, article):
    PageViewRestriction.objects.create(page=article, restriction_type="login")

    response = client.get(article.url, follow=True)

    assert "Sign in" in response.text
    assert "<main" in response.text
    assert "secret treaty" not in response.text


def test_articles_are_not_found_by_a_private_author(client, index, author):
    ArticlePageFactory(parent=index, authors=[author]).save_revision().publish()
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    assert client.get("/api/v3/articles/?search=margin").json()["count"] == 0


@pytest.mark.parametrize("kind", ["password", "login"])
def test_no_list_or_feed_contains_private_page(client, home, index, author, article, kind):
    PageViewRestriction.objects.create(page=article, restriction_type=kind, password="sesame")

    lists = ["/", index.url, author.url, "/search/?q=secret", "/topics/", "/authors/"]
    feeds = ["/feed/", f"{author.url}feed/", "/sitemap.xml"]
    for path in lists + feeds:
        assert "secret-treaty" not in client.get(path).text, path
        assert "The secret treaty" not in client.get(path).text, path


def test_documents_are_served_only_by_their_view(client, db, settings):
    settings.DEBUG = True
    document = DocumentFactory()

    assert client.get(document.file.url).status_code == 404
