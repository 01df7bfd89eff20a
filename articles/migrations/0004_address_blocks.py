"""Texts and polls in bodies become blocks with parts, one of which is for whom they are."""

from django.db import migrations
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData
from wagtail.blocks.migrations.operations import BaseBlockOperation

PARTS = {"paragraph": "text", "poll": "poll"}


class WrapValues(BaseBlockOperation):
    """Makes of each block that was a single value one with parts.

    Wagtail's own operation for this gives blocks new identifiers, and so polls new anchors.
    """

    operation_name_fragment = "wrap_values"

    def apply(self, body):
        return [
            {**block, "value": {PARTS[block["type"]]: block["value"]}}
            if block["type"] in PARTS
            else block
            for block in body
        ]


def wrap_values(app, *models):
    return [MigrateStreamData(app, model, "body", [(WrapValues(), "")]) for model in models]


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_add_audiences")]

    operations = wrap_values("articles", "ArticleIndexPage", "ArticlePage", "AuthorPage")
