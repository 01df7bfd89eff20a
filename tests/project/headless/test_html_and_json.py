"""The HTML and the JSON of every demo page have the same content, for every audience."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils.formats import date_format
from wagtail.models import Page, Site

from articles.models import Audience
from home.models import AudiencePage
from tests.project.headless.page_text import (
    HTMLDocument,
    find_missing_in_order,
    find_missing_texts,
    get_alternative_texts,
    get_links,
    get_text,
    get_texts,
    remove_whitespace,
)
from tests.project.test_every_url import PageParser

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pages(demo, django_db_blocker):
    """Every page, for all readers and for each audience: {url: (HTML, JSON)}."""
    with django_db_blocker.unblock(), override_settings(API_RATE_LIMIT=""):
        # The host name of Django's test client.
        Site.objects.update(hostname="testserver", port=80)
        cache.clear()
        return {url: fetch_html_and_json(url) for url in list_urls()}


def list_urls():
    audiences = ["", *[f"?for={slug}" for slug in Audience.objects.values_list("slug", flat=True)]]
    for page in Page.objects.live().filter(depth__gt=1).specific():
        queries = audiences[:1] if isinstance(page, AudiencePage) else audiences
        yield from [page.url + query for query in queries]


def fetch_html_and_json(url):
    client = Client()
    response = client.get(f"/api/v3/resolve/?{urlencode({'path': url})}")
    return client.get(url).text, response.json()["page"]


@pytest.fixture(scope="module")
def documents(pages):
    return {url: (HTMLDocument(html), page) for url, (html, page) in pages.items()}


def iterate_blocks(documents):
    for url, (document, page) in documents.items():
        for block in page["body"]:
            yield url, document, block


def test_demo_has_enough_pages_and_blocks(documents):
    assert len(documents) > 100
    assert len({block["type"] for _, _, block in iterate_blocks(documents)}) == 12


def test_heading_is_equal_in_html_and_json(documents):
    for url, (document, page) in documents.items():
        title = page.get("heading", page["title"])
        headings = [text for level, _, text in document.headings if level == 1]
        assert headings == [remove_whitespace(title)], url


def test_seo_is_equal_in_html_and_json(pages):
    for url, (html, page) in pages.items():
        parser, seo = PageParser(html), page["seo"]
        assert parser.get_links("canonical") == [seo["canonical_url"]], url
        # A page without a description has that of the site.
        assert seo["description"] in ("", parser.get_meta("description")), url
        if page["type"] != "home.HomePage":
            assert parser.get_meta("og:title") == seo["title"], url


def test_html_has_body_text_in_order_of_json(documents):
    for url, (document, page) in documents.items():
        texts = [text for block in page["body"] for text in get_texts(block)]
        assert find_missing_texts(texts, document.text) == [], url


def test_headings_and_anchors_are_equal_in_html_and_json(documents):
    for url, (document, page) in documents.items():
        values = [block["value"] for block in page["body"] if block["type"] == "heading"]
        anchors = {value["anchor"] for value in values}
        headings = [heading for heading in document.headings if heading[1] in anchors]
        assert len(headings) == len(values), url
        for (level, anchor, text), value in zip(headings, values, strict=True):
            assert (level, anchor) == (value["level"], value["anchor"]), url
            assert text.endswith(remove_whitespace(value["text"])), url


def test_html_has_table_of_contents_of_json(documents):
    for url, (document, page) in documents.items():
        entries = page.get("table_of_contents", [])
        for entry in entries:
            # A page with one or two headings shows no table of contents.
            link = f"http://testserver#{entry['anchor']}"
            assert link in document.links or len(entries) < 3, url
            assert remove_whitespace(f"{entry['number']}{entry['text']}") in document.text, url


def test_html_has_links_in_order_of_json(documents):
    for url, (document, page) in documents.items():
        links = [link for block in page["body"] for link in get_links(block)]
        assert find_missing_in_order(links, document.links) == [], url


def test_html_has_alternative_text_of_json(documents):
    for url, (document, page) in documents.items():
        alts = [alt for block in page["body"] for alt in get_alternative_texts(block)]
        image = page.get("image") or page.get("photo")
        alts = [image["alt"], *alts] if image else alts
        assert find_missing_in_order(alts, document.alts) == [], url


def test_audience_sections_are_equal_in_html_and_json(documents):
    for url, (document, page) in documents.items():
        sections = []
        for block in page["body"]:
            section = block["audience_section"] and [
                block["audience_section"][name] for name in ("label", "audiences", "open")
            ]
            if not sections or sections[-1] != section:
                sections.append(section)
        assert document.audience_sections == [section for section in sections if section], url


def test_demo_has_open_and_collapsed_sections(documents):
    sections = [
        section for document, _ in documents.values() for section in document.audience_sections
    ]

    assert {is_open for _, _, is_open in sections} == {True, False}


def test_html_has_article_fields_of_json(documents):
    for url, (document, page) in documents.items():
        if page["type"] != "articles.ArticlePage":
            continue
        names = [author["name"] for author in page["authors"]]
        topics = [topic["name"] for topic in page["topics"]]
        credit = [page["image"]["credit"]] if page["image"] else []
        texts = [page["title"], page["standfirst"], *names, format_date(page["date"]), *credit]
        assert find_missing_texts(texts + topics, document.text) == [], url
        assert page["date"] in document.times, url
        assert page["updated_on"] is None or page["updated_on"] in document.times, url
        links = [author["page"]["url"] for author in page["authors"] if author["page"]]
        links += [topic["url"] for topic in page["topics"]]
        assert find_missing_in_order(links, document.links) == [], url


def test_html_has_author_fields_of_json(documents):
    for url, (document, page) in documents.items():
        if page["type"] != "articles.AuthorPage":
            continue
        texts = [page["heading"], page["role"], page["affiliation"], page["introduction"]]
        texts += [get_text(page["biography"]), page["email"], page["orcid"]]
        texts += [link["label"] for link in page["links"]]
        assert [text for text in texts if remove_whitespace(text) not in document.text] == [], url
        assert HTMLDocument(page["biography"]).links == [
            link for link in HTMLDocument(page["biography"]).links if link in document.links
        ], url


def test_html_has_introductions_and_standfirsts_of_json(documents):
    for url, (document, page) in documents.items():
        for name in ("introduction", "standfirst"):
            assert remove_whitespace(page.get(name, "")) in document.text, url


def get_cards(page):
    """Return the cards of a page, in the order of its HTML."""
    cards = [*page.get("featured", []), *page.get("latest", []), *page.get("pinned", [])]
    for name in ("articles", "pages"):
        cards += page.get(name, {}).get("items", [])
    return cards


def test_html_has_cards_of_json(documents):
    for url, (document, page) in documents.items():
        texts, links = [], []
        for card in get_cards(page):
            names = [author["name"] for author in card["authors"]]
            dates = [format_date(card["date"])] if card["authors"] else []
            # The site shows teasers on audience pages only.
            teaser = page["type"] == "home.AudiencePage" and card["teaser"]
            texts += [card["title"], teaser or card["summary"], *names, *dates]
            links.append(card["url"])
        links_without_query = [link.partition("?")[0] for link in document.links]
        assert find_missing_texts(texts, document.text) == [], url
        assert find_missing_in_order(links, links_without_query) == [], url


def test_html_has_author_cards_of_json(documents):
    for url, (document, page) in documents.items():
        for author in page.get("authors", []):
            if "introduction" in author:
                texts = [author["title"], author["role"], author["introduction"]]
                assert find_missing_texts(texts, document.text) == [], url


def format_date(iso_date):
    """Return a date as the site prints it."""
    return date_format(date.fromisoformat(iso_date), "j F Y")


@pytest.mark.parametrize("rich_text_format", ["html", "db_markdown"])
def test_page_is_equal_in_v2_and_v3(client, pages, rich_text_format):
    for page in Page.objects.live().filter(depth__gt=1):
        query = f"?rich_text_format={rich_text_format}"
        v2_page = client.get(f"/api/v2/pages/{page.pk}/{query}").json()
        v3_page = client.get(f"/api/v3/pages/{page.pk}/{query}").json()
        for item in (v2_page, v3_page):
            del item["meta"]["detail_url"]
        assert v2_page == v3_page, page.url
