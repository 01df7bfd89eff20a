import datetime
import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError
from wagtail.models import PageViewRestriction
from wagtail.signals import init_new_page

from articles.blocks import BodyBlock
from articles.models import ArticlePage, Byline
from tests.factories import ArticlePageFactory, AuthorPageFactory


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, authors=[author])


def test_articles_are_sorted_by_date_not_by_day_of_publication(author):
    old = ArticlePageFactory(parent=author, date=datetime.date(2020, 1, 1))
    new = ArticlePageFactory(parent=author, date=datetime.date(2026, 1, 1))
    middle = ArticlePageFactory(parent=author, date=datetime.date(2023, 1, 1))

    assert list(ArticlePage.objects.for_cards()) == [new, middle, old]


def test_articles_with_one_date_are_sorted_newest_first(author):
    first, second = ArticlePageFactory.create_batch(2, parent=author)

    assert list(ArticlePage.objects.for_cards()) == [second, first]


def test_draft_is_not_listed(article):
    article.unpublish()

    assert not ArticlePage.objects.for_cards()


@pytest.mark.parametrize("level", ["the article", "its blog"])
def test_private_article_is_not_listed(article, author, level):
    page = article if level == "the article" else author
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert not ArticlePage.objects.for_cards()


def test_private_author_page_does_not_hide_other_articles(article, index):
    other = AuthorPageFactory(parent=index)
    PageViewRestriction.objects.create(page=other, restriction_type="login")

    assert list(ArticlePage.objects.for_cards()) == [article]


def test_saving_an_article_sets_its_word_count(author):
    body = [
        {"type": "heading", "value": {"text": "Two words", "level": "2"}},
        {"type": "paragraph", "value": {"text": "<p>And three <b>more-or-less</b></p>"}},
    ]
    article = ArticlePageFactory(parent=author, body=json.dumps(body))

    assert article.word_count == 5


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (329, 1), (331, 2), (2200, 10)])
def test_reading_time_is_rounded_to_minutes(words, minutes):
    assert ArticlePage(word_count=words).reading_minutes == minutes


# Bylines


def test_bylines_are_in_the_order_of_the_editor(author, index):
    other = AuthorPageFactory(parent=index, title="Bo Gutter")
    article = ArticlePageFactory(parent=author, authors=[other, author])

    assert article.byline == "Bo Gutter, Ada Margin"


def test_guest_author_has_no_page(author):
    article = ArticlePageFactory(parent=author)
    article.bylines = [Byline(name="A. Guest")]

    assert article.authors == [{"name": "A. Guest", "page": None}]


def test_deleted_author_is_still_named_on_articles(author, index):
    other = AuthorPageFactory(parent=index, title="Bo Gutter")
    article = ArticlePageFactory(parent=author, authors=[other])

    other.delete()

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.authors == [{"name": "Bo Gutter", "page": None}]


def test_author_with_draft_page_is_not_named(article, author):
    author.unpublish()

    assert ArticlePage.objects.get(pk=article.pk).authors == []


def test_author_with_private_page_is_not_named(article, author):
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    assert ArticlePage.objects.get(pk=article.pk).authors == []


def test_new_article_in_blog_has_byline_of_its_author(author):
    page = ArticlePage(title="New")

    init_new_page.send(sender=None, page=page, parent=author)

    assert [byline.author for byline in page.bylines.all()] == [author]


def test_new_article_in_collection_has_no_byline(index):
    page = ArticlePage(title="New")

    init_new_page.send(sender=None, page=page, parent=index)

    assert not page.bylines.all()


def test_blog_lists_articles_of_its_author_in_any_part_of_the_site(author, index):
    elsewhere = ArticlePageFactory(parent=index, authors=[author])
    ArticlePageFactory(parent=author, authors=[])

    assert list(author.articles) == [elsewhere]


def test_article_with_repeated_author_is_listed_once(author):
    article = ArticlePageFactory(parent=author, authors=[author, author])

    assert list(author.articles) == [article]


def test_deleted_author_with_draft_page_is_not_named(article, author, index):
    hidden = AuthorPageFactory(parent=index, title="Secret Person", live=False)
    article.bylines = [Byline(author=hidden)]
    article.save()

    hidden.delete()

    assert ArticlePage.objects.get(pk=article.pk).authors == []


# Aliases


@pytest.fixture
def alias(article, index):
    return article.create_alias(parent=index, update_slug="elsewhere")


def test_alias_of_private_article_is_private(article, alias):
    PageViewRestriction.objects.create(page=article, restriction_type="login")

    assert not ArticlePage.objects.for_cards()


def test_blog_lists_article_with_alias_once(author, article, alias):
    assert list(author.articles) == [article]


def test_canonical_url_of_alias_is_url_of_original(client, article, alias):
    page = client.get(alias.url).text

    assert f'href="{article.full_url}"' in page.partition('rel="canonical"')[2][:200]


# Validation


def test_update_before_date_of_article_is_rejected(article):
    article.updated_on = article.date - datetime.timedelta(days=1)

    with pytest.raises(ValidationError, match="before the publication date"):
        article.full_clean()


def test_heading_that_skips_a_level_is_rejected():
    body = BodyBlock()
    value = body.to_python(
        [
            {"type": "heading", "value": {"text": "Section", "level": "2"}, "id": "a"},
            {"type": "heading", "value": {"text": "Too deep", "level": "4"}, "id": "b"},
        ]
    )

    with pytest.raises(StreamBlockValidationError) as error:
        body.clean(value)

    assert "skips a level" in str(error.value.block_errors[1])
