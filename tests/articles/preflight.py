"""Articles for the tests of the preflight, and what is found in them."""

import itertools

from articles.preflight.checks import find_faults
from tests.factories import ArticlePageFactory, PictureFactory, TopicFactory

numbers = itertools.count(1)


def make(author, *blocks, **fields):
    """Return an article without a fault but for what is given; a block is (type, value)."""
    body = [*blocks, ("paragraph", {"text": "<p>Nobody counts who sits down.</p>"})]
    raw = [
        {"type": kind, "value": value, "id": f"block-{at}"} for at, (kind, value) in enumerate(body)
    ]
    defaults = {
        "title": f"A bench, {next(numbers)}",
        "hero": PictureFactory(),
        "hero_alt": "A bench",
    }
    article = ArticlePageFactory(parent=author, by=[author], **{**defaults, **fields})
    article.topics = [TopicFactory()]
    article.body = ArticlePageFactory._meta.model.body.field.to_python(raw)
    return article


def text(html):
    return ("paragraph", {"text": f"<p>So it is: {html}</p>"})


def found(article):
    """Return {code: place} of what is found."""
    return {finding.code: finding.place for finding in find_faults(article)}


def heading(level):
    return ("heading", {"text": "A heading", "level": level})


def figure(**picture):
    return ("figure", {"picture": {"image": PictureFactory().pk, **picture}})
