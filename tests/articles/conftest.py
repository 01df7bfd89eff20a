"""Drafts to be published, or held back."""

import pytest

from tests.factories import ArticlePageFactory


@pytest.fixture
def draft(author):
    """Return a draft whose only paragraph is given, with a picture of nothing else to find."""

    def make(words, **fields):
        defaults = {"title": "Where people stop", "slug": "stop", "standfirst": "Benches tell."}
        article = ArticlePageFactory(parent=author, live=False, **{**defaults, **fields})
        article.body = [("paragraph", {"text": words})]
        article.save_revision()
        return article

    return make
