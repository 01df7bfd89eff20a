"""The site's pages and the API say the same, on every page of the demo and to every audience."""

from datetime import date
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.utils.formats import date_format
from wagtail.models import Page, Site

from articles.models import Audience
from home.models import AudiencePage
from tests.project.reading import (
    Main,
    alts_of,
    links_of,
    missing_in_order,
    says,
    squeeze,
    unsaid,
    words,
)
from tests.project.test_every_address import Reading

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(scope="module")
def pages(demo, django_db_blocker):
    """Every page as everyone and each audience reads it, {address: (HTML, JSON)}."""
    with django_db_blocker.unblock(), override_settings(API_RATE_LIMIT=""):
        # The host name of Django's test client.
        Site.objects.update(hostname="testserver", port=80)
        cache.clear()
        return {address: both_of(address) for address in addresses()}


def addresses():
    audiences = ["", *[f"?for={slug}" for slug in Audience.objects.values_list("slug", flat=True)]]
    for page in Page.objects.live().filter(depth__gt=1).specific():
        alone = isinstance(page, AudiencePage)
        yield from [page.url + audience for audience in (audiences[:1] if alone else audiences)]


def both_of(address):
    client = Client()
    answer = client.get(f"/api/v3/resolve/?{urlencode({'path': address})}")
    return client.get(address).text, answer.json()["page"]


@pytest.fixture(scope="module")
def mains(pages):
    return {address: (Main(html), page) for address, (html, page) in pages.items()}


def blocks_of(mains):
    for address, (main, page) in mains.items():
        for block in page["body"]:
            yield address, main, block


def test_there_is_enough_to_compare(mains):
    assert len(mains) > 100
    assert len({block["type"] for _, _, block in blocks_of(mains)}) == 12


def test_the_heading_of_the_page(mains):
    for address, (main, page) in mains.items():
        title = page.get("heading", page["title"])
        assert [text for level, _, text in main.headings if level == 1] == [squeeze(title)], address


def test_what_search_engines_are_told(pages):
    for address, (html, page) in pages.items():
        read, told = Reading(html), page["search_engines"]
        assert read.links("canonical") == [told["canonical_url"]], address
        # What a page does not say of itself, the site says.
        assert told["description"] in ("", read.meta("description")), address
        if page["type"] != "home.HomePage":
            assert read.meta("og:title") == told["title"], address


def test_the_body_in_its_order(mains):
    for address, (main, page) in mains.items():
        texts = [text for block in page["body"] for text in says(block)]
        assert unsaid(texts, main.text) == [], address


def test_headings_and_their_anchors(mains):
    for address, (main, page) in mains.items():
        given = [
            (block["value"]["level"], block["value"]["anchor"], squeeze(block["value"]["text"]))
            for block in page["body"]
            if block["type"] == "heading"
        ]
        anchors = {anchor for _, anchor, _ in given}
        shown = [each for each in main.headings if each[1] in anchors]
        assert len(shown) == len(given), address
        for (level, anchor, text), (its_level, its_anchor, its_text) in zip(
            shown, given, strict=True
        ):
            assert (level, anchor) == (its_level, its_anchor), address
            assert text.endswith(its_text), address


def test_the_table_of_contents(mains):
    for address, (main, page) in mains.items():
        for section in page.get("contents", []):
            assert (
                f"http://testserver#{section['anchor']}" in main.links or len(page["contents"]) < 3
            )
            assert squeeze(f"{section['number']}{section['text']}") in main.text, address


def test_links_in_their_order(mains):
    for address, (main, page) in mains.items():
        links = [link for block in page["body"] for link in links_of(block)]
        assert missing_in_order(links, main.links) == [], address


def test_alternative_texts(mains):
    for address, (main, page) in mains.items():
        alts = [alt for block in page["body"] for alt in alts_of(block)]
        own = page.get("picture") or page.get("photo")
        assert missing_in_order([own["alt"], *alts] if own else alts, main.alts) == [], address


def test_layers_with_their_labels_open_and_folded(mains):
    for address, (main, page) in mains.items():
        layers = []
        for block in page["body"]:
            layer = block["layer"] and [
                block["layer"][name] for name in ("label", "audiences", "open")
            ]
            if not layers or layers[-1] != layer:
                layers.append(layer)
        assert main.layers == [layer for layer in layers if layer], address


def test_some_layers_are_open_and_some_are_not(mains):
    found = {layer[2] for main, _ in mains.values() for layer in main.layers}

    assert found == {True, False}


def test_what_an_article_says_of_itself(mains):
    for address, (main, page) in mains.items():
        if page["type"] != "articles.ArticlePage":
            continue
        names = [author["name"] for author in page["authors"]]
        topics = [topic["name"] for topic in page["topics"]]
        credit = [page["picture"]["credit"]] if page["picture"] else []
        texts = [page["title"], page["standfirst"], *names, printed(page["date"]), *credit]
        assert unsaid(texts + topics, main.text) == [], address
        assert page["date"] in main.times, address
        assert page["updated_on"] is None or page["updated_on"] in main.times, address
        linked = [author["page"]["url"] for author in page["authors"] if author["page"]]
        linked += [topic["url"] for topic in page["topics"]]
        assert missing_in_order(linked, main.links) == [], address


def test_what_an_author_says_of_himself(mains):
    for address, (main, page) in mains.items():
        if page["type"] != "articles.AuthorPage":
            continue
        texts = [page["heading"], page["role"], page["affiliation"], page["introduction"]]
        texts += [words(page["biography"]), page["email"], page["orcid"]]
        texts += [link["label"] for link in page["links"]]
        assert [text for text in texts if squeeze(text) not in main.text] == [], address
        assert Main(page["biography"]).links == [
            link for link in Main(page["biography"]).links if link in main.links
        ], address


def test_introductions_and_standfirsts(mains):
    for address, (main, page) in mains.items():
        for name in ("introduction", "standfirst"):
            assert squeeze(page.get(name, "")) in main.text, address


def lists_in(page):
    """Return the cards of a page, in the order of its HTML."""
    cards = [*page.get("featured", []), *page.get("latest", []), *page.get("pinned", [])]
    for name in ("articles", "pieces"):
        cards += page.get(name, {}).get("items", [])
    return cards


def test_cards(mains):
    for address, (main, page) in mains.items():
        texts, links = [], []
        for card in lists_in(page):
            names = [author["name"] for author in card["authors"]]
            day = [printed(card["date"])] if card["authors"] else []
            # The site says why it matters on the pages of audiences alone.
            teaser = page["type"] == "home.AudiencePage" and card["teaser"]
            texts += [card["title"], teaser or card["summary"], *names, *day]
            links.append(card["url"])
        bare = [link.partition("?")[0] for link in main.links]
        assert unsaid(texts, main.text) == [], address
        assert missing_in_order(links, bare) == [], address


def test_cards_of_authors(mains):
    for address, (main, page) in mains.items():
        for author in page.get("authors", []):
            if "introduction" in author:
                texts = [author["title"], author["role"], author["introduction"]]
                assert unsaid(texts, main.text) == [], address


def printed(day):
    """Return a date in the words of the site."""
    return date_format(date.fromisoformat(day), "j F Y")


@pytest.mark.parametrize("rich_text_format", ["html", "db_markdown"])
def test_version_2_says_the_same(client, pages, rich_text_format):
    for page in Page.objects.live().filter(depth__gt=1):
        query = f"?rich_text_format={rich_text_format}"
        second = client.get(f"/api/v2/pages/{page.pk}/{query}").json()
        third = client.get(f"/api/v3/pages/{page.pk}/{query}").json()
        for each in (second, third):
            del each["meta"]["detail_url"]
        assert second == third, page.url
