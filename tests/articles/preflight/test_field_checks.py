"""Issues of the fields beside the body of an article."""

import pytest

from articles.admin.widgets import (
    RECOMMENDED_DESCRIPTION_LENGTH,
    RECOMMENDED_STANDFIRST_LENGTH,
    RECOMMENDED_TEASER_LENGTH,
    RECOMMENDED_TITLE_LENGTH,
)
from articles.models import Byline
from articles.preflight.checks import find_preflight_issues
from tests.articles.preflight.drafts import build_draft, get_issue_paths
from tests.factories import ArticlePageFactory, set_audiences

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(author):
    """An article without issues."""
    return build_draft(author)


def test_complete_article_has_no_issues(article):
    assert find_preflight_issues(article) == []


@pytest.mark.parametrize(
    ("field", "value", "code", "path"),
    [
        ("title", "x" * (RECOMMENDED_TITLE_LENGTH + 1), "too-long", "title"),
        ("standfirst", "", "missing-standfirst", "standfirst"),
        ("standfirst", "x" * (RECOMMENDED_STANDFIRST_LENGTH + 1), "too-long", "standfirst"),
        (
            "search_description",
            "x" * (RECOMMENDED_DESCRIPTION_LENGTH + 1),
            "too-long",
            "search_description",
        ),
        ("hero", None, "missing-image", "hero"),
        ("hero_alt", "", "alt-missing", "hero_alt"),
        ("body", [], "missing-body", "body"),
    ],
)
def test_incomplete_field_has_an_issue(article, field, value, code, path):
    setattr(article, field, value)

    assert get_issue_paths(article) == {code: path}


@pytest.mark.parametrize(
    ("field", "length"),
    [("title", RECOMMENDED_TITLE_LENGTH), ("standfirst", RECOMMENDED_STANDFIRST_LENGTH)],
)
def test_text_of_the_recommended_length_has_no_issue(article, field, length):
    setattr(article, field, "x" * length)

    assert get_issue_paths(article) == {}


def test_missing_topic_is_a_warning(article):
    article.topics = []

    assert get_issue_paths(article) == {"missing-topics": "topics"}


def test_missing_byline_is_a_warning(article):
    article.bylines = []

    assert get_issue_paths(article) == {"missing-byline": "id_bylines-ADD"}


def test_empty_byline_is_blocking(article):
    article.bylines = [Byline(name="A guest"), Byline()]

    (issue,) = find_preflight_issues(article)

    assert issue.is_blocking
    assert issue.field_path == "id_bylines-1-name"


def test_unpublished_author_is_a_warning(article, author):
    author.unpublish()

    assert get_issue_paths(article) == {"byline-hidden": "id_bylines-0-name"}


def test_unpublished_author_with_a_printed_name_has_no_issue(article, author):
    author.unpublish()
    article.bylines = [Byline(author=author, name="Ada Margin")]

    assert get_issue_paths(article) == {}


def test_duplicate_title_is_a_warning(article, author):
    ArticlePageFactory(parent=author, title=article.title.upper(), slug="b", live=False)

    assert get_issue_paths(article) == {"duplicate-title": "title"}


def test_title_of_an_alias_is_not_a_duplicate(article):
    article.create_alias(update_slug="alias")

    assert get_issue_paths(article) == {}


def test_missing_teaser_is_a_warning(article, business):
    set_audiences(article, {business: ""})

    assert get_issue_paths(article) == {"missing-teaser": "id_page_audiences-0-teaser"}


def test_long_teaser_is_a_warning(article, business):
    set_audiences(article, {business: "x" * (RECOMMENDED_TEASER_LENGTH + 1)})

    assert get_issue_paths(article) == {"too-long": "id_page_audiences-0-teaser"}


def test_audience_with_a_teaser_has_no_issue(article, business):
    set_audiences(article, {business: "It is about trade."})

    assert get_issue_paths(article) == {}
