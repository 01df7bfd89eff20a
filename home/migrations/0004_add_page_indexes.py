"""Add indexes to Wagtail's tables.

The navigation selects pages by `show_in_menus` and by `url_path`. Search on PostgreSQL matches the
titles and bodies of the search index together.
"""

from django.db import migrations

COMMON = [
    "CREATE INDEX home_pages_in_menus ON wagtailcore_page (depth) WHERE show_in_menus",
]
POSTGRESQL = [
    *COMMON,
    # A hash index, because a path may be longer than a B-tree index allows.
    "CREATE INDEX home_pages_on_paths ON wagtailcore_page USING hash (url_path)",
    "CREATE INDEX home_search_words ON wagtailsearch_indexentry USING gin ((title || body))",
]
SQLITE = [
    *COMMON,
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
