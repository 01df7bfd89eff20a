"""Fixtures for the tests of articles."""

import pytest

from tests.factories import ArticlePageFactory


@pytest.fixture
def draft(author):
    """Return a function that saves a draft with one paragraph and no image."""

    def create_draft(html, **fields):
        defaults = {"title": "Where people stop", "slug": "stop", "standfirst": "People sit down."}
        article = ArticlePageFactory(parent=author, live=False, **{**defaults, **fields})
        article.body = [("paragraph", {"text": html})]
        article.save_revision()
        return article

    return create_draft
