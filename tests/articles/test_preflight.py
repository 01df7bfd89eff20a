"""What a preflight finds around the body of an article, and what it leaves alone."""

import pytest

from articles import lengths
from articles.models import Byline
from articles.preflight.checks import find_faults
from tests.articles.preflight import found, make
from tests.factories import ArticlePageFactory, address

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(author):
    """An article without a fault."""
    return make(author)


def test_nothing_is_found_in_an_article_without_a_fault(article):
    assert find_faults(article) == []


@pytest.mark.parametrize(
    ("field", "value", "code", "place"),
    [
        ("title", "x" * (lengths.TITLE + 1), "long", "title"),
        ("standfirst", "", "missing-standfirst", "standfirst"),
        ("standfirst", "x" * (lengths.STANDFIRST + 1), "long", "standfirst"),
        ("search_description", "x" * (lengths.DESCRIPTION + 1), "long", "search_description"),
        ("hero", None, "missing-picture", "hero"),
        ("hero_alt", "", "alt-missing", "hero_alt"),
        ("body", [], "missing-body", "body"),
    ],
)
def test_a_slip_in_a_field_is_found_there(article, field, value, code, place):
    setattr(article, field, value)

    assert found(article) == {code: place}


@pytest.mark.parametrize(
    ("field", "length"),
    [("title", lengths.TITLE), ("standfirst", lengths.STANDFIRST)],
)
def test_what_is_just_short_enough_is_left_alone(article, field, length):
    setattr(article, field, "x" * length)

    assert found(article) == {}


def test_no_topic_is_a_slip(article):
    article.topics = []

    assert found(article) == {"missing-topics": "topics"}


def test_no_byline_is_a_slip(article):
    article.bylines = []

    assert found(article) == {"missing-byline": "id_bylines-ADD"}


def test_a_byline_that_names_nobody_breaks_the_page(article):
    article.bylines = [Byline(name="A guest"), Byline()]

    (finding,) = find_faults(article)

    assert finding.breaks
    assert finding.place == "id_bylines-1-name"


def test_an_author_whom_readers_cannot_see_is_a_slip(article, author):
    author.unpublish()

    assert found(article) == {"byline-hidden": "id_bylines-0-name"}


def test_an_author_named_in_print_is_none(article, author):
    author.unpublish()
    article.bylines = [Byline(author=author, name="Ada Margin")]

    assert found(article) == {}


def test_the_title_of_another_article_is_a_slip(article, author):
    ArticlePageFactory(parent=author, title=article.title.upper(), slug="b", live=False)

    assert found(article) == {"title-twice": "title"}


def test_an_alias_has_the_same_title_by_right(article):
    article.create_alias(update_slug="alias")

    assert found(article) == {}


def test_an_audience_without_its_teaser_is_a_slip(article, business):
    address(article, {business: ""})

    assert found(article) == {"missing-teaser": "id_page_audiences-0-teaser"}


def test_an_overlong_teaser_is_a_slip(article, business):
    address(article, {business: "x" * (lengths.TEASER + 1)})

    assert found(article) == {"long": "id_page_audiences-0-teaser"}


def test_an_audience_with_its_teaser_is_left_alone(article, business):
    address(article, {business: "It is about trade."})

    assert found(article) == {}
