"""Drafts and links to them, counts of queries, and processes with other settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from project.headless.preview.links import make_link
from tests.factories import ArticlePageFactory

ROOT = Path(__file__).parents[2]


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="As published", slug="article")


@pytest.fixture
def draft(article):
    """An article with a draft that has another title than what readers see."""
    article.title = "As drafted"
    article.save_revision()
    return article


@pytest.fixture
def make(admin_user):
    """Make a link as the admin does."""

    def make(previewed, audience="", seconds=3600):
        return make_link(user=admin_user, previewed=previewed, audience=audience, seconds=seconds)

    return make


@pytest.fixture
def count(client, django_assert_num_queries):
    """Ask for an address twice and count the second time: renditions are made by the first."""

    def count(address, number):
        assert client.get(address).status_code == 200
        with django_assert_num_queries(number):
            client.get(address)

    return count


@pytest.fixture
def run(tmp_path):
    """Run Python in a process of its own with these variables; return what it printed and said."""

    def run(*arguments, timeout=None, **variables):
        environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            timeout=timeout,
            capture_output=True,
            text=True,
        )
        return done.stdout, done.stderr

    return run
