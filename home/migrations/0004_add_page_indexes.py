"""Wagtail's tables get the indexes by which this site finds its pages, however many there are.

A search on PostgreSQL asks for titles and bodies in one; the frame of every page for what is in the
menu and what stands on a path.
"""

from django.db import migrations

BOTH = [
    "CREATE INDEX home_pages_in_menus ON wagtailcore_page (depth) WHERE show_in_menus",
]
POSTGRESQL = [
    *BOTH,
    # A path may be longer than what other kinds of indexes hold.
    "CREATE INDEX home_pages_on_paths ON wagtailcore_page USING hash (url_path)",
    "CREATE INDEX home_search_words ON wagtailsearch_indexentry USING gin ((title || body))",
]
SQLITE = [
    *BOTH,
    "CREATE INDEX home_pages_on_paths ON wagtailcore_page (url_path)",
]
STATEMENTS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def add_indexes(apps, schema_editor):
    for statement in STATEMENTS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0003_configure_search"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(add_indexes, migrations.RunPython.noop)]
