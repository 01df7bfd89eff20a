"""The list of authors in the admin."""

import datetime

import pytest

from tests.articles.test_page_listings import AUTHORS, titles
from tests.factories import (
    ArticlePageFactory,
    AuthorPageFactory,
)


def test_an_author_is_shown_with_what_was_written(admin_client, author):
    for day in (3, 7):
        ArticlePageFactory(parent=author, by=[author], date=datetime.date(2026, 10, day))

    (row,) = admin_client.get(AUTHORS).context["object_list"]

    assert (row.written, row.newest) == (2, datetime.date(2026, 10, 7))


def test_authors_are_searched(admin_client, author):
    AuthorPageFactory(parent=author.get_parent(), title="Idris Folio")

    assert titles(admin_client, AUTHORS, q="idris") == ["Idris Folio"]


@pytest.mark.parametrize("number", [1, 50])
def test_a_longer_list_of_authors_takes_no_more_queries(
    admin_client, index, django_user_model, django_assert_num_queries, number
):
    for at in range(number):
        blog = AuthorPageFactory(parent=index)
        blog.user = django_user_model.objects.create_user(f"author-{at}")
        blog.save()
        ArticlePageFactory(parent=blog, by=[blog])
    admin_client.get(AUTHORS)

    # Session, user, profile; what to filter by; how many there are, authors, their workflows;
    # private pages, sites; locales and the page tree (two), for the admin's frame.
    with django_assert_num_queries(12):
        admin_client.get(AUTHORS)
