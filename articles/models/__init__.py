"""What the institute publishes, and who wrote it."""

from articles.audiences import Addressee, Audience, FormerAudience
from articles.models.articles import ArticlePage, Byline
from articles.models.authors import AuthorPage
from articles.models.indexes import ArticleIndexPage
from articles.models.topics import Topic
from articles.pictures import Picture, PictureRendition

__all__ = [
    "Addressee",
    "ArticleIndexPage",
    "ArticlePage",
    "Audience",
    "AuthorPage",
    "Byline",
    "FormerAudience",
    "Picture",
    "PictureRendition",
    "Topic",
]
