"""Of which lists a page shows any part: whatever else changes leaves it as it is."""

from articles.models import ArticleIndexPage, ArticlePage, AuthorPage
from home.models import HomePage, StandardPage
from polls.cache_tags import lists

OF_TYPES = {
    ArticlePage: lambda page: [],
    StandardPage: lambda page: [],
    AuthorPage: lambda page: [("articles-by", page.pk)],
    ArticleIndexPage: lambda page: [("within", page.pk)],
    HomePage: lambda page: [("articles",)],
}


def lists_of(page):
    """Note the lists of the one page that is answered with; of other types, any may be shown."""
    if named := OF_TYPES.get(type(page)):
        lists(*named(page))
