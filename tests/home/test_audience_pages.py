"""Audience pages: lists, pinned pages, topics, navigation, rendering and feeds."""

import datetime

import pytest
from defusedxml import ElementTree
from wagtail.models import PageViewRestriction

from home.models import PinnedPage
from tests.factories import (
    ArticlePageFactory,
    AudienceFactory,
    AudiencePageFactory,
    PollFactory,
    StandardPageFactory,
    TopicFactory,
    set_audiences,
)

ATOM = "{http://www.w3.org/2005/Atom}"


def create_article(author, year, business, teaser="", **fields):
    day = datetime.date(year, 1, 1)
    return ArticlePageFactory(parent=author, date=day, teasers={business: teaser}, **fields)


def get_listed_pages(response):
    return list(response.context["pages"])


def test_pages_for_the_audience_are_listed_newest_first(client, business_page, author, business):
    old, new = create_article(author, 2020, business), create_article(author, 2026, business)
    middle = create_article(author, 2023, business)
    ArticlePageFactory(parent=author, title="For everyone")

    assert get_listed_pages(client.get(business_page.url)) == [new, middle, old]


def test_standard_pages_are_listed(client, business_page, home, business):
    plain = StandardPageFactory(parent=home)
    set_audiences(plain, {business: "How to reach us."})

    assert get_listed_pages(client.get(business_page.url)) == [plain]
    assert "How to reach us." in client.get(business_page.url).text


def test_collection_is_listed_without_a_byline(client, business_page, index, author, business):
    set_audiences(index, {business: "All of it."})

    html = client.get(business_page.url).text

    assert "All of it." in html
    assert 'class="card-byline"' not in html
    assert "By " not in html.partition("All of it.")[2].partition("</article>")[0]
    assert "All of it." in client.get(f"{business_page.url}feed/").text


def test_teaser_replaces_the_standfirst(client, business_page, author, business):
    create_article(author, 2026, business, "It is your money.", standfirst="What it says.")

    html = client.get(business_page.url).text

    assert "It is your money." in html
    assert "What it says." not in html


def test_standfirst_is_shown_without_a_teaser(client, business_page, author, business):
    create_article(author, 2026, business, standfirst="What it says.")

    assert "What it says." in client.get(business_page.url).text


def test_teaser_of_another_audience_is_not_shown(client, business_page, author, business):
    students = AudienceFactory(slug="students")
    article = create_article(author, 2026, business, standfirst="What it says.")
    set_audiences(article, {business: "", students: "It is in the exam."})

    assert "It is in the exam." not in client.get(business_page.url).text


def test_card_links_to_the_article_for_this_audience(client, business_page, author, business):
    article = create_article(author, 2026, business)

    assert f'href="{article.url}?for=business"' in client.get(business_page.url).text


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_drafts_and_private_pages_are_not_listed(client, business_page, author, business, hidden):
    article = create_article(author, 2026, business, "A secret.", live=hidden != "draft")
    PinnedPage.objects.create(page=business_page, pinned_page=article)
    if hidden == "private":
        PageViewRestriction.objects.create(page=article, restriction_type="login")

    for path in ("", "feed/"):
        assert "A secret." not in client.get(business_page.url + path).text


# Pinned


def test_pinned_pages_come_first_in_the_editors_order(client, business_page, author, business):
    first, second, third = (create_article(author, 2020 + index, business) for index in range(3))
    for index, page in enumerate((second, first)):
        PinnedPage.objects.create(page=business_page, pinned_page=page, sort_order=index)

    response = client.get(business_page.url)

    assert response.context["pinned"] == [second, first]
    assert get_listed_pages(response) == [third]


def test_page_for_other_audiences_can_be_pinned(client, business_page, author):
    PinnedPage.objects.create(page=business_page, pinned_page=ArticlePageFactory(parent=author))

    assert len(client.get(business_page.url).context["pinned"]) == 1


def test_pinned_pages_are_only_on_the_first_page(client, business_page, author, business):
    pages = [create_article(author, 2020, business) for _ in range(14)]
    PinnedPage.objects.create(page=business_page, pinned_page=pages[0])

    response = client.get(business_page.url, {"page": 2})

    assert response.context["pinned"] == []
    assert get_listed_pages(response) == [pages[1]]


def test_deleted_page_is_unpinned(client, business_page, author):
    page = ArticlePageFactory(parent=author)
    PinnedPage.objects.create(page=business_page, pinned_page=page)
    page.delete()

    assert client.get(business_page.url).status_code == 200


# By topic


@pytest.fixture
def trade():
    return TopicFactory(slug="trade", name="Trade")


def test_list_is_filtered_by_topic(client, business_page, author, business, trade):
    article_on_topic = create_article(author, 2026, business)
    article_on_topic.topics.add(trade)
    article_on_topic.save()
    create_article(author, 2025, business)

    response = client.get(f"{business_page.url}topics/trade/")

    assert get_listed_pages(response) == [article_on_topic]
    assert (
        f'href="{business_page.full_url}topics/trade/"'
        in response.text.partition("canonical")[2][:200]
    )


def test_only_topics_with_pages_for_the_audience_are_offered(
    client, business_page, author, business, trade
):
    TopicFactory(slug="energy", name="Energy")
    article = create_article(author, 2026, business)
    article.topics.add(trade)
    article.save()

    assert list(client.get(business_page.url).context["topics_with_counts"]) == [trade]


def test_unknown_topic_is_404(client, business_page):
    assert client.get(f"{business_page.url}topics/nothing/").status_code == 404


# Navigation


def get_audience_menu(html):
    return html.partition('class="menu-audiences"')[2].partition("</ul>")[0]


def test_header_of_every_page_links_to_audience_page(client, business_page, author):
    for url in ("/", author.url, "/topics/", "/polls/"):
        assert f'href="{business_page.url}"' in get_audience_menu(client.get(url).text)
        assert "For business" in get_audience_menu(client.get(url).text)


def test_menu_marks_the_current_audience(client, business_page, author):
    assert 'aria-current="page"' in get_audience_menu(client.get(business_page.url).text)
    assert 'aria-current="true"' in get_audience_menu(client.get(f"{author.url}?for=business").text)
    assert "aria-current" not in get_audience_menu(client.get(author.url).text)


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_header_does_not_link_to_draft_or_private_page(client, business_page, hidden):
    if hidden == "draft":
        business_page.unpublish()
    else:
        PageViewRestriction.objects.create(page=business_page, restriction_type="login")

    assert business_page.url not in client.get("/").text


def test_menu_has_the_order_of_the_audiences(client, home, business_page, business):
    other = AudienceFactory(slug="students", sort_order=1)
    AudiencePageFactory(parent=home, audience=other, slug="students")
    business.sort_order = 2
    business.save()

    html = get_audience_menu(client.get("/").text)

    assert html.index("students") < html.index("business")


def test_article_links_to_the_pages_of_its_audiences(client, business_page, author, business):
    article = create_article(author, 2026, business)

    assert f'href="{business_page.url}"' in client.get(article.url).text.partition("Written for")[2]


# Audience


def test_audience_page_is_rendered_for_its_audience(client, business_page, business):
    business_page.body = [
        ("paragraph", {"text": "<p>Yours.</p>", "audiences": [business]}),
        ("poll", {"poll": PollFactory()}),
    ]
    business_page.save()

    html = client.get(business_page.url).text

    assert 'name="audience" value="business"' in html
    assert "open>" in html.partition('class="audience-section')[2][:200]


@pytest.mark.parametrize("slug", ["business", "students", "nobody"])
def test_audience_parameter_is_redirected_away(client, business_page, slug):
    AudienceFactory(slug="students")

    assert client.get(business_page.url, {"for": slug}).url == business_page.url


# Feed


def get_feed_entries(client, business_page):
    return ElementTree.fromstring(client.get(f"{business_page.url}feed/").content).findall(
        f"{ATOM}entry"
    )


def test_feed_has_teasers_and_links_for_audience(client, business_page, author, home, business):
    article = create_article(author, 2026, business, "It is your money.")
    plain = StandardPageFactory(parent=home, standfirst="How to reach us.")
    set_audiences(plain, {business: ""})

    summaries = {
        entry.find(f"{ATOM}link").get("href"): entry.find(f"{ATOM}summary").text
        for entry in get_feed_entries(client, business_page)
    }

    assert summaries == {
        f"{article.full_url}?for=business": "It is your money.",
        f"{plain.full_url}?for=business": "How to reach us.",
    }


def test_entry_has_the_same_id_in_every_feed(client, business_page, author, business):
    create_article(author, 2026, business)

    site = ElementTree.fromstring(client.get("/feed/").content).find(f"{ATOM}entry/{ATOM}id").text

    assert get_feed_entries(client, business_page)[0].find(f"{ATOM}id").text == site


def test_api_lists_the_pages_for_an_audience(client, author, business):
    for title in "AB":
        ArticlePageFactory(parent=author, title=title, teasers={business: f"Why {title}"})

    items = client.get("/api/v3/audiences/business/pages/", {"limit": 1, "offset": 1}).json()

    assert items["count"] == 2
    assert [item["teaser"] for item in items["items"]] == ["Why A"]


def test_api_rejects_unknown_topic_by_name(client, home, business):
    response = client.get("/api/v3/audiences/business/pages/", {"topic": "nothing"})

    assert (response.status_code, response.json()["errors"][0]["location"]) == (422, "topic")
