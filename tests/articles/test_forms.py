"""The editor rejects a slug whose URL belongs to a view or to a route of the parent page."""

import pytest
from django.utils import translation
from wagtail.models import Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from articles.models import ArticlePage
from home.models import StandardPage


def get_slug_errors(parent, page, slug):
    form_class = page.get_edit_handler().get_form_class()
    data = nested_form_data({"title": "Any", "slug": slug, "body": streamfield([])})
    form = form_class(data, instance=page, parent_page=parent)
    form.is_valid()
    return form.errors.get("slug", [])


@pytest.mark.parametrize("slug", ["search", "topics", "authors", "feed", "admin"])
def test_slug_of_a_view_is_rejected(home, slug):
    (error,) = get_slug_errors(home, StandardPage(), slug)

    assert "reserved for another part of the site" in error


@pytest.mark.parametrize("slug", ["feed"])
def test_slug_of_the_blog_feed_is_rejected(author, slug):
    (error,) = get_slug_errors(author, ArticlePage(), slug)

    assert "reserved for another part of the site" in error


def test_other_slugs_are_accepted(home, author):
    assert get_slug_errors(home, StandardPage(), "about") == []
    assert get_slug_errors(author, ArticlePage(), "search") == []


def test_second_site_does_not_change_the_reserved_slugs(home):
    Site.objects.create(hostname="www.example.org", root_page=home)

    assert get_slug_errors(home, StandardPage(), "about") == []
    assert get_slug_errors(home, StandardPage(), "search")


def test_admin_language_does_not_change_the_reserved_slugs(home, settings):
    settings.ROOT_URLCONF = "tests.project.multilingual_urls"

    with translation.override("fr"):
        assert get_slug_errors(home, StandardPage(), "about") == []
        assert get_slug_errors(home, StandardPage(), "search")
