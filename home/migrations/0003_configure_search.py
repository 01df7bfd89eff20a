"""Configure search to stem English words and to ignore accents.

PostgreSQL gets a text search configuration that removes accents before it stems. SQLite's index is
created again with a stemming tokenizer, which removes accents as well.
"""

from django.db import migrations

POSTGRESQL = [
    "CREATE EXTENSION IF NOT EXISTS unaccent",
    "CREATE TEXT SEARCH CONFIGURATION rostrum (COPY = english)",
    """
    ALTER TEXT SEARCH CONFIGURATION rostrum
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part
    WITH unaccent, english_stem
    """,
]
SQLITE = [
    "DROP TABLE wagtailsearch_indexentry_fts",
    """
    CREATE VIRTUAL TABLE wagtailsearch_indexentry_fts
    USING fts5(autocomplete, body, title, tokenize = 'porter unicode61 remove_diacritics 2')
    """,
    """
    INSERT INTO wagtailsearch_indexentry_fts (autocomplete, body, title, rowid)
    SELECT autocomplete, body, title, id FROM wagtailsearch_indexentry
    """,
]
STATEMENTS = {"postgresql": POSTGRESQL, "sqlite": SQLITE}


def configure_search(apps, schema_editor):
    for statement in STATEMENTS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0002_create_home_page"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(configure_search, migrations.RunPython.noop)]
