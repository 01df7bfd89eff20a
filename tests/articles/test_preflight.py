"""What a preflight finds in an article, and what it leaves alone."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from articles import lengths
from articles.models import Byline
from articles.preflight.checks import find_faults
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    PictureFactory,
    PollFactory,
    TopicFactory,
    address,
)

pytestmark = pytest.mark.django_db

numbers = itertools.count(1)


@pytest.fixture
def article(author):
    """An article without a fault."""
    return make(author)


def make(author, *blocks, **fields):
    """Return an article without a fault but for what is given; a block is (type, value)."""
    body = [*blocks, ("paragraph", {"text": "<p>Nobody counts who sits down.</p>"})]
    raw = [
        {"type": kind, "value": value, "id": f"block-{at}"} for at, (kind, value) in enumerate(body)
    ]
    defaults = {
        "title": f"A bench, {next(numbers)}",
        "hero": PictureFactory(),
        "hero_alt": "A bench",
    }
    article = ArticlePageFactory(parent=author, by=[author], **{**defaults, **fields})
    article.topics = [TopicFactory()]
    article.body = ArticlePageFactory._meta.model.body.field.to_python(raw)
    return article


def text(html):
    return ("paragraph", {"text": f"<p>So it is: {html}</p>"})


def found(article):
    """Return {code: place} of what is found."""
    return {finding.code: finding.place for finding in find_faults(article)}


def test_nothing_is_found_in_an_article_without_a_fault(article):
    assert find_faults(article) == []


# Around the body


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

    assert found(article) == {"missing-teaser": "id_addressees-0-teaser"}


def test_an_overlong_teaser_is_a_slip(article, business):
    address(article, {business: "x" * (lengths.TEASER + 1)})

    assert found(article) == {"long": "id_addressees-0-teaser"}


def test_an_audience_with_its_teaser_is_left_alone(article, business):
    address(article, {business: "It is about trade."})

    assert found(article) == {}


# Headings


def heading(level):
    return ("heading", {"text": "A heading", "level": level})


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


def figure(**picture):
    return ("figure", {"picture": {"image": PictureFactory().pk, **picture}})


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


# Links


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("click here", "link-words"), ("Here", "link-words"), ("read more…", "link-words"),
        ("this link.", "link-words"), ("https://example.org/a", "link-address"),
        ("www.example.org", "link-address"), (" ", "link-empty"),
    ],
)  # fmt: skip
def test_words_that_do_not_say_where_a_link_leads_are_a_slip(author, words, code):
    article = make(author, text(f'<a href="https://example.org/">{words}</a>'))

    assert found(article) == {code: "body.block-0.text"}


@pytest.mark.parametrize("words", ["the figures of the port", "Read more about tides", "Hereford"])
def test_words_that_say_where_a_link_leads_are_left_alone(author, words):
    assert found(make(author, text(f'<a href="https://example.org/">{words}</a>'))) == {}


@pytest.mark.parametrize(
    "href",
    ["http://", "http://exa mple.org", "htp://example.org/", "example.org", "https://localhost",
     "http://[1::2", "https://example.org:port/", "javascript:alert(1)", "mailto:", ""],
)  # fmt: skip
def test_an_address_that_is_none_breaks_the_page(author, href):
    (finding,) = find_faults(make(author, text(f'<a href="{href}">the figures</a>')))

    assert finding.breaks
    assert finding.code == "link-malformed"


@pytest.mark.parametrize(
    "href",
    ["https://example.org/a?b=c#d", "http://example.org:8080/", "https://münchen.example/",
     "mailto:ada@example.org", "tel:+441632960000", "/topics/", "https://192.0.2.1/"],
)  # fmt: skip
def test_an_address_is_left_alone(author, href):
    assert found(make(author, text(f'<a href="{href}">the figures</a>'))) == {}


@pytest.mark.parametrize(
    ("anchor", "expected"), [("a-heading-block-", {}), ("b", {"link-section"})]
)
def test_a_link_within_the_page_leads_to_a_section(author, anchor, expected):
    article = make(author, heading("2"), text(f'<a href="#{anchor}">below</a>'))

    assert set(found(article)) == set(expected)


@pytest.mark.parametrize("kind", ["page", "document"])
def test_a_link_to_what_was_deleted_breaks_the_page(author, kind):
    (finding,) = find_faults(make(author, text(f'<a linktype="{kind}" id="99999">the port</a>')))

    assert finding.breaks
    assert finding.code == "link-deleted"


def test_a_link_to_a_draft_is_a_slip(author):
    draft = ArticlePageFactory(parent=author, live=False)
    article = make(author, text(f'<a linktype="page" id="{draft.pk}">the port</a>'))

    assert found(article) == {"link-unpublished": "body.block-0.text"}


def test_a_link_to_a_private_page_is_a_slip(author):
    private = ArticlePageFactory(parent=author)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    article = make(author, text(f'<a linktype="page" id="{private.pk}">the port</a>'))

    assert found(article) == {"link-private": "body.block-0.text"}


def test_a_link_to_what_readers_can_open_is_left_alone(author):
    page = f'<a linktype="page" id="{author.pk}">the author</a>'
    document = f'<a linktype="document" id="{DocumentFactory().pk}">the figures</a>'

    assert found(make(author, text(page + document))) == {}


# All of them


@pytest.mark.parametrize("number", [1, 12])
def test_more_links_take_no_more_queries(author, business, django_assert_num_queries, number):
    targets = [ArticlePageFactory(parent=author) for _ in range(number)]
    links = [text(f'<a linktype="page" id="{each.pk}">the port</a>') for each in targets]
    others = [
        block
        for _ in range(number)
        for block in (
            ("poll", {"poll": PollFactory().pk}),
            ("document", {"document": DocumentFactory().pk}),
            figure(alt_text="A quay"),
        )
    ]
    article = make(author, *links, *others)
    address(article, {business: "It is about trade."})
    article = article.save_revision().as_object()

    # Pages; documents; pictures; polls; audiences; the title elsewhere. Bylines, topics and teasers
    # are in the revision.
    with django_assert_num_queries(6):
        assert find_faults(article) == []
