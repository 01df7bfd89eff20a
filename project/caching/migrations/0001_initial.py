from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Invalidation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("number", models.BigIntegerField(db_index=True)),
                ("created_at", models.DateTimeField(db_index=True)),
                ("purge_count", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("purge_count__lt", 2)),
                        fields=["id"],
                        name="invalidations_to_purge",
                    )
                ],
            },
        ),
    ]
