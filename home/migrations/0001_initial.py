import django.db.models.deletion
import modelcluster.fields
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import articles.admin.previews
import articles.preflight.publishing


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HomePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True, help_text="One or two sentences under the site name"
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 3),
                            ("paragraph", 5),
                            ("quotation", 8),
                            ("key_points", 12),
                            ("labelled_points", 16),
                            ("callout", 18),
                            ("figure", 22),
                            ("table", 27),
                            ("embed", 30),
                            ("document", 33),
                            ("related_pages", 37),
                            ("poll", 39),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"max_length": 160}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("2", "Section"),
                                        ("3", "Subsection"),
                                        ("4", "Third level"),
                                    ]
                                },
                            ),
                            2: (
                                "articles.blocks.audiences.AudiencesBlock",
                                (),
                                {"required": False},
                            ),
                            3: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 0), ("level", 1), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            4: ("articles.blocks.text.PrefetchedRichTextBlock", (), {}),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            6: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"help_text": "Without quotation marks", "max_length": 600},
                            ),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 160, "required": False},
                            ),
                            8: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 6), ("attribution", 7), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Key points", "max_length": 80},
                            ),
                            10: ("wagtail.blocks.TextBlock", (), {"max_length": 400, "rows": 2}),
                            11: ("wagtail.blocks.ListBlock", (10,), {"max_num": 8, "min_num": 1}),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 9), ("points", 11), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            13: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            14: ("wagtail.blocks.StructBlock", [[("label", 13), ("text", 4)]], {}),
                            15: ("wagtail.blocks.ListBlock", (14,), {"min_num": 1}),
                            16: (
                                "wagtail.blocks.StructBlock",
                                [[("points", 15), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 120, "required": False},
                            ),
                            18: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 17), ("text", 4), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            19: ("wagtail.images.blocks.ImageBlock", [], {}),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 400, "required": False},
                            ),
                            21: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "If empty, the credit of the image is shown",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            22: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("image", 19),
                                        ("caption", 20),
                                        ("credit", 21),
                                        ("audiences", 2),
                                    ]
                                ],
                                {"group": "Media"},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"icon": "pilcrow", "label": "Text", "required": False},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"icon": "order", "label": "Number", "required": False},
                            ),
                            25: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 23), ("number", 24)]],
                                {},
                            ),
                            26: ("wagtail.blocks.BooleanBlock", (), {"required": False}),
                            27: (
                                "wagtail.blocks.StructBlock",
                                [[("table", 25), ("header_column", 26), ("audiences", 2)]],
                                {"group": "Media"},
                            ),
                            28: (
                                "wagtail.embeds.blocks.EmbedBlock",
                                (),
                                {
                                    "help_text": "The web page of the video or recording",
                                    "label": "URL",
                                },
                            ),
                            29: (
                                "wagtail.images.blocks.ImageBlock",
                                [],
                                {"help_text": "Shown until the reader starts the player"},
                            ),
                            30: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("url", 28),
                                        ("title", 0),
                                        ("poster_image", 29),
                                        ("caption", 20),
                                        ("audiences", 2),
                                    ]
                                ],
                                {"group": "Media"},
                            ),
                            31: ("articles.blocks.media.PrefetchedDocumentChooserBlock", (), {}),
                            32: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the document contains",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            33: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 31), ("note", 32), ("audiences", 2)]],
                                {"group": "Media"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Related", "max_length": 80},
                            ),
                            35: ("articles.blocks.related.PrefetchedPageChooserBlock", (), {}),
                            36: ("wagtail.blocks.ListBlock", (35,), {"max_num": 8, "min_num": 1}),
                            37: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 34), ("pages", 36), ("audiences", 2)]],
                                {"group": "Links"},
                            ),
                            38: ("articles.blocks.related.PrefetchedPollChooserBlock", (), {}),
                            39: (
                                "wagtail.blocks.StructBlock",
                                [[("poll", 38), ("audiences", 2)]],
                                {"group": "Readers"},
                            ),
                        },
                        help_text="Shown below the latest articles",
                    ),
                ),
            ],
            options={
                "verbose_name": "home page",
            },
            bases=(
                articles.preflight.publishing.PreflightMixin,
                articles.admin.previews.AudiencePreviewMixin,
                "wagtailcore.page",
            ),
        ),
        migrations.CreateModel(
            name="AudiencePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                ("introduction", models.TextField(blank=True, help_text="Shown under the title")),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 3),
                            ("paragraph", 5),
                            ("quotation", 8),
                            ("key_points", 12),
                            ("labelled_points", 16),
                            ("callout", 18),
                            ("figure", 22),
                            ("table", 27),
                            ("embed", 30),
                            ("document", 33),
                            ("related_pages", 37),
                            ("poll", 39),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"max_length": 160}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("2", "Section"),
                                        ("3", "Subsection"),
                                        ("4", "Third level"),
                                    ]
                                },
                            ),
                            2: (
                                "articles.blocks.audiences.AudiencesBlock",
                                (),
                                {"required": False},
                            ),
                            3: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 0), ("level", 1), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            4: ("articles.blocks.text.PrefetchedRichTextBlock", (), {}),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            6: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"help_text": "Without quotation marks", "max_length": 600},
                            ),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 160, "required": False},
                            ),
                            8: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 6), ("attribution", 7), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Key points", "max_length": 80},
                            ),
                            10: ("wagtail.blocks.TextBlock", (), {"max_length": 400, "rows": 2}),
                            11: ("wagtail.blocks.ListBlock", (10,), {"max_num": 8, "min_num": 1}),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 9), ("points", 11), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            13: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            14: ("wagtail.blocks.StructBlock", [[("label", 13), ("text", 4)]], {}),
                            15: ("wagtail.blocks.ListBlock", (14,), {"min_num": 1}),
                            16: (
                                "wagtail.blocks.StructBlock",
                                [[("points", 15), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 120, "required": False},
                            ),
                            18: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 17), ("text", 4), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            19: ("wagtail.images.blocks.ImageBlock", [], {}),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 400, "required": False},
                            ),
                            21: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "If empty, the credit of the image is shown",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            22: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("image", 19),
                                        ("caption", 20),
                                        ("credit", 21),
                                        ("audiences", 2),
                                    ]
                                ],
                                {"group": "Media"},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"icon": "pilcrow", "label": "Text", "required": False},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"icon": "order", "label": "Number", "required": False},
                            ),
                            25: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 23), ("number", 24)]],
                                {},
                            ),
                            26: ("wagtail.blocks.BooleanBlock", (), {"required": False}),
                            27: (
                                "wagtail.blocks.StructBlock",
                                [[("table", 25), ("header_column", 26), ("audiences", 2)]],
                                {"group": "Media"},
                            ),
                            28: (
                                "wagtail.embeds.blocks.EmbedBlock",
                                (),
                                {
                                    "help_text": "The web page of the video or recording",
                                    "label": "URL",
                                },
                            ),
                            29: (
                                "wagtail.images.blocks.ImageBlock",
                                [],
                                {"help_text": "Shown until the reader starts the player"},
                            ),
                            30: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("url", 28),
                                        ("title", 0),
                                        ("poster_image", 29),
                                        ("caption", 20),
                                        ("audiences", 2),
                                    ]
                                ],
                                {"group": "Media"},
                            ),
                            31: ("articles.blocks.media.PrefetchedDocumentChooserBlock", (), {}),
                            32: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the document contains",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            33: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 31), ("note", 32), ("audiences", 2)]],
                                {"group": "Media"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Related", "max_length": 80},
                            ),
                            35: ("articles.blocks.related.PrefetchedPageChooserBlock", (), {}),
                            36: ("wagtail.blocks.ListBlock", (35,), {"max_num": 8, "min_num": 1}),
                            37: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 34), ("pages", 36), ("audiences", 2)]],
                                {"group": "Links"},
                            ),
                            38: ("articles.blocks.related.PrefetchedPollChooserBlock", (), {}),
                            39: (
                                "wagtail.blocks.StructBlock",
                                [[("poll", 38), ("audiences", 2)]],
                                {"group": "Readers"},
                            ),
                        },
                        help_text="Shown above the lists",
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        blank=True,
                        help_text="Its navigation label is the link in the header",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pages",
                        to="articles.audience",
                    ),
                ),
            ],
            options={
                "verbose_name": "audience page",
                "verbose_name_plural": "audience pages",
            },
            bases=(
                articles.preflight.publishing.PreflightMixin,
                wagtail.contrib.routable_page.models.RoutablePageMixin,
                "wagtailcore.page",
            ),
        ),
        migrations.CreateModel(
            name="FeaturedArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.articlepage",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="featured_articles",
                        to="home.homepage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PinnedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pinned",
                        to="home.audiencepage",
                    ),
                ),
                (
                    "pinned_page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteSettings",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        default="Rostrum", help_text="Shown in the header", max_length=80
                    ),
                ),
                (
                    "tagline",
                    models.CharField(blank=True, help_text="Shown under the name", max_length=160),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="For search engines, on pages without a description",
                        max_length=255,
                    ),
                ),
                (
                    "publisher",
                    models.CharField(
                        blank=True,
                        help_text="The publisher's full name, for citations",
                        max_length=160,
                    ),
                ),
                (
                    "social",
                    wagtail.fields.StreamField(
                        [("link", 2)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"max_length": 60}),
                            1: ("wagtail.blocks.URLBlock", (), {"label": "URL"}),
                            2: ("wagtail.blocks.StructBlock", [[("label", 0), ("url", 1)]], {}),
                        },
                        verbose_name="social links",
                    ),
                ),
                ("footer", wagtail.fields.RichTextField(blank=True)),
                (
                    "site",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="wagtailcore.site",
                    ),
                ),
            ],
            options={
                "verbose_name": "site settings",
            },
        ),
        migrations.CreateModel(
            name="StandardPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "standfirst",
                    models.TextField(blank=True, help_text="One or two sentences under the title"),
                ),
                (
                    "hero_alt",
                    models.CharField(blank=True, max_length=255, verbose_name="alternative text"),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("heading", 3),
                            ("paragraph", 5),
                            ("quotation", 8),
                            ("key_points", 12),
                            ("labelled_points", 16),
                            ("callout", 18),
                            ("figure", 22),
                            ("table", 27),
                            ("embed", 30),
                            ("document", 33),
                            ("related_pages", 37),
                            ("poll", 39),
                        ],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"max_length": 160}),
                            1: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("2", "Section"),
                                        ("3", "Subsection"),
                                        ("4", "Third level"),
                                    ]
                                },
                            ),
                            2: (
                                "articles.blocks.audiences.AudiencesBlock",
                                (),
                                {"required": False},
                            ),
                            3: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 0), ("level", 1), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            4: ("articles.blocks.text.PrefetchedRichTextBlock", (), {}),
                            5: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            6: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"help_text": "Without quotation marks", "max_length": 600},
                            ),
                            7: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 160, "required": False},
                            ),
                            8: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 6), ("attribution", 7), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Key points", "max_length": 80},
                            ),
                            10: ("wagtail.blocks.TextBlock", (), {"max_length": 400, "rows": 2}),
                            11: ("wagtail.blocks.ListBlock", (10,), {"max_num": 8, "min_num": 1}),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 9), ("points", 11), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            13: ("wagtail.blocks.CharBlock", (), {"max_length": 120}),
                            14: ("wagtail.blocks.StructBlock", [[("label", 13), ("text", 4)]], {}),
                            15: ("wagtail.blocks.ListBlock", (14,), {"min_num": 1}),
                            16: (
                                "wagtail.blocks.StructBlock",
                                [[("points", 15), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 120, "required": False},
                            ),
                            18: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 17), ("text", 4), ("audiences", 2)]],
                                {"group": "Text"},
                            ),
                            19: ("wagtail.images.blocks.ImageBlock", [], {}),
                            20: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"max_length": 400, "required": False},
                            ),
                            21: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "If empty, the credit of the image is shown",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            22: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("image", 19),
                                        ("caption", 20),
                                        ("credit", 21),
                                        ("audiences", 2),
                                    ]
                                ],
                                {"group": "Media"},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"icon": "pilcrow", "label": "Text", "required": False},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"icon": "order", "label": "Number", "required": False},
                            ),
                            25: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 23), ("number", 24)]],
                                {},
                            ),
                            26: ("wagtail.blocks.BooleanBlock", (), {"required": False}),
                            27: (
                                "wagtail.blocks.StructBlock",
                                [[("table", 25), ("header_column", 26), ("audiences", 2)]],
                                {"group": "Media"},
                            ),
                            28: (
                                "wagtail.embeds.blocks.EmbedBlock",
                                (),
                                {
                                    "help_text": "The web page of the video or recording",
                                    "label": "URL",
                                },
                            ),
                            29: (
                                "wagtail.images.blocks.ImageBlock",
                                [],
                                {"help_text": "Shown until the reader starts the player"},
                            ),
                            30: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("url", 28),
                                        ("title", 0),
                                        ("poster_image", 29),
                                        ("caption", 20),
                                        ("audiences", 2),
                                    ]
                                ],
                                {"group": "Media"},
                            ),
                            31: ("articles.blocks.media.PrefetchedDocumentChooserBlock", (), {}),
                            32: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the document contains",
                                    "max_length": 255,
                                    "required": False,
                                },
                            ),
                            33: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 31), ("note", 32), ("audiences", 2)]],
                                {"group": "Media"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"default": "Related", "max_length": 80},
                            ),
                            35: ("articles.blocks.related.PrefetchedPageChooserBlock", (), {}),
                            36: ("wagtail.blocks.ListBlock", (35,), {"max_num": 8, "min_num": 1}),
                            37: (
                                "wagtail.blocks.StructBlock",
                                [[("heading", 34), ("pages", 36), ("audiences", 2)]],
                                {"group": "Links"},
                            ),
                            38: ("articles.blocks.related.PrefetchedPollChooserBlock", (), {}),
                            39: (
                                "wagtail.blocks.StructBlock",
                                [[("poll", 38), ("audiences", 2)]],
                                {"group": "Readers"},
                            ),
                        },
                    ),
                ),
                (
                    "hero",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.customimage",
                        verbose_name="image",
                    ),
                ),
            ],
            options={
                "verbose_name": "standard page",
            },
            bases=(
                articles.preflight.publishing.PreflightMixin,
                articles.admin.previews.AudiencePreviewMixin,
                "wagtailcore.page",
            ),
        ),
    ]
