"""A browser that looks at the demo site."""

import os
from pathlib import Path

import pytest

from tests.browser.desk import sign_in

# Playwright keeps an event loop in this thread, which Django takes for an asynchronous view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": "/usr/bin/chromium", "args": ["--no-sandbox"]}


@pytest.fixture(scope="session")
def base_url(site):
    return site.url


@pytest.fixture
def admin(page, site):
    """A browser signed in as the demo's admin."""
    return sign_in(page, "admin", site)
