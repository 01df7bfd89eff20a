"""Drafts and their preview links, query counts, and processes with other settings."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from project.headless.preview.links import create_link
from tests.factories import ArticlePageFactory

ROOT = Path(__file__).parents[2]


@pytest.fixture
def article(author):
    return ArticlePageFactory(parent=author, title="As published", slug="article")


@pytest.fixture
def draft(article):
    """An article with a draft of another title."""
    article.title = "As drafted"
    article.save_revision()
    return article


@pytest.fixture
def create_preview_link(admin_user):
    """Return a function that creates a preview link, as the admin does."""

    def create_preview_link(instance, audience="", seconds=3600):
        return create_link(user=admin_user, instance=instance, audience=audience, seconds=seconds)

    return create_preview_link


@pytest.fixture
def assert_query_count(client, django_assert_num_queries):
    """Return a function that asserts the queries of a second GET; the first creates renditions."""

    def assert_query_count(path, number):
        assert client.get(path).status_code == 200
        with django_assert_num_queries(number):
            client.get(path)

    return assert_query_count


@pytest.fixture
def run_python(tmp_path):
    """Return a function that runs Python in a new process; it returns its stdout and stderr."""

    def run_python(*arguments, timeout=None, **variables):
        environment = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path), **variables}
        process = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=environment,
            timeout=timeout,
            capture_output=True,
            text=True,
        )
        return process.stdout, process.stderr

    return run_python
