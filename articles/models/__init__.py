"""What the institute publishes, and who wrote it."""

from articles.audiences.models import Audience, FormerAudience, PageAudience
from articles.images import CustomImage, CustomRendition
from articles.models.articles import ArticlePage, Byline
from articles.models.authors import AuthorPage
from articles.models.indexes import ArticleIndexPage
from articles.models.topics import Topic

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "Audience",
    "AuthorPage",
    "Byline",
    "CustomImage",
    "CustomRendition",
    "FormerAudience",
    "PageAudience",
    "Topic",
]
