"""Create the staff groups and the editors' approval workflow."""

from django.db import migrations

from home.roles import create_roles


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0004_add_page_indexes"),
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("polls", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunPython(lambda apps, _: create_roles(apps), migrations.RunPython.noop)
    ]
