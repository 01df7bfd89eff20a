import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import taggit.managers
import wagtail.contrib.routable_page.models
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from django.conf import settings
from django.db import migrations, models

import articles.admin.previews
import articles.preflight.publishing
import articles.validators


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ArticleIndexPage",
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
                        help_text="Shown above the list of articles",
                    ),
                ),
            ],
            options={
                "verbose_name": "collection of articles",
                "verbose_name_plural": "collections of articles",
            },
            bases=(
                articles.preflight.publishing.PreflightMixin,
                articles.admin.previews.AudiencePreviewMixin,
                "wagtailcore.page",
            ),
        ),
        migrations.CreateModel(
            name="ArticlePage",
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
                    models.TextField(
                        blank=True, help_text="One or two sentences that summarise the article"
                    ),
                ),
                (
                    "date",
                    models.DateField(
                        default=django.utils.timezone.localdate,
                        help_text="Shown to readers; lists are sorted by it",
                    ),
                ),
                (
                    "updated_on",
                    models.DateField(
                        blank=True,
                        help_text="When the content last changed; not for a corrected typing error",
                        null=True,
                        verbose_name="last updated",
                    ),
                ),
                (
                    "hero_alt",
                    models.CharField(
                        blank=True,
                        help_text="What the image shows; leave empty for a decorative image",
                        max_length=255,
                        verbose_name="alternative text",
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
                    ),
                ),
                ("numbered_sections", models.BooleanField(default=False)),
                (
                    "scholarly",
                    models.BooleanField(
                        default=False,
                        help_text="Marks the article as research for search engines",
                        verbose_name="scholarly article",
                    ),
                ),
                ("word_count", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "article",
            },
            bases=(
                articles.preflight.publishing.PreflightMixin,
                articles.admin.previews.ArticlePreviewMixin,
                wagtail.contrib.routable_page.models.RoutablePageMixin,
                "wagtailcore.page",
            ),
        ),
        migrations.CreateModel(
            name="Audience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "name",
                    models.CharField(
                        help_text="Such as “Researchers”; shown in poll results",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in URLs as ?for=<slug>; ballots store the slug",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "navigation_label",
                    models.CharField(
                        help_text="Such as “For researchers”; shown in the header and above collapsed sections",
                        max_length=40,
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="One sentence about these readers and their interests",
                        max_length=255,
                    ),
                ),
                (
                    "accent",
                    models.CharField(
                        choices=[
                            ("brick", "Brick"),
                            ("teal", "Teal"),
                            ("indigo", "Indigo"),
                            ("plum", "Plum"),
                            ("moss", "Moss"),
                        ],
                        default="brick",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order", "name"],
                "abstract": False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the URL: /topics/<slug>/",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="One sentence, shown above the list of articles",
                        max_length=255,
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="AuthorPage",
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
                    "role",
                    models.CharField(
                        blank=True, help_text="Such as “Senior fellow”", max_length=120
                    ),
                ),
                (
                    "affiliation",
                    models.CharField(
                        blank=True, help_text="Institute or university", max_length=160
                    ),
                ),
                (
                    "introduction",
                    models.CharField(
                        blank=True, help_text="One sentence, shown under the name", max_length=255
                    ),
                ),
                (
                    "photo_alt",
                    models.CharField(
                        blank=True,
                        help_text="What the photo shows",
                        max_length=255,
                        verbose_name="alternative text",
                    ),
                ),
                ("biography", wagtail.fields.RichTextField(blank=True)),
                (
                    "orcid",
                    models.CharField(
                        blank=True,
                        help_text="Sixteen digits, as in 0000-0002-1825-0097",
                        max_length=19,
                        validators=[articles.validators.validate_orcid],
                        verbose_name="ORCID",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, help_text="Shown to readers", max_length=254),
                ),
                (
                    "links",
                    wagtail.fields.StreamField(
                        [("link", 2)],
                        blank=True,
                        block_lookup={
                            0: ("wagtail.blocks.CharBlock", (), {"max_length": 60}),
                            1: ("wagtail.blocks.URLBlock", (), {"label": "URL"}),
                            2: ("wagtail.blocks.StructBlock", [[("label", 0), ("url", 1)]], {}),
                        },
                        help_text="Websites and profiles of this author",
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
                        help_text="Shown above the list of articles",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        help_text="This user may write in the blog as soon as the page or its draft is saved",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="author_pages",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user account",
                    ),
                ),
            ],
            options={
                "verbose_name": "author",
            },
            bases=(
                articles.preflight.publishing.PreflightMixin,
                articles.admin.previews.AudiencePreviewMixin,
                wagtail.contrib.routable_page.models.RoutablePageMixin,
                "wagtailcore.page",
            ),
        ),
        migrations.CreateModel(
            name="BlogGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "author_page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blog_group",
                        to="articles.authorpage",
                    ),
                ),
                (
                    "group",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blog_group",
                        to="auth.group",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For guests, or to override the author’s name",
                        max_length=160,
                        verbose_name="printed name",
                    ),
                ),
                (
                    "article",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bylines",
                        to="articles.articlepage",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bylines",
                        to="articles.authorpage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CustomImage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        upload_to=wagtail.images.models.get_upload_to,
                        verbose_name="file",
                        width_field="width",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True, default="", max_length=255, verbose_name="description"
                    ),
                ),
                ("width", models.IntegerField(editable=False, verbose_name="width")),
                ("height", models.IntegerField(editable=False, verbose_name="height")),
                (
                    "created_at",
                    models.DateTimeField(
                        auto_now_add=True, db_index=True, verbose_name="created at"
                    ),
                ),
                ("focal_point_x", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_y", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_width", models.PositiveIntegerField(blank=True, null=True)),
                ("focal_point_height", models.PositiveIntegerField(blank=True, null=True)),
                ("file_size", models.PositiveIntegerField(editable=False, null=True)),
                (
                    "file_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=40),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True, help_text="The creator, shown under the image", max_length=255
                    ),
                ),
                (
                    "collection",
                    models.ForeignKey(
                        default=wagtail.models.media.get_root_collection_id,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wagtailcore.collection",
                        verbose_name="collection",
                    ),
                ),
                (
                    "tags",
                    taggit.managers.TaggableManager(
                        blank=True,
                        help_text=None,
                        through="taggit.TaggedItem",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "uploaded_by_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="uploaded by user",
                    ),
                ),
            ],
            options={
                "verbose_name": "image",
                "verbose_name_plural": "images",
                "abstract": False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.AddField(
            model_name="authorpage",
            name="photo",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.customimage",
            ),
        ),
        migrations.AddField(
            model_name="articlepage",
            name="hero",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.customimage",
                verbose_name="image",
            ),
        ),
        migrations.CreateModel(
            name="FormerAudience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=80)),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="former_slugs",
                        to="articles.audience",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="articlepage",
            name="topics",
            field=modelcluster.fields.ParentalManyToManyField(
                blank=True, related_name="articles", to="articles.topic"
            ),
        ),
        migrations.CreateModel(
            name="CustomRendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("filter_spec", models.CharField(db_index=True, max_length=255)),
                (
                    "file",
                    wagtail.images.models.WagtailImageField(
                        height_field="height",
                        storage=wagtail.images.models.get_rendition_storage,
                        upload_to=wagtail.images.models.get_rendition_upload_to,
                        width_field="width",
                    ),
                ),
                ("width", models.IntegerField(editable=False)),
                ("height", models.IntegerField(editable=False)),
                (
                    "focal_point_key",
                    models.CharField(blank=True, default="", editable=False, max_length=16),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="articles.customimage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
                    )
                ],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
        migrations.CreateModel(
            name="PageAudience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "teaser",
                    models.TextField(
                        blank=True,
                        help_text="Shown as “Why it matters to you” instead of the standfirst on this audience’s page and in its feed",
                        max_length=400,
                    ),
                ),
                (
                    "audience",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_audiences",
                        to="articles.audience",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="page_audiences",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "audience"),
                        name="unique_page_audience",
                        violation_error_message="This audience is selected twice. Remove one of the two.",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="articlepage",
            index=models.Index(fields=["-date", "-page_ptr"], name="article_newest_first_idx"),
        ),
    ]
