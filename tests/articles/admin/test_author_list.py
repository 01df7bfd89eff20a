"""The list of authors in the admin."""

import datetime

import pytest

from tests.articles.admin.test_article_list import AUTHORS, get_titles
from tests.factories import (
    ArticlePageFactory,
    AuthorPageFactory,
)


def test_row_shows_the_number_and_date_of_articles(admin_client, author):
    for day in (3, 7):
        ArticlePageFactory(parent=author, authors=[author], date=datetime.date(2026, 10, day))

    (row,) = admin_client.get(AUTHORS).context["object_list"]

    assert (row.article_count, row.newest_article_date) == (2, datetime.date(2026, 10, 7))


def test_search_finds_authors(admin_client, author):
    AuthorPageFactory(parent=author.get_parent(), title="Idris Folio")

    assert get_titles(admin_client, AUTHORS, q="idris") == ["Idris Folio"]


@pytest.mark.parametrize("number", [1, 50])
def test_query_count_is_constant(
    admin_client, index, django_user_model, django_assert_num_queries, number
):
    for count in range(number):
        blog = AuthorPageFactory(parent=index)
        blog.user = django_user_model.objects.create_user(f"author-{count}")
        blog.save()
        ArticlePageFactory(parent=blog, authors=[blog])
    admin_client.get(AUTHORS)

    # Session, user, profile; filter choices; count, authors, workflow states; view restrictions,
    # sites; locales and the page tree (two) for the layout of the admin.
    with django_assert_num_queries(12):
        admin_client.get(AUTHORS)
