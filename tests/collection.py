"""Which tests start first, and which need not run again on PostgreSQL."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent

# These start servers or load the demo, so they take longest. If one of them started last, a single
# worker would run it after the others have finished.
LONG = (
    "browser/test_accessibility.py",
    "project/caching",
    "polls/voting/test_concurrency.py",
    "project/headless/test_html_and_json.py",
    "project/test_every_url.py",
    "project/security",
    "project/operations",
)

# These do not depend on the database, so CI runs them on SQLite only. All others run on PostgreSQL
# too: what they test differs between databases, such as SQL, search, locks, transactions, the order
# of rows, and which values fit a column.
ANY_DATABASE = (
    # Bodies, Word documents and HTML are read and built in Python.
    "articles/body",
    "articles/word_import",
    "articles/api/test_rich_text.py",
    "articles/audiences/test_sections.py",
    "articles/audiences/test_url_parameter.py",
    "articles/test_validators.py",
    "project/headless/test_alternate_formats.py",
    "project/headless/test_html_and_json.py",
    "project/security/test_html_injection.py",
    "project/security/test_untrusted_content.py",
    "project/test_every_block.py",
    "project/test_every_url.py",
    "project/test_languages.py",
    # Preflight checks look at pages in memory.
    "articles/preflight/test_body_checks.py",
    "articles/preflight/test_field_checks.py",
    "project/test_preflight_all_page_types.py",
    # The API's description, headers and parameters.
    "project/headless/test_api_contract.py",
    "project/headless/test_api_docs.py",
    "project/headless/v3/test_openapi.py",
    # Permissions are rows that Django compares in Python.
    "articles/admin/test_blog_permissions.py",
    "polls/admin/test_permissions.py",
    "project/security/test_roles.py",
    # Django sends the same number of queries to each database.
    "project/headless/test_api_query_counts.py",
    "project/test_query_counts.py",
    # Processes, settings, logs and files.
    "project/operations/test_containers.py",
    "project/operations/test_key_rotation.py",
    "project/operations/test_logs.py",
    "project/operations/test_object_store.py",
    "project/operations/test_settings.py",
    "project/operations/test_web_server.py",
    "project/test_docs.py",
    "project/test_internals.py",
    "project/test_word_check.py",
)


def is_within(item, paths):
    return any(item.path.is_relative_to(HERE / path) for path in paths)


def mark_and_sort(items):
    for item in items:
        if is_within(item, ANY_DATABASE):
            item.add_marker(pytest.mark.any_database)
    items.sort(key=lambda item: not is_within(item, LONG))


def check_paths():
    """Raise UsageError if a path of these lists has been moved or deleted."""
    if missing := [path for path in (*LONG, *ANY_DATABASE) if not (HERE / path).exists()]:
        raise pytest.UsageError(f"tests/collection.py names paths that do not exist: {missing}")
