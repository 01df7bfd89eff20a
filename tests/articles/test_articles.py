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
    return ArticlePageFactory(parent=author, by=[author])


def test_articles_are_listed_by_the_date_shown_not_the_day_of_publishing(author):
    old = ArticlePageFactory(parent=author, date=datetime.date(2020, 1, 1))
    new = ArticlePageFactory(parent=author, date=datetime.date(2026, 1, 1))
    middle = ArticlePageFactory(parent=author, date=datetime.date(2023, 1, 1))

    assert list(ArticlePage.objects.for_cards()) == [new, middle, old]


def test_articles_of_one_day_are_listed_last_made_first(author):
    first, second = ArticlePageFactory.create_batch(2, parent=author)

    assert list(ArticlePage.objects.for_cards()) == [second, first]


def test_a_draft_is_in_no_list(article):
    article.unpublish()

    assert not ArticlePage.objects.for_cards()


@pytest.mark.parametrize("level", ["the article", "its blog"])
def test_what_is_private_is_in_no_list(article, author, level):
    page = article if level == "the article" else author
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert not ArticlePage.objects.for_cards()


def test_a_private_neighbour_hides_nothing_else(article, index):
    other = AuthorPageFactory(parent=index)
    PageViewRestriction.objects.create(page=other, restriction_type="login")

    assert list(ArticlePage.objects.for_cards()) == [article]


def test_words_are_counted_when_the_article_is_saved(author):
    body = [
        {"type": "heading", "value": {"text": "Two words", "level": "2"}},
        {"type": "paragraph", "value": {"text": "<p>And three <b>more-or-less</b></p>"}},
    ]
    article = ArticlePageFactory(parent=author, body=json.dumps(body))

    assert article.word_count == 5


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (329, 1), (331, 2), (2200, 10)])
def test_reading_time_is_in_whole_minutes(words, minutes):
    assert ArticlePage(word_count=words).reading_minutes == minutes


# Bylines


def test_bylines_keep_the_order_the_editor_gave(author, index):
    other = AuthorPageFactory(parent=index, title="Bo Gutter")
    article = ArticlePageFactory(parent=author, by=[other, author])

    assert article.byline == "Bo Gutter, Ada Margin"


def test_a_guest_is_named_without_a_page(author):
    article = ArticlePageFactory(parent=author)
    article.bylines = [Byline(name="A. Guest")]

    assert article.authors == [{"name": "A. Guest", "page": None}]


def test_an_author_deleted_stays_named_on_what_was_written(author, index):
    other = AuthorPageFactory(parent=index, title="Bo Gutter")
    article = ArticlePageFactory(parent=author, by=[other])

    other.delete()

    article = ArticlePage.objects.get(pk=article.pk)
    assert article.authors == [{"name": "Bo Gutter", "page": None}]


def test_an_author_whose_page_is_a_draft_is_not_named(article, author):
    author.unpublish()

    assert ArticlePage.objects.get(pk=article.pk).authors == []


def test_an_author_whose_page_is_private_is_not_named(article, author):
    PageViewRestriction.objects.create(page=author, restriction_type="login")

    assert ArticlePage.objects.get(pk=article.pk).authors == []


def test_a_new_post_on_a_blog_is_offered_with_its_author(author):
    page = ArticlePage(title="New")

    init_new_page.send(sender=None, page=page, parent=author)

    assert [byline.author for byline in page.bylines.all()] == [author]


def test_a_new_article_elsewhere_is_offered_without_a_byline(index):
    page = ArticlePage(title="New")

    init_new_page.send(sender=None, page=page, parent=index)

    assert not page.bylines.all()


def test_a_blog_lists_what_its_author_wrote_wherever_it_stands(author, index):
    elsewhere = ArticlePageFactory(parent=index, by=[author])
    ArticlePageFactory(parent=author, by=[])

    assert list(author.articles) == [elsewhere]


def test_an_author_named_twice_is_listed_once(author):
    article = ArticlePageFactory(parent=author, by=[author, author])

    assert list(author.articles) == [article]


def test_a_hidden_author_deleted_is_not_named(article, author, index):
    hidden = AuthorPageFactory(parent=index, title="Secret Person", live=False)
    article.bylines = [Byline(author=hidden)]
    article.save()

    hidden.delete()

    assert ArticlePage.objects.get(pk=article.pk).authors == []


# Aliases


@pytest.fixture
def alias(article, index):
    return article.create_alias(parent=index, update_slug="elsewhere")


def test_an_alias_is_as_private_as_its_original(article, alias):
    PageViewRestriction.objects.create(page=article, restriction_type="login")

    assert not ArticlePage.objects.for_cards()


def test_an_article_with_an_alias_is_in_a_blog_once(author, article, alias):
    assert list(author.articles) == [article]


def test_an_alias_names_its_original_as_the_one_to_cite(client, article, alias):
    page = client.get(alias.url).text

    assert f'href="{article.full_url}"' in page.partition('rel="canonical"')[2][:200]


# Slips of an editor


def test_an_update_before_the_article_itself_is_refused(article):
    article.updated_on = article.date - datetime.timedelta(days=1)

    with pytest.raises(ValidationError, match="before the date of the article"):
        article.full_clean()


def test_a_heading_that_skips_a_level_is_refused():
    body = BodyBlock()
    value = body.to_python(
        [
            {"type": "heading", "value": {"text": "Section", "level": "2"}, "id": "a"},
            {"type": "heading", "value": {"text": "Too deep", "level": "4"}, "id": "b"},
        ]
    )

    with pytest.raises(StreamBlockValidationError) as refusal:
        body.clean(value)

    assert "skips a level" in str(refusal.value.block_errors[1])
