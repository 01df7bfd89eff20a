"""An editor cannot choose an address that something else answers."""

import pytest
from django.utils import translation
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from articles.models import ArticlePage
from home.models import StandardPage


def errors_of_slug(parent, page, slug):
    form_class = page.get_edit_handler().get_form_class()
    data = nested_form_data({"title": "Any", "slug": slug, "body": streamfield([])})
    form = form_class(data, instance=page, parent_page=parent)
    form.is_valid()
    return form.errors.get("slug", [])


@pytest.mark.parametrize("slug", ["search", "topics", "authors", "feed", "admin"])
def test_a_page_cannot_stand_where_the_site_has_a_view(home, slug):
    (error,) = errors_of_slug(home, StandardPage(), slug)

    assert "Another part of the site" in error


@pytest.mark.parametrize("slug", ["feed"])
def test_an_article_cannot_hide_the_feed_of_its_blog(author, slug):
    (error,) = errors_of_slug(author, ArticlePage(), slug)

    assert "Another part of the site" in error


def test_any_other_address_is_free(home, author):
    assert errors_of_slug(home, StandardPage(), "about") == []
    assert errors_of_slug(author, ArticlePage(), "search") == []


def test_a_second_site_changes_nothing(home):
    Site.objects.create(hostname="www.example.org", root_page=home)

    assert errors_of_slug(home, StandardPage(), "about") == []
    assert errors_of_slug(home, StandardPage(), "search")


def test_the_language_of_the_admin_changes_nothing(home, settings):
    settings.ROOT_URLCONF = "tests.project.urls_in_languages"

    with translation.override("fr"):
        assert errors_of_slug(home, StandardPage(), "about") == []
        assert errors_of_slug(home, StandardPage(), "search")
