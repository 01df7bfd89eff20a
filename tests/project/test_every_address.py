"""What is true of each page that a reader can open, on the demo site."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from articles.models import ArticlePage, Audience, AuthorPage, Topic
from home.demo.content import ARTICLE
from polls.models import Poll
from polls.results.result import is_public

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("demo")]

OWN = "http://testserver"


class Reading(HTMLParser):
    """What a page says in its elements: [(name, attributes)], and the text of each heading."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.headings, self.data, self.within = [], [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.within = dict(attrs).get("type")

    def handle_endtag(self, tag):
        self.within = None

    def handle_data(self, data):
        if self.within == "application/ld+json":
            self.data.append(json.loads(data))

    def all(self, tag, **attributes):
        return [
            found
            for name, found in self.elements
            if name == tag and attributes.items() <= found.items()
        ]

    def meta(self, name):
        found = [*self.all("meta", name=name), *self.all("meta", property=name)]
        return found[0]["content"] if found else None

    def links(self, rel):
        return [found["href"] for found in self.all("link", rel=rel)]


def addresses():
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    topics = [topic.get_absolute_url() for topic in Topic.objects.all()]
    polls = [poll.get_absolute_url() for poll in Poll.objects.live()]
    results = [
        f"{poll.get_absolute_url()}results/" for poll in Poll.objects.all() if is_public(poll)
    ]
    lists = ["/topics/", "/polls/", "/search/", "/search/?q=trade", "/blogs/?page=2"]
    return [*pages, *topics, *polls, *results, *lists]


@pytest.fixture(scope="module")
def answers(demo, django_db_blocker):
    """Every page of the demo as a new reader gets it, {address: response}."""
    with django_db_blocker.unblock():
        # The host name of Django's test client.
        Site.objects.update(hostname="testserver", port=80)
        cache.clear()
        return {address: Client().get(address) for address in addresses()}


@pytest.fixture(scope="module")
def pages(answers):
    """Every page of the demo as it reads, {address: Reading}."""
    return {address: Reading(answer.text) for address, answer in answers.items()}


def test_has_one_title_and_headings_in_order(pages):
    for address, page in pages.items():
        assert page.headings.count(1) == 1, address
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), address


def test_says_where_it_belongs_and_what_it_is(pages):
    for address, page in pages.items():
        if address.startswith("/search/"):
            continue
        assert page.links("canonical") == [f"{OWN}{address}"], address
        assert page.meta("og:url") == f"{OWN}{address}"
        assert page.meta("og:title")
        assert page.meta("og:site_name") == "Rostrum Institute"
        assert page.meta("description"), address


def test_opens(answers):
    assert {answer.status_code for answer in answers.values()} == {200}


def test_sets_no_cookie_and_needs_none(answers):
    for address, response in answers.items():
        assert not response.cookies, address
        assert "Cookie" not in response.headers.get("Vary", ""), address


def variants():
    """Every page of the tree, as everyone and as each audience reads it."""
    slugs = ["", *Audience.objects.values_list("slug", flat=True)]
    pages = Page.objects.live().filter(depth__gt=1)
    return [page.url + (slug and f"?for={slug}") for page in pages for slug in slugs]


def test_is_the_same_for_every_reader_at_one_address(answers):
    unlike = {
        "cookies": {"audience": "students", "csrftoken": "x", "voter": "x"},
        "headers": {"referer": f"{OWN}/students/", "accept-language": "es", "dnt": "1"},
    }
    for address in variants():
        one, other = Client(), Client(headers=unlike["headers"])
        other.cookies.load(unlike["cookies"])
        assert one.get(address).content == other.get(address).content, address


def test_an_audience_changes_what_is_open_and_marked_and_nothing_else(answers):
    for page in ArticlePage.objects.live():
        texts = set()
        for query in ("", "?for=business", "?for=researchers", "?for=students"):
            html = Client().get(page.url + query).text
            # What may differ: what is open, marked, kept on the way, and what goes with a ballot.
            html = re.sub(r"\s+open>", ">", html).replace(' aria-current="true"', "")
            html = re.sub(r'data-read-as="\w*"|\?for=\w+', "", html)
            html = re.sub(r'<input type="hidden" name="(audience|back)"[^>]*>', "", html)
            texts.add(re.sub(r"\s+", " ", html).replace(" >", ">"))
        assert len(texts) == 1, page.url


def test_loads_nothing_from_elsewhere(pages):
    loaded = [("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "srcset")]
    for address, page in pages.items():
        sources = [found[name] for tag, name in loaded for found in page.all(tag) if name in found]
        sources += page.links("stylesheet") + page.links("preload") + page.links("icon")
        for source in sources:
            assert urlsplit(urljoin(OWN, source)).netloc == "testserver", (address, source)


def test_writes_no_style_or_script_into_the_page(pages):
    for address, page in pages.items():
        assert not page.all("style"), address
        for tag, attributes in page.elements:
            assert not {name for name in attributes if name == "style" or name.startswith("on")}
            if tag == "script":
                assert "src" in attributes or attributes.get("type") == "application/ld+json"


def test_may_load_only_from_here(answers):
    for address, answer in answers.items():
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, address
        assert "unsafe" not in policy


def test_leads_only_to_pages_that_are_there(client, pages):
    seen = set()
    for address, page in pages.items():
        for found in page.all("a"):
            target = urlsplit(urljoin(f"{OWN}{address}", found.get("href", "")))
            if target.netloc == "testserver":
                seen.add(target._replace(fragment="").geturl().removeprefix(OWN))
    # Documents come as streams, which another test opens and closes.
    opened = {target for target in seen if not target.startswith("/documents/")}
    missing = {page for page in opened if client.get(page, follow=True).status_code != 200}

    assert len(seen) > 60
    assert missing == set()


def test_every_picture_has_its_words_and_its_room(pages):
    for address, page in pages.items():
        for picture in page.all("img"):
            assert "alt" in picture, (address, picture)
            assert {"width", "height"} <= set(picture), (address, picture)


def test_a_search_is_not_for_search_engines(pages):
    for address in ("/search/", "/search/?q=trade"):
        assert pages[address].meta("robots") == "noindex"


# JSON-LD


def nodes(page):
    return {node["@type"]: node for data in page.data for node in data["@graph"]}


def test_an_article_is_described_to_search_engines(pages):
    found = nodes(pages[ARTICLE])
    article = found["Article"]

    assert article["headline"] == "Mexico and Russia: an old acquaintance at long distance"
    assert article["datePublished"] == "2023-09-14"
    assert article["dateModified"] == "2023-10-02"
    assert article["author"][0]["name"] == "Aurelio Tintero"
    assert article["author"][0]["@id"] == f"{OWN}/blogs/aurelio-tintero/"
    assert article["publisher"]["name"] == "Rostrum Institute for Public Affairs"
    assert article["image"].startswith(f"{OWN}/media/") or article["image"].startswith("http")
    steps = [step["name"] for step in found["BreadcrumbList"]["itemListElement"]]
    assert steps == ["Rostrum Institute", "Blogs", "Aurelio Tintero", article["headline"]]


def test_research_is_described_as_such(pages):
    article = ArticlePage.objects.filter(scholarly=True).first()

    assert "ScholarlyArticle" in nodes(pages[article.url])


def test_an_author_is_described_to_search_engines(pages):
    author = AuthorPage.objects.get(slug="aurelio-tintero")
    person = nodes(pages[author.url])["ProfilePage"]["mainEntity"]

    assert person["@type"] == "Person"
    assert person["name"] == "Aurelio Tintero"
    assert person["identifier"] == f"https://orcid.org/{author.orcid}"
    assert person["@id"] == f"{OWN}{author.url}"


def test_words_that_would_end_the_script_do_not(client, answers):
    article = ArticlePage.objects.get(slug="mexico-and-russia")
    article.title = "</script><script>alert(1)</script>"
    article.save_revision().publish()

    page = Reading(client.get(article.url).text)

    assert nodes(page)["Article"]["headline"] == article.title
    assert not [found for found in page.all("script") if not found]


# Feeds, sitemap, robots


def test_the_sitemap_names_every_public_page(client, answers):
    listed = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    expected = [page.full_url for page in Page.objects.live().filter(depth__gt=1)]
    expected += [f"{OWN}{topic.get_absolute_url()}" for topic in Topic.objects.all()]
    expected += [f"{OWN}{poll.get_absolute_url()}" for poll in Poll.objects.live()]

    assert sorted(listed) == sorted(expected)


def test_robots_are_told_the_sitemap(client, answers):
    answer = client.get("/robots.txt")

    assert answer.headers["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {OWN}/sitemap.xml" in answer.text
    assert f"Disallow: {reverse('wagtailadmin_home')}" in answer.text
