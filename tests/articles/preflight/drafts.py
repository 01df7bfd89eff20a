"""Drafts for the tests of the preflight, and the issues found in them."""

import itertools

from articles.preflight.checks import find_preflight_issues
from tests.factories import ArticlePageFactory, ImageFactory, TopicFactory

numbers = itertools.count(1)


def build_draft(author, *blocks, **fields):
    """Return a draft without issues apart from those of the arguments. A block is (type, value)."""
    body = [*blocks, ("paragraph", {"text": "<p>Nobody counts who sits down.</p>"})]
    raw_data = [
        {"type": block_type, "value": value, "id": f"block-{index}"}
        for index, (block_type, value) in enumerate(body)
    ]
    defaults = {
        "title": f"A bench, {next(numbers)}",
        "hero": ImageFactory(),
        "hero_alt": "A bench",
    }
    article = ArticlePageFactory(parent=author, authors=[author], **{**defaults, **fields})
    article.topics = [TopicFactory()]
    article.body = ArticlePageFactory._meta.model.body.field.to_python(raw_data)
    return article


def build_paragraph(html):
    return ("paragraph", {"text": f"<p>So it is: {html}</p>"})


def get_issue_paths(article):
    """Return {code: path of the field}."""
    return {issue.code: issue.field_path for issue in find_preflight_issues(article)}


def build_heading(level):
    return ("heading", {"text": "A heading", "level": level})


def build_figure(**image):
    return ("figure", {"image": {"image": ImageFactory().pk, **image}})
