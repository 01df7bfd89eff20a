"""What benchmarks ask for."""

import json
from typing import NamedTuple

from articles.models import ArticlePage
from benchmarks.generated_text import QUALITIES, THINGS
from polls.voting.voters import create_credential

# Ten ways to read an article; `{path}` and `{pk}` are its own.
URL_PATTERNS = (
    "{path}",
    "/api/v3/pages/{pk}/",
    "/api/v3/resolve/?path={path}",
    "{path}index.md",
    "{path}index.json",
    "/api/v2/pages/{pk}/",
    "{path}?for=business",
    "{path}?for=students",
    "{path}?for=researchers",
    "/api/v3/pages/{pk}/?for=business",
)
# What fills a page of results among few articles as among many, and so compares the search alone.
SEARCHES = [
    *(f"{quality} {THINGS[at]}" for at, quality in enumerate(QUALITIES[:8])),
    *THINGS[:2],
]


class ArticleUrl(NamedTuple):
    """Where an article answers; its `title` is in every answer."""

    path: str
    pk: int
    title: bytes


def get_articles(number):
    """Return visible articles of the library, the same each time."""
    articles = ArticlePage.objects.live_and_public().filter(slug__startswith="article-")
    return [*articles.defer_streamfields().order_by("pk")[:number]]


def get_path(page):
    return page.get_url().removeprefix("http://localhost")


def build_article_urls(articles):
    """Return ten Addresses of each article."""
    return [
        ArticleUrl(way.format(path=get_path(page), pk=page.pk), page.pk, page.title.encode())
        for page in articles
        for way in URL_PATTERNS
    ]


class BallotGenerator:
    """BallotGenerator of new voters in some polls of four options."""

    def __init__(self, slugs):
        self.slugs = slugs

    def build_ballot(self, chance):
        """Return the path and body of one more ballot."""
        body = {"options": [1 + chance.randrange(4)], "voter": create_credential()}
        return f"/api/v3/polls/{chance.choice(self.slugs)}/ballots/", json.dumps(body).encode()
