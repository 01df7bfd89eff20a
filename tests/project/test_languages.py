"""A site in two languages, in the API and in HTML."""

import pytest
from wagtail.models import Locale, PageViewRestriction

from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
LANGUAGES = [("en-gb", "British English"), ("fr", "French")]


@pytest.fixture
def french(settings, home):
    """The second language, with a home page of its own."""
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
    settings.WAGTAIL_I18N_ENABLED = True
    settings.ROOT_URLCONF = "tests.project.multilingual_urls"
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "django.middleware.locale.LocaleMiddleware"]
    language = Locale.objects.create(language_code="fr")
    publish(home.copy_for_translation(language), title="Accueil")
    return language


def publish(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="On ports", slug="on-ports")


@pytest.fixture
def translation(article, french):
    copy = article.copy_for_translation(french, copy_parents=True)
    return publish(copy, title="Les ports", slug="les-ports")


def resolve(client, path):
    return client.get("/api/v3/resolve/", {"path": path})


def test_path_with_a_language_resolves_to_its_page(client, translation):
    page = resolve(client, translation.url).json()["page"]

    assert translation.url.startswith("/fr/")
    assert (page["title"], page["meta"]["locale"]) == ("Les ports", "fr")


def test_page_lists_its_translations(client, article, translation):
    assert resolve(client, article.url).json()["page"]["translations"] == [
        {"locale": "fr", "url": translation.full_url}
    ]


def test_unpublished_translation_is_not_listed(client, article, translation):
    translation.unpublish()

    assert resolve(client, article.url).json()["page"]["translations"] == []


def test_link_to_a_translation_points_to_the_language_of_the_page(
    client, author, article, translation
):
    link = f'<p>See <a linktype="page" id="{translation.pk}">this</a>.</p>'
    body = [("paragraph", {"text": link})]
    page = ArticlePageFactory(parent=author, body=body)

    text = resolve(client, page.url).json()["page"]["body"][0]["value"]
    assert f'href="{article.full_url}"' in text


def test_link_on_a_translation_points_to_a_translation(client, article, translation):
    link = f'<p>See <a linktype="page" id="{article.pk}">this</a>.</p>'
    translation.body = [("paragraph", {"text": link})]
    publish(translation)

    text = resolve(client, translation.url).json()["page"]["body"][0]["value"]
    assert f'href="{translation.full_url}"' in text


def test_articles_are_filtered_by_language(client, article, translation):
    items = client.get("/api/v3/articles/", {"locale": "fr"}).json()["items"]

    assert [(item["title"], item["locale"]) for item in items] == [("Les ports", "fr")]


def test_first_language_has_no_prefix(client, article, translation):
    assert resolve(client, f"/en-gb{article.url}").status_code == 404


def test_version_2_finds_a_path_with_a_language(client, translation):
    response = client.get("/api/v2/pages/find/", {"html_path": translation.url}, follow=True)

    assert response.json()["title"] == "Les ports"


def test_site_lists_its_languages(client, translation):
    assert [
        (locale["code"], locale["default"])
        for locale in client.get("/api/v3/site/").json()["locales"]
    ] == [("en-gb", True), ("fr", False)]


def test_language_with_a_private_home_page_is_not_listed(client, home, french):
    front = home.get_translation(french)
    PageViewRestriction.objects.create(page=front, restriction_type="login")

    assert [locale["code"] for locale in client.get("/api/v3/site/").json()["locales"]] == ["en-gb"]


def test_pages_are_filtered_by_language(client, translation):
    items = client.get("/api/v3/pages/", {"locale": "fr"}).json()["items"]

    assert {item["meta"]["locale"] for item in items} == {"fr"}


def test_site_serves_another_language(client, french):
    assert "Accueil" in client.get("/fr/").content.decode()


def test_site_in_one_language_lists_it(client, home):
    assert [locale["code"] for locale in client.get("/api/v3/site/").json()["locales"]] == ["en-gb"]
