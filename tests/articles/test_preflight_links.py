"""What a preflight finds in the links of an article, and what it leaves alone."""

import pytest
from wagtail.models import PageViewRestriction

from articles.preflight.checks import find_faults
from tests.articles.preflight import figure, found, heading, make, text
from tests.factories import ArticlePageFactory, DocumentFactory, PollFactory, address

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("click here", "link-words"),
        ("Here", "link-words"),
        ("read more…", "link-words"),
        ("this link.", "link-words"),
        ("https://example.org/a", "link-address"),
        ("www.example.org", "link-address"),
        (" ", "link-empty"),
    ],
)
def test_words_that_do_not_say_where_a_link_leads_are_a_slip(author, words, code):
    article = make(author, text(f'<a href="https://example.org/">{words}</a>'))

    assert found(article) == {code: "body.block-0.text"}


@pytest.mark.parametrize("words", ["the figures of the port", "Read more about tides", "Hereford"])
def test_words_that_say_where_a_link_leads_are_left_alone(author, words):
    assert found(make(author, text(f'<a href="https://example.org/">{words}</a>'))) == {}


@pytest.mark.parametrize(
    "href",
    [
        "http://",
        "http://exa mple.org",
        "htp://example.org/",
        "example.org",
        "https://localhost",
        "http://[1::2",
        "https://example.org:port/",
        "javascript:alert(1)",
        "mailto:",
        "",
    ],
)
def test_an_address_that_is_none_breaks_the_page(author, href):
    (finding,) = find_faults(make(author, text(f'<a href="{href}">the figures</a>')))

    assert finding.breaks
    assert finding.code == "link-malformed"


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/a?b=c#d",
        "http://example.org:8080/",
        "https://münchen.example/",
        "mailto:ada@example.org",
        "tel:+441632960000",
        "tel:+44 1632 960000",
        "mailto:ada@example.org?subject=Two words",
        "https://example.org/two words",
        "/topics/",
        "https://192.0.2.1/",
    ],
)
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
