from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("number", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField(db_index=True)),
                ("purges", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("purges__lt", 2)),
                        fields=["id"],
                        name="changes_to_purge",
                    )
                ],
            },
        ),
    ]
