"""Issues of the links in rich text."""

import pytest
from wagtail.models import PageViewRestriction

from articles.preflight.checks import find_preflight_issues
from tests.articles.preflight.drafts import (
    build_draft,
    build_figure,
    build_heading,
    build_paragraph,
    get_issue_paths,
)
from tests.factories import ArticlePageFactory, DocumentFactory, PollFactory, set_audiences

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("click here", "link-words"),
        ("Here", "link-words"),
        ("read more…", "link-words"),
        ("this link.", "link-words"),
        ("https://example.org/a", "link-bare-url"),
        ("www.example.org", "link-bare-url"),
        (" ", "link-empty"),
    ],
)
def test_vague_link_text_is_a_warning(author, words, code):
    article = build_draft(author, build_paragraph(f'<a href="https://example.org/">{words}</a>'))

    assert get_issue_paths(article) == {code: "body.block-0.text"}


@pytest.mark.parametrize("words", ["the figures of the port", "Read more about tides", "Hereford"])
def test_descriptive_link_text_has_no_issue(author, words):
    assert (
        get_issue_paths(
            build_draft(author, build_paragraph(f'<a href="https://example.org/">{words}</a>'))
        )
        == {}
    )


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
def test_malformed_url_is_blocking(author, href):
    (issue,) = find_preflight_issues(
        build_draft(author, build_paragraph(f'<a href="{href}">the figures</a>'))
    )

    assert issue.is_blocking
    assert issue.code == "link-malformed"


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
def test_valid_url_has_no_issue(author, href):
    assert (
        get_issue_paths(build_draft(author, build_paragraph(f'<a href="{href}">the figures</a>')))
        == {}
    )


@pytest.mark.parametrize(
    ("anchor", "expected"), [("a-heading-block-", {}), ("b", {"link-section"})]
)
def test_link_to_a_missing_section_is_a_warning(author, anchor, expected):
    article = build_draft(
        author, build_heading("2"), build_paragraph(f'<a href="#{anchor}">below</a>')
    )

    assert set(get_issue_paths(article)) == set(expected)


@pytest.mark.parametrize("link_type", ["page", "document"])
def test_link_to_a_deleted_object_is_blocking(author, link_type):
    (issue,) = find_preflight_issues(
        build_draft(author, build_paragraph(f'<a linktype="{link_type}" id="99999">the port</a>'))
    )

    assert issue.is_blocking
    assert issue.code == "link-deleted"


def test_link_to_an_unpublished_page_is_a_warning(author):
    draft = ArticlePageFactory(parent=author, live=False)
    article = build_draft(
        author, build_paragraph(f'<a linktype="page" id="{draft.pk}">the port</a>')
    )

    assert get_issue_paths(article) == {"link-unpublished": "body.block-0.text"}


def test_link_to_a_private_page_is_a_warning(author):
    private = ArticlePageFactory(parent=author)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    article = build_draft(
        author, build_paragraph(f'<a linktype="page" id="{private.pk}">the port</a>')
    )

    assert get_issue_paths(article) == {"link-private": "body.block-0.text"}


def test_link_to_a_public_object_has_no_issue(author):
    page = f'<a linktype="page" id="{author.pk}">the author</a>'
    document = f'<a linktype="document" id="{DocumentFactory().pk}">the figures</a>'

    assert get_issue_paths(build_draft(author, build_paragraph(page + document))) == {}


@pytest.mark.parametrize("number", [1, 12])
def test_number_of_links_does_not_change_the_queries(
    author, business, django_assert_num_queries, number
):
    targets = [ArticlePageFactory(parent=author) for _ in range(number)]
    links = [
        build_paragraph(f'<a linktype="page" id="{target.pk}">the port</a>') for target in targets
    ]
    other_blocks = [
        block
        for _ in range(number)
        for block in (
            ("poll", {"poll": PollFactory().pk}),
            ("document", {"document": DocumentFactory().pk}),
            build_figure(alt_text="A quay"),
        )
    ]
    article = build_draft(author, *links, *other_blocks)
    set_audiences(article, {business: "It is about trade."})
    article = article.save_revision().as_object()

    # Pages; documents; images; polls; audiences; duplicate title. Bylines, topics and teasers are
    # in the revision.
    with django_assert_num_queries(6):
        assert find_preflight_issues(article) == []
