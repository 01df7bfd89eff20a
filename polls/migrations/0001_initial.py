import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import modelsearch.index
import wagtail.models.preview
from django.db import migrations, models

import polls.models.ballots


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("articles", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ballot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voter_key", models.CharField(max_length=64)),
                (
                    "receipt",
                    models.CharField(
                        default=polls.models.ballots.generate_receipt,
                        max_length=32,
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "choices",
                    models.JSONField(help_text="Numbers of the chosen options, in ascending order"),
                ),
                ("audience", models.CharField(blank=True, max_length=80)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("counted", "Counted"),
                            ("set_aside", "Set aside"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="counted",
                        max_length=9,
                    ),
                ),
                (
                    "review_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "–"),
                            ("network", "Many ballots from one network"),
                            ("honeypot", "Hidden field filled in"),
                            ("proof", "No proof of work"),
                        ],
                        default="",
                        max_length=8,
                    ),
                ),
                ("cast_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="BallotEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occurred_at", models.DateTimeField()),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("changed", "Changed"),
                            ("withdrawn", "Withdrawn"),
                            ("released", "Released"),
                            ("rejected", "Rejected"),
                        ],
                        max_length=9,
                    ),
                ),
                ("choices_before", models.JSONField()),
                (
                    "status_before",
                    models.CharField(
                        choices=[
                            ("counted", "Counted"),
                            ("set_aside", "Set aside"),
                            ("rejected", "Rejected"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "ballot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="polls.ballot",
                    ),
                ),
            ],
            options={
                "ordering": ["occurred_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "question",
                    models.CharField(
                        help_text="A complete sentence, shown to readers", max_length=255
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the URL: /polls/<slug>/",
                        max_length=80,
                        unique=True,
                    ),
                ),
                (
                    "introduction",
                    models.TextField(blank=True, help_text="Shown below the question"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("single", "One option"), ("multiple", "Several options")],
                        default="single",
                        max_length=8,
                        verbose_name="choice type",
                    ),
                ),
                (
                    "min_choices",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="The fewest options that a voter must choose",
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="minimum choices",
                    ),
                ),
                (
                    "max_choices",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="The most options that a voter may choose; leave empty for no limit",
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="maximum choices",
                    ),
                ),
                (
                    "opens_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty to open the poll on publication",
                        null=True,
                        verbose_name="opening time",
                    ),
                ),
                (
                    "closes_at",
                    models.DateTimeField(
                        blank=True,
                        help_text="Leave empty to keep the poll open",
                        null=True,
                        verbose_name="closing time",
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[
                            ("always", "At any time"),
                            ("after_vote", "To voters; to everyone after the poll has closed"),
                            ("after_close", "After the poll has closed"),
                            ("staff", "To staff only"),
                        ],
                        default="after_vote",
                        max_length=12,
                        verbose_name="result visibility",
                    ),
                ),
                (
                    "option_order",
                    models.CharField(
                        choices=[("fixed", "As listed"), ("shuffled", "Shuffled for each voter")],
                        default="fixed",
                        max_length=8,
                        verbose_name="option order",
                    ),
                ),
                (
                    "changeable",
                    models.BooleanField(
                        default=False,
                        help_text="Voters may change or withdraw their ballot while the poll is open",
                        verbose_name="changeable ballots",
                    ),
                ),
                (
                    "eligibility",
                    models.CharField(
                        choices=[
                            ("browser", "One vote per browser"),
                            ("account", "One vote per signed-in account"),
                            ("code", "One vote per invitation code"),
                        ],
                        default="browser",
                        max_length=8,
                        verbose_name="voter eligibility",
                    ),
                ),
                (
                    "proof_of_work",
                    models.BooleanField(
                        default=False,
                        help_text="For a poll under attack: each ballot takes a second of computing, and ballots without it are set aside",
                        verbose_name="proof of work",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "permissions": [
                    ("view_results", "Can view results at any time"),
                    ("review_ballots", "Can release or reject ballots that were set aside"),
                ],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="FrozenResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("frozen_at", models.DateTimeField()),
                ("canonical_json", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="frozen",
                        to="polls.poll",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="ballot",
            name="poll",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="polls.poll"
            ),
        ),
        migrations.CreateModel(
            name="PollEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("field_label", models.CharField(max_length=80)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("reason", models.CharField(blank=True, max_length=255)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="edits",
                        to="polls.poll",
                    ),
                ),
            ],
            options={
                "ordering": ["-edited_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PollOption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("number", models.PositiveSmallIntegerField(editable=False, null=True)),
                ("label", models.CharField(max_length=255)),
                (
                    "image_alt",
                    models.CharField(
                        blank=True,
                        help_text="Describe the image if it adds to the label.",
                        max_length=255,
                        verbose_name="alternative text",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.customimage",
                    ),
                ),
                (
                    "poll",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="options",
                        to="polls.poll",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=80)),
                ("shard", models.PositiveSmallIntegerField()),
                ("option_number", models.PositiveSmallIntegerField()),
                ("votes", models.IntegerField(default=0)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="polls.poll",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "tallies",
            },
        ),
        migrations.CreateModel(
            name="Turnout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("audience", models.CharField(blank=True, max_length=80)),
                ("shard", models.PositiveSmallIntegerField()),
                ("counted", models.IntegerField(default=0)),
                ("set_aside", models.IntegerField(default=0)),
                ("rejected", models.IntegerField(default=0)),
                ("withdrawn", models.IntegerField(default=0)),
                ("counting_ended", models.BooleanField(default=False)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="polls.poll",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VotingState",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "voter_secret",
                    models.CharField(
                        blank=True,
                        default=polls.models.ballots.generate_voter_secret,
                        max_length=64,
                    ),
                ),
                (
                    "version",
                    models.CharField(default=polls.models.ballots.generate_version, max_length=16),
                ),
                ("first_ballot_at", models.DateTimeField(null=True)),
                ("counting_ended_at", models.DateTimeField(null=True)),
                ("anonymised_at", models.DateTimeField(null=True)),
                (
                    "poll",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voting_state",
                        to="polls.poll",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InvitationCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=14)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="polls.poll",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "code"), name="unique_code")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="ballot",
            index=models.Index(fields=["poll", "cast_at"], name="ballot_poll_cast_at_idx"),
        ),
        migrations.AddIndex(
            model_name="ballot",
            index=models.Index(
                condition=models.Q(("status", "set_aside")),
                fields=["poll"],
                name="ballot_set_aside_idx",
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(
                fields=("poll", "voter_key"), name="unique_ballot_per_voter"
            ),
        ),
        migrations.AddConstraint(
            model_name="polloption",
            constraint=models.UniqueConstraint(fields=("poll", "number"), name="unique_option"),
        ),
        migrations.AddConstraint(
            model_name="tally",
            constraint=models.UniqueConstraint(
                fields=("poll", "audience", "shard", "option_number"), name="unique_tally"
            ),
        ),
        migrations.AddConstraint(
            model_name="turnout",
            constraint=models.UniqueConstraint(
                fields=("poll", "audience", "shard"), name="unique_turnout"
            ),
        ),
    ]
