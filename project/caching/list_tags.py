"""The list tags of a page: the lists of which it shows a part. Other lists do not invalidate it."""

from articles.models import ArticleIndexPage, ArticlePage, AuthorPage
from home.models import HomePage, StandardPage
from polls.cache_tags import add_list_tag

LIST_TAGS = {
    ArticlePage: lambda page: [],
    StandardPage: lambda page: [],
    AuthorPage: lambda page: [("articles-by", page.pk)],
    ArticleIndexPage: lambda page: [("within", page.pk)],
    HomePage: lambda page: [("articles",)],
}


def add_page_list_tags(page):
    """Add the list tags of the page of a response; a type without an entry may show any list."""
    if get_list_tags := LIST_TAGS.get(type(page)):
        add_list_tag(*get_list_tags(page))
