"""As in articles/migrations/0004_address_blocks.py, for the pages of this app."""

from importlib import import_module

from django.db import migrations

wrap_values = import_module("articles.migrations.0004_address_blocks").wrap_values


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_add_audience_pages"),
        ("articles", "0004_address_blocks"),
    ]

    operations = wrap_values("home", "HomePage", "StandardPage")
