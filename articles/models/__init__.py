"""What the institute publishes, and who wrote it."""

from articles.models.articles import ArticlePage, Byline
from articles.models.authors import AuthorPage
from articles.models.indexes import ArticleIndexPage
from articles.models.topics import Topic
from articles.pictures import Picture, PictureRendition

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "AuthorPage",
    "Byline",
    "Picture",
    "PictureRendition",
    "Topic",
]
