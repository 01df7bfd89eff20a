"""Models of articles, authors, topics, audiences and images."""

from articles.audiences.models import Audience, FormerAudience, PageAudience
from articles.images import CustomImage, CustomRendition
from articles.models.articles import ArticlePage
from articles.models.authors import AuthorPage
from articles.models.blog_groups import BlogGroup
from articles.models.bylines import Byline
from articles.models.indexes import ArticleIndexPage
from articles.models.topics import Topic

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "Audience",
    "AuthorPage",
    "BlogGroup",
    "Byline",
    "CustomImage",
    "CustomRendition",
    "FormerAudience",
    "PageAudience",
    "Topic",
]
