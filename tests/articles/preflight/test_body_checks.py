"""Issues of the blocks of a body."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from articles.preflight.checks import find_preflight_issues
from tests.articles.preflight.drafts import (
    build_draft,
    build_figure,
    build_heading,
    get_issue_paths,
)
from tests.factories import ArticlePageFactory, DocumentFactory, PollFactory

pytestmark = pytest.mark.django_db


# Headings


def test_heading_that_skips_a_level_is_blocking(author):
    article = build_draft(author, build_heading("2"), build_heading("4"))

    (issue,) = find_preflight_issues(article)

    assert issue.is_blocking
    assert (issue.code, issue.field_path) == ("heading-order", "body.block-1")


@pytest.mark.parametrize("levels", ["2", "234", "23234"])
def test_headings_without_a_skipped_level_have_no_issue(author, levels):
    assert get_issue_paths(build_draft(author, *map(build_heading, levels))) == {}


# Required values


@pytest.mark.parametrize(
    ("block_type", "value", "path"),
    [
        ("heading", {"text": "", "level": "2"}, "text"),
        ("paragraph", {"text": "<p> </p>"}, "text"),
        ("quotation", {"text": None}, "text"),
        ("key_points", {"title": "Key points", "points": []}, "points"),
        ("table", {"table": {"columns": [], "rows": []}}, "table"),
        ("figure", {"image": None}, "image.image"),
        ("poll", {"poll": None}, "poll"),
        ("document", {"document": None}, "document"),
    ],
)
def test_block_without_a_required_value_is_blocking(author, block_type, value, path):
    issues = find_preflight_issues(build_draft(author, (block_type, value)))

    assert [(issue.code, issue.field_path) for issue in issues] == [
        ("missing", f"body.block-0.{path}")
    ]
    assert issues[0].is_blocking


def test_empty_list_item_has_an_issue_of_its_own(author):
    points = [{"type": "item", "value": "One", "id": "a"}, {"type": "item", "value": "", "id": "b"}]
    article = build_draft(author, ("key_points", {"title": "Key points", "points": points}))

    assert get_issue_paths(article) == {"missing": "body.block-0.points.b"}


def test_issue_has_a_location_for_editors(author):
    (issue,) = find_preflight_issues(build_draft(author, ("figure", {"image": None})))

    assert issue.location == "Block 1, Figure: Image"


# Images


def test_image_without_alternative_text_is_blocking(author):
    (issue,) = find_preflight_issues(build_draft(author, build_figure(alt_text=" ")))

    assert issue.is_blocking
    assert (issue.code, issue.field_path) == ("alt-missing", "body.block-0.image.alt_text")


def test_file_name_as_alternative_text_is_a_warning(author):
    assert "alt-file" in get_issue_paths(build_draft(author, build_figure(alt_text="IMG_2041.JPG")))


@pytest.mark.parametrize("image_fields", [{"alt_text": "A quay"}, {"decorative": True}])
def test_described_or_decorative_image_has_no_issue(author, image_fields):
    assert get_issue_paths(build_draft(author, build_figure(**image_fields))) == {}


def test_deleted_image_is_blocking(author):
    article = build_draft(author, ("figure", {"image": {"image": 99999, "alt_text": "A quay"}}))

    assert get_issue_paths(article) == {"deleted": "body.block-0.image.image"}


# References


def test_deleted_document_is_blocking(author):
    (issue,) = find_preflight_issues(build_draft(author, ("document", {"document": 99999})))

    assert issue.is_blocking


def test_private_document_is_a_warning(author):
    document = DocumentFactory()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    article = build_draft(author, ("document", {"document": document.pk}))

    assert get_issue_paths(article) == {"private": "body.block-0.document"}


def test_unpublished_related_page_is_a_warning(author):
    draft = ArticlePageFactory(parent=author, live=False)
    article = build_draft(author, ("related_pages", {"heading": "Related", "pages": [draft.pk]}))

    assert get_issue_paths(article) == {"unpublished": "body.block-0.pages"}


def test_public_references_have_no_issue(author):
    article = build_draft(
        author,
        ("document", {"document": DocumentFactory().pk}),
        ("related_pages", {"heading": "Related", "pages": [author.pk]}),
    )

    assert get_issue_paths(article) == {}


# Polls


def build_draft_with_poll(author, poll, **fields):
    fields = {"live": False, **fields}
    return build_draft(author, ("poll", {"poll": poll.pk}), **fields)


def test_deleted_poll_is_blocking(author):
    poll = PollFactory()
    article = build_draft_with_poll(author, poll)
    poll.delete()

    (issue,) = find_preflight_issues(article)

    assert issue.is_blocking


def test_unpublished_poll_is_a_warning(author):
    assert get_issue_paths(build_draft_with_poll(author, PollFactory(live=False))) == {
        "poll-draft": "body.block-0.poll"
    }


def test_closed_poll_is_a_warning(author):
    poll = PollFactory(closes_at=timezone.now() - timedelta(hours=1))

    assert get_issue_paths(build_draft_with_poll(author, poll)) == {
        "poll-closed": "body.block-0.poll"
    }


@pytest.mark.parametrize(("days", "expected"), [(1, {}), (3, {"poll-closed": "body.block-0.poll"})])
def test_poll_that_closes_before_publication_is_a_warning(author, days, expected):
    now = timezone.now()
    poll = PollFactory(closes_at=now + timedelta(days=2))

    assert (
        get_issue_paths(build_draft_with_poll(author, poll, go_live_at=now + timedelta(days=days)))
        == expected
    )


def test_closed_poll_of_a_published_article_has_no_issue(author):
    poll = PollFactory(closes_at=timezone.now() - timedelta(hours=1))

    assert get_issue_paths(build_draft_with_poll(author, poll, live=True)) == {}
