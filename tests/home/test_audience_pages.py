"""The pages of audiences: what stands on them, in what order, and when their audience is gone."""

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
    address,
)

ATOM = "{http://www.w3.org/2005/Atom}"


def article_of(author, year, business, teaser="", **fields):
    day = datetime.date(year, 1, 1)
    return ArticlePageFactory(parent=author, date=day, teasers={business: teaser}, **fields)


def listed(response):
    return list(response.context["articles"])


def test_all_that_is_addressed_to_it_stands_there_newest_first(
    client, business_page, author, business
):
    old, new = article_of(author, 2020, business), article_of(author, 2026, business)
    middle = article_of(author, 2023, business)
    ArticlePageFactory(parent=author, title="For everyone")

    assert listed(client.get(business_page.url)) == [new, middle, old]


def test_other_pages_stand_there_too(client, business_page, home, business):
    plain = StandardPageFactory(parent=home)
    address(plain, {business: "How to reach us."})

    assert listed(client.get(business_page.url)) == [plain]
    assert "How to reach us." in client.get(business_page.url).text


def test_a_collection_stands_there_without_a_byline(client, business_page, index, author, business):
    address(index, {business: "All of it."})

    html = client.get(business_page.url).text

    assert "All of it." in html
    assert 'class="card-byline"' not in html
    assert "By " not in html.partition("All of it.")[2].partition("</article>")[0]
    assert "All of it." in client.get(f"{business_page.url}feed/").text


def test_the_teaser_stands_in_place_of_the_standfirst(client, business_page, author, business):
    article_of(author, 2026, business, "It is your money.", standfirst="What it says.")

    html = client.get(business_page.url).text

    assert "It is your money." in html
    assert "What it says." not in html


def test_without_a_teaser_the_standfirst_stands(client, business_page, author, business):
    article_of(author, 2026, business, standfirst="What it says.")

    assert "What it says." in client.get(business_page.url).text


def test_a_teaser_is_for_its_own_audience_alone(client, business_page, author, business):
    students = AudienceFactory(slug="students")
    article = article_of(author, 2026, business, standfirst="What it says.")
    address(article, {business: "", students: "It will be asked."})

    assert "It will be asked." not in client.get(business_page.url).text


def test_a_card_leads_to_the_article_as_this_audience_reads_it(
    client, business_page, author, business
):
    article = article_of(author, 2026, business)

    assert f'href="{article.url}?for=business"' in client.get(business_page.url).text


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_nothing_hidden_stands_there(client, business_page, author, business, hidden):
    article = article_of(author, 2026, business, "A secret.", live=hidden != "draft")
    PinnedPage.objects.create(page=business_page, piece=article)
    if hidden == "private":
        PageViewRestriction.objects.create(page=article, restriction_type="login")

    for place in ("", "feed/"):
        assert "A secret." not in client.get(business_page.url + place).text


# Pinned


def test_pinned_pieces_stand_first_in_the_order_staff_chose(
    client, business_page, author, business
):
    first, second, third = (article_of(author, 2020 + at, business) for at in range(3))
    for at, piece in enumerate((second, first)):
        PinnedPage.objects.create(page=business_page, piece=piece, sort_order=at)

    response = client.get(business_page.url)

    assert response.context["pinned"] == [second, first]
    assert listed(response) == [third]


def test_a_piece_for_others_can_be_pinned(client, business_page, author):
    PinnedPage.objects.create(page=business_page, piece=ArticlePageFactory(parent=author))

    assert len(client.get(business_page.url).context["pinned"]) == 1


def test_pinned_pieces_stand_on_the_first_page_only(client, business_page, author, business):
    pieces = [article_of(author, 2020, business) for _ in range(14)]
    PinnedPage.objects.create(page=business_page, piece=pieces[0])

    response = client.get(business_page.url, {"page": 2})

    assert response.context["pinned"] == []
    assert listed(response) == [pieces[1]]


def test_a_deleted_piece_is_pinned_no_longer(client, business_page, author):
    piece = ArticlePageFactory(parent=author)
    PinnedPage.objects.create(page=business_page, piece=piece)
    piece.delete()

    assert client.get(business_page.url).status_code == 200


# By topic


@pytest.fixture
def trade():
    return TopicFactory(slug="trade", name="Trade")


def test_the_list_is_filtered_by_topic(client, business_page, author, business, trade):
    on_it = article_of(author, 2026, business)
    on_it.topics.add(trade)
    on_it.save()
    article_of(author, 2025, business)

    response = client.get(f"{business_page.url}topics/trade/")

    assert listed(response) == [on_it]
    assert (
        f'href="{business_page.full_url}topics/trade/"'
        in response.text.partition("canonical")[2][:200]
    )


def test_only_topics_with_something_for_it_are_offered(
    client, business_page, author, business, trade
):
    TopicFactory(slug="energy", name="Energy")
    article = article_of(author, 2026, business)
    article.topics.add(trade)
    article.save()

    assert list(client.get(business_page.url).context["topics_here"]) == [trade]


def test_a_topic_there_is_not_is_not_found(client, business_page):
    assert client.get(f"{business_page.url}topics/nothing/").status_code == 404


# Navigation


def entry(html):
    return html.partition('class="menu-audiences"')[2].partition("</ul>")[0]


def test_it_is_in_the_header_of_every_page(client, business_page, author):
    for url in ("/", author.url, "/topics/", "/polls/"):
        assert f'href="{business_page.url}"' in entry(client.get(url).text)
        assert "For business" in entry(client.get(url).text)


def test_it_is_marked_where_it_is_shown_and_where_an_article_is_read_as_it(
    client, business_page, author
):
    assert 'aria-current="page"' in entry(client.get(business_page.url).text)
    assert 'aria-current="true"' in entry(client.get(f"{author.url}?for=business").text)
    assert "aria-current" not in entry(client.get(author.url).text)


@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_a_page_that_readers_cannot_open_is_in_no_header(client, business_page, hidden):
    if hidden == "draft":
        business_page.unpublish()
    else:
        PageViewRestriction.objects.create(page=business_page, restriction_type="login")

    assert business_page.url not in client.get("/").text


def test_entries_stand_in_the_order_of_the_audiences(client, home, business_page, business):
    other = AudienceFactory(slug="students", sort_order=1)
    AudiencePageFactory(parent=home, audience=other, slug="students")
    business.sort_order = 2
    business.save()

    html = entry(client.get("/").text)

    assert html.index("students") < html.index("business")


def test_an_article_leads_to_the_pages_it_is_written_for(client, business_page, author, business):
    article = article_of(author, 2026, business)

    assert f'href="{business_page.url}"' in client.get(article.url).text.partition("Written for")[2]


# As its audience


def test_it_is_read_as_its_audience(client, business_page, business):
    business_page.body = [
        ("paragraph", {"text": "<p>Yours.</p>", "audiences": [business]}),
        ("poll", {"poll": PollFactory()}),
    ]
    business_page.save()

    html = client.get(business_page.url).text

    assert 'name="audience" value="business"' in html
    assert "open>" in html.partition('class="layer')[2][:200]


@pytest.mark.parametrize("slug", ["business", "students", "nobody"])
def test_it_is_read_as_no_other(client, business_page, slug):
    AudienceFactory(slug="students")

    assert client.get(business_page.url, {"for": slug}).url == business_page.url


# Feed


def entries(client, business_page):
    return ElementTree.fromstring(client.get(f"{business_page.url}feed/").content).findall(
        f"{ATOM}entry"
    )


def test_its_feed_has_teasers_and_leads_to_what_the_audience_reads(
    client, business_page, author, home, business
):
    article = article_of(author, 2026, business, "It is your money.")
    plain = StandardPageFactory(parent=home, standfirst="How to reach us.")
    address(plain, {business: ""})

    found = {
        each.find(f"{ATOM}link").get("href"): each.find(f"{ATOM}summary").text
        for each in entries(client, business_page)
    }

    assert found == {
        f"{article.full_url}?for=business": "It is your money.",
        f"{plain.full_url}?for=business": "How to reach us.",
    }


def test_an_entry_is_the_same_piece_in_every_feed(client, business_page, author, business):
    article_of(author, 2026, business)

    site = ElementTree.fromstring(client.get("/feed/").content).find(f"{ATOM}entry/{ATOM}id").text

    assert entries(client, business_page)[0].find(f"{ATOM}id").text == site


def test_front_ends_read_all_that_is_addressed_to_an_audience(client, author, business):
    for title in "AB":
        ArticlePageFactory(parent=author, title=title, teasers={business: f"Why {title}"})

    items = client.get("/api/v3/audiences/business/pieces/", {"limit": 1, "offset": 1}).json()

    assert items["count"] == 2
    assert [item["teaser"] for item in items["items"]] == ["Why A"]


def test_pieces_on_a_topic_there_is_not_are_refused_by_name(client, home, business):
    answer = client.get("/api/v3/audiences/business/pieces/", {"topic": "nothing"})

    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, "topic")
