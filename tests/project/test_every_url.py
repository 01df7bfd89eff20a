"""Rules for every public URL, on the demo site."""

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
from polls.results.visibility import is_result_public

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

ORIGIN = "http://testserver"


class PageParser(HTMLParser):
    """The elements of a page as [(name, attributes)], its heading levels and its JSON-LD data."""

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

    def find_all(self, tag, **attributes):
        return [
            element
            for name, element in self.elements
            if name == tag and attributes.items() <= element.items()
        ]

    def get_meta(self, name):
        tags = [*self.find_all("meta", name=name), *self.find_all("meta", property=name)]
        return tags[0]["content"] if tags else None

    def get_links(self, rel):
        return [element["href"] for element in self.find_all("link", rel=rel)]


def list_paths():
    pages = [page.url for page in Page.objects.live().filter(depth__gt=1)]
    topics = [topic.get_absolute_url() for topic in Topic.objects.all()]
    polls = [poll.get_absolute_url() for poll in Poll.objects.live()]
    results = [
        f"{poll.get_absolute_url()}results/"
        for poll in Poll.objects.all()
        if is_result_public(poll)
    ]
    lists = ["/topics/", "/polls/", "/search/", "/search/?q=trade", "/blogs/?page=2"]
    return [*pages, *topics, *polls, *results, *lists]


@pytest.fixture(scope="module")
def responses(demo, django_db_blocker):
    """Every page of the demo as a new reader gets it, {path: response}."""
    with django_db_blocker.unblock():
        # The host name of Django's test client.
        Site.objects.update(hostname="testserver", port=80)
        cache.clear()
        return {path: Client().get(path) for path in list_paths()}


@pytest.fixture(scope="module")
def pages(responses):
    """Every page of the demo, parsed, {path: PageParser}."""
    return {path: PageParser(response.text) for path, response in responses.items()}


def test_page_has_one_title_and_nested_headings(pages):
    for path, page in pages.items():
        assert page.headings.count(1) == 1, path
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after <= before + 1 for before, after in steps), path


def test_page_has_metadata(pages):
    for path, page in pages.items():
        if path.startswith("/search/"):
            continue
        assert page.get_links("canonical") == [f"{ORIGIN}{path}"], path
        assert page.get_meta("og:url") == f"{ORIGIN}{path}"
        assert page.get_meta("og:title")
        assert page.get_meta("og:site_name") == "Rostrum Institute"
        assert page.get_meta("description"), path


def test_page_responds_200(responses):
    assert {response.status_code for response in responses.values()} == {200}


def test_page_neither_sets_nor_varies_by_cookies(responses):
    for path, response in responses.items():
        assert not response.cookies, path
        assert "Cookie" not in response.headers.get("Vary", ""), path


def list_audience_variants():
    """Return the URLs of all pages, for everyone and for each audience."""
    slugs = ["", *Audience.objects.values_list("slug", flat=True)]
    pages = Page.objects.live().filter(depth__gt=1)
    return [page.url + (slug and f"?for={slug}") for page in pages for slug in slugs]


def test_page_is_the_same_for_every_client(responses):
    client_data = {
        "cookies": {"audience": "students", "csrftoken": "x", "voter": "x"},
        "headers": {"referer": f"{ORIGIN}/students/", "accept-language": "es", "dnt": "1"},
    }
    for path in list_audience_variants():
        client, other_client = Client(), Client(headers=client_data["headers"])
        other_client.cookies.load(client_data["cookies"])
        assert client.get(path).content == other_client.get(path).content, path


def test_audience_changes_only_open_sections_and_marks(responses):
    for page in ArticlePage.objects.live():
        texts = set()
        for query in ("", "?for=business", "?for=researchers", "?for=students"):
            html = Client().get(page.url + query).text
            # Remove what may differ: open sections, marks, `?for=`, fields of the ballot form.
            html = re.sub(r"\s+open>", ">", html).replace(' aria-current="true"', "")
            html = re.sub(r'data-page-audience="\w*"|\?for=\w+', "", html)
            html = re.sub(r'<input type="hidden" name="(audience|back)"[^>]*>', "", html)
            texts.add(re.sub(r"\s+", " ", html).replace(" >", ">"))
        assert len(texts) == 1, page.url


def test_page_loads_only_files_of_this_site(pages):
    loaded = [("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "srcset")]
    for path, page in pages.items():
        sources = [
            element[name]
            for tag, name in loaded
            for element in page.find_all(tag)
            if name in element
        ]
        sources += page.get_links("stylesheet") + page.get_links("preload") + page.get_links("icon")
        for source in sources:
            assert urlsplit(urljoin(ORIGIN, source)).netloc == "testserver", (path, source)


def test_page_has_no_inline_styles_or_scripts(pages):
    for path, page in pages.items():
        assert not page.find_all("style"), path
        for tag, attributes in page.elements:
            assert not {name for name in attributes if name == "style" or name.startswith("on")}
            if tag == "script":
                assert "src" in attributes or attributes.get("type") == "application/ld+json"


def test_page_has_strict_content_security_policy(responses):
    for path, response in responses.items():
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, path
        assert "unsafe" not in policy


def test_page_links_only_to_existing_pages(client, pages):
    targets = set()
    for path, page in pages.items():
        for link in page.find_all("a"):
            target = urlsplit(urljoin(f"{ORIGIN}{path}", link.get("href", "")))
            if target.netloc == "testserver":
                targets.add(target._replace(fragment="").geturl().removeprefix(ORIGIN))
    # Documents are streams, which another test opens and closes.
    opened = {target for target in targets if not target.startswith("/documents/")}
    missing = {page for page in opened if client.get(page, follow=True).status_code != 200}

    assert len(targets) > 60
    assert missing == set()


def test_every_image_has_alternative_text_and_dimensions(pages):
    for path, page in pages.items():
        for image in page.find_all("img"):
            assert "alt" in image, (path, image)
            assert {"width", "height"} <= set(image), (path, image)


def test_search_page_is_not_indexed(pages):
    for path in ("/search/", "/search/?q=trade"):
        assert pages[path].get_meta("robots") == "noindex"


# JSON-LD


def get_json_ld_nodes(page):
    return {node["@type"]: node for data in page.data for node in data["@graph"]}


def test_article_has_structured_data(pages):
    nodes = get_json_ld_nodes(pages[ARTICLE])
    article = nodes["Article"]

    assert article["headline"] == "Mexico and Russia: an old acquaintance at long distance"
    assert article["datePublished"] == "2023-09-14"
    assert article["dateModified"] == "2023-10-02"
    assert article["author"][0]["name"] == "Aurelio Tintero"
    assert article["author"][0]["@id"] == f"{ORIGIN}/blogs/aurelio-tintero/"
    assert article["publisher"]["name"] == "Rostrum Institute for Public Affairs"
    assert article["image"].startswith(f"{ORIGIN}/media/") or article["image"].startswith("http")
    steps = [step["name"] for step in nodes["BreadcrumbList"]["itemListElement"]]
    assert steps == ["Rostrum Institute", "Blogs", "Aurelio Tintero", article["headline"]]


def test_scholarly_article_has_structured_data(pages):
    article = ArticlePage.objects.filter(scholarly=True).first()

    assert "ScholarlyArticle" in get_json_ld_nodes(pages[article.url])


def test_author_has_structured_data(pages):
    author = AuthorPage.objects.get(slug="aurelio-tintero")
    person = get_json_ld_nodes(pages[author.url])["ProfilePage"]["mainEntity"]

    assert person["@type"] == "Person"
    assert person["name"] == "Aurelio Tintero"
    assert person["identifier"] == f"https://orcid.org/{author.orcid}"
    assert person["@id"] == f"{ORIGIN}{author.url}"


def test_script_tag_in_a_title_is_escaped_in_json_ld(client, responses):
    article = ArticlePage.objects.get(slug="mexico-and-russia")
    article.title = "</script><script>alert(1)</script>"
    article.save_revision().publish()

    page = PageParser(client.get(article.url).text)

    assert get_json_ld_nodes(page)["Article"]["headline"] == article.title
    assert not [attributes for attributes in page.find_all("script") if not attributes]


# Feeds, sitemap, robots


def test_sitemap_lists_every_public_page(client, responses):
    listed = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").text)
    expected = [page.full_url for page in Page.objects.live().filter(depth__gt=1)]
    expected += [f"{ORIGIN}{topic.get_absolute_url()}" for topic in Topic.objects.all()]
    expected += [f"{ORIGIN}{poll.get_absolute_url()}" for poll in Poll.objects.live()]

    assert sorted(listed) == sorted(expected)


def test_robots_txt_links_to_the_sitemap(client, responses):
    response = client.get("/robots.txt")

    assert response.headers["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in response.text
    assert f"Disallow: {reverse('wagtailadmin_home')}" in response.text
