from articles.pagination import PER_PAGE
from tests.factories import ArticlePageFactory


def test_long_search_result_has_a_second_page(client, author):
    for number in range(PER_PAGE + 1):
        ArticlePageFactory(parent=author, title=f"Harbour, day {number}")

    first = client.get("/search/", {"q": "harbour"}).context["articles"]
    second = client.get("/search/", {"q": "harbour", "page": 2}).context["articles"]

    assert len(first) == PER_PAGE
    assert len(second) == 1
    assert not {page.pk for page in first} & {page.pk for page in second}


def test_long_list_links_to_its_next_page(client, author):
    ArticlePageFactory.create_batch(PER_PAGE + 1, parent=author, authors=[author])

    assert 'href="?page=2"' in client.get(author.url).text


def test_short_list_has_one_page(client, author):
    ArticlePageFactory.create_batch(PER_PAGE, parent=author, authors=[author])

    assert "?page=" not in client.get(author.url).text
