"""What a preflight finds in the blocks of an article, and what it leaves alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import CollectionViewRestriction

from articles.preflight.checks import find_faults
from tests.articles.preflight import figure, found, heading, make
from tests.factories import ArticlePageFactory, DocumentFactory, PollFactory

pytestmark = pytest.mark.django_db


# Headings


def test_a_heading_that_skips_a_level_breaks_the_page(author):
    article = make(author, heading("2"), heading("4"))

    (finding,) = find_faults(article)

    assert finding.breaks
    assert (finding.code, finding.place) == ("heading-order", "body.block-1")


@pytest.mark.parametrize("levels", ["2", "234", "23234"])
def test_headings_in_order_are_left_alone(author, levels):
    assert found(make(author, *map(heading, levels))) == {}


# Gaps


@pytest.mark.parametrize(
    ("kind", "value", "place"),
    [
        ("heading", {"text": "", "level": "2"}, "text"),
        ("paragraph", {"text": "<p> </p>"}, "text"),
        ("quotation", {"text": None}, "text"),
        ("key_points", {"title": "Key points", "points": []}, "points"),
        ("table", {"table": {"columns": [], "rows": []}}, "table"),
        ("figure", {"picture": None}, "picture.image"),
        ("poll", {"poll": None}, "poll"),
        ("document", {"document": None}, "document"),
    ],
)
def test_a_block_that_lacks_its_content_breaks_the_page(author, kind, value, place):
    findings = find_faults(make(author, (kind, value)))

    assert [(each.code, each.place) for each in findings] == [("missing", f"body.block-0.{place}")]
    assert findings[0].breaks


def test_a_gap_in_a_row_of_a_list_is_found_in_that_row(author):
    points = [{"type": "item", "value": "One", "id": "a"}, {"type": "item", "value": "", "id": "b"}]
    article = make(author, ("key_points", {"title": "Key points", "points": points}))

    assert found(article) == {"missing": "body.block-0.points.b"}


def test_a_finding_says_in_words_where_it_is(author):
    (finding,) = find_faults(make(author, ("figure", {"picture": None})))

    assert finding.where == "Block 1, Figure: Image"


# Pictures


def test_a_picture_without_words_breaks_the_page(author):
    (finding,) = find_faults(make(author, figure(alt_text=" ")))

    assert finding.breaks
    assert (finding.code, finding.place) == ("alt-missing", "body.block-0.picture.alt_text")


def test_the_name_of_a_file_says_nothing(author):
    assert "alt-file" in found(make(author, figure(alt_text="IMG_2041.JPG")))


@pytest.mark.parametrize("picture", [{"alt_text": "A quay"}, {"decorative": True}])
def test_a_picture_with_words_or_without_meaning_is_left_alone(author, picture):
    assert found(make(author, figure(**picture))) == {}


def test_a_picture_that_was_deleted_breaks_the_page(author):
    article = make(author, ("figure", {"picture": {"image": 99999, "alt_text": "A quay"}}))

    assert found(article) == {"deleted": "body.block-0.picture.image"}


# What is shown from elsewhere


def test_a_document_that_was_deleted_breaks_the_page(author):
    (finding,) = find_faults(make(author, ("document", {"document": 99999})))

    assert finding.breaks


def test_a_private_document_is_a_slip(author):
    document = DocumentFactory()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="login"
    )
    article = make(author, ("document", {"document": document.pk}))

    assert found(article) == {"private": "body.block-0.document"}


def test_a_related_page_that_is_a_draft_is_a_slip(author):
    draft = ArticlePageFactory(parent=author, live=False)
    article = make(author, ("related_pages", {"heading": "Related", "pages": [draft.pk]}))

    assert found(article) == {"unpublished": "body.block-0.pages"}


def test_what_readers_can_open_is_left_alone(author):
    article = make(
        author,
        ("document", {"document": DocumentFactory().pk}),
        ("related_pages", {"heading": "Related", "pages": [author.pk]}),
    )

    assert found(article) == {}


# Polls


def with_poll(author, poll, **fields):
    fields = {"live": False, **fields}
    return make(author, ("poll", {"poll": poll.pk}), **fields)


def test_a_poll_that_was_deleted_breaks_the_page(author):
    poll = PollFactory()
    article = with_poll(author, poll)
    poll.delete()

    (finding,) = find_faults(article)

    assert finding.breaks


def test_a_poll_that_is_a_draft_is_a_slip(author):
    assert found(with_poll(author, PollFactory(live=False))) == {"poll-draft": "body.block-0.poll"}


def test_a_poll_that_is_closed_is_a_slip(author):
    poll = PollFactory(closes_at=timezone.now() - timedelta(hours=1))

    assert found(with_poll(author, poll)) == {"poll-closed": "body.block-0.poll"}


@pytest.mark.parametrize(("days", "expected"), [(1, {}), (3, {"poll-closed": "body.block-0.poll"})])
def test_a_poll_should_be_open_when_the_article_goes_out(author, days, expected):
    now = timezone.now()
    poll = PollFactory(closes_at=now + timedelta(days=2))

    assert found(with_poll(author, poll, go_live_at=now + timedelta(days=days))) == expected


def test_a_poll_may_have_closed_since_the_article_went_out(author):
    poll = PollFactory(closes_at=timezone.now() - timedelta(hours=1))

    assert found(with_poll(author, poll, live=True)) == {}
