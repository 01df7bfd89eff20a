"""A browser that opens the demo site."""

import os
from pathlib import Path

import pytest

from tests.browser.editor_steps import sign_in

# Playwright runs an event loop in this thread, so Django would refuse to query the database.
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
def page_without_scripts(browser, base_url):
    context = browser.new_context(base_url=base_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def admin(page, site):
    """A page of a browser signed in as the demo's admin."""
    return sign_in(page, "admin", site)
