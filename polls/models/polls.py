"""Polls: a question with options that readers vote on."""

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.search import index

from polls.admin.edit_panels import LockedFieldsPanel
from polls.forms import PollForm
from polls.hooks import render_external_preview
from polls.locking import enforce_locks, restore_locked_fields
from polls.models.ballots import VotingState
from polls.models.choices import Eligibility, Kind, OptionOrder, State, Visibility
from polls.models.options import PollOption
from polls.models.records import FrozenResult

# The API uses these slugs as routes of their own.
RESERVED_SLUGS = {"voters"}
# Wagtail saves these fields by themselves when it saves a draft.
DRAFT_STATE_FIELDS = {"latest_revision", "has_unpublished_changes"}


class PollQuerySet(models.QuerySet["Poll"]):
    def live(self) -> "PollQuerySet":
        return self.filter(live=True)

    def in_state(self, state: State, now: datetime | None = None) -> "PollQuerySet":
        """Polls that are in a state at a moment, by default now."""
        now = now or timezone.now()
        upcoming = models.Q(opens_at__gt=now)
        ended = models.Q(closes_at__lte=now, closes_at__isnull=False)
        conditions = {
            State.UPCOMING: upcoming,
            State.CLOSED: ended & ~upcoming,
            State.OPEN: ~upcoming & ~ended,
        }
        return self.filter(conditions[state])

    def get_next_state_change(self) -> datetime | None:
        """Return the moment at which the next poll opens or closes, None without one."""
        now = timezone.now()
        times = self.aggregate(
            opens=models.Min("opens_at", filter=models.Q(opens_at__gt=now)),
            closes=models.Min("closes_at", filter=models.Q(closes_at__gt=now)),
        )
        return min(filter(None, times.values()), default=None)

    def order_by_date(self, state: State) -> "PollQuerySet":
        """Polls in a state, those that open or close next first; closed polls, latest first."""
        orderings: dict[str, list[Any]] = {
            State.UPCOMING: ["opens_at", "pk"],
            State.OPEN: [models.F("closes_at").asc(nulls_last=True), "-pk"],
            State.CLOSED: ["-closes_at", "-pk"],
        }
        return self.order_by(*orderings[state])

    def for_display(self) -> "PollQuerySet":
        """Polls with their options, voting state and frozen result."""
        options = models.Prefetch("options", queryset=PollOption.objects.with_images())
        return self.select_related("voting_state", "frozen").prefetch_related(options)


class Poll(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    question = models.CharField(max_length=255, help_text="A complete sentence, shown to readers")
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The last part of the URL: /polls/<slug>/"
    )
    introduction = models.TextField(blank=True, help_text="Shown below the question")
    kind = models.CharField("choice type", max_length=8, choices=Kind, default=Kind.SINGLE)
    min_choices = models.PositiveSmallIntegerField(
        "minimum choices",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="The fewest options that a voter must choose",
    )
    max_choices = models.PositiveSmallIntegerField(
        "maximum choices",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="The most options that a voter may choose; leave empty for no limit",
    )
    opens_at = models.DateTimeField(
        "opening time",
        null=True,
        blank=True,
        help_text="Leave empty to open the poll on publication",
    )
    closes_at = models.DateTimeField(
        "closing time", null=True, blank=True, help_text="Leave empty to keep the poll open"
    )
    visibility = models.CharField(
        "result visibility", max_length=12, choices=Visibility, default=Visibility.AFTER_VOTE
    )
    option_order = models.CharField(
        "option order", max_length=8, choices=OptionOrder, default=OptionOrder.FIXED
    )
    changeable = models.BooleanField(
        "changeable ballots",
        default=False,
        help_text="Voters may change or withdraw their ballot while the poll is open",
    )
    eligibility = models.CharField(
        "voter eligibility", max_length=8, choices=Eligibility, default=Eligibility.BROWSER
    )
    proof_of_work = models.BooleanField(
        "proof of work",
        default=False,
        help_text="For a poll under attack: each ballot takes a second of computing, and ballots "
        "without it are set aside",
    )

    # Set on polls that are loaded together; see polls.queries.load_polls.
    site_name: str | None = None
    lazy_counts: Any = None

    objects = PollQuerySet.as_manager()

    base_form_class = PollForm

    choice_panels = [
        FieldPanel("kind"),
        FieldPanel("min_choices"),
        FieldPanel("max_choices"),
        FieldPanel("option_order"),
    ]
    time_panel = MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading="Time")
    panels = [
        TitleFieldPanel("question", targets=["slug"], placeholder="Question"),
        FieldPanel("slug"),
        FieldPanel("introduction"),
        InlinePanel("options", label="Option", heading="Options", min_num=2, max_num=30),
        MultiFieldPanel(choice_panels, heading="Choices"),
        time_panel,
        MultiFieldPanel(
            [FieldPanel("eligibility"), FieldPanel("changeable"), FieldPanel("proof_of_work")],
            heading="Voters",
        ),
        FieldPanel("visibility"),
        PublishingPanel(),
    ]
    # The panels after the first ballot; see polls.locking.
    locked_panels = [
        LockedFieldsPanel(),
        FieldPanel("question", read_only=True),
        FieldPanel("introduction"),
        time_panel,
        MultiFieldPanel([FieldPanel("changeable"), FieldPanel("proof_of_work")], heading="Voters"),
        FieldPanel("visibility"),
        PublishingPanel(),
    ]

    search_fields = [
        index.SearchField("question", boost=2),
        index.AutocompleteField("question"),
        index.SearchField("introduction"),
        index.FilterField("live"),
    ]

    class Meta:
        ordering = ["-pk"]
        permissions = [
            ("view_results", "Can view results at any time"),
            ("review_ballots", "Can release or reject ballots that were set aside"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def state(self) -> State:
        return self.get_state_at(timezone.now())

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_multiple(self) -> bool:
        return self.kind == Kind.MULTIPLE

    @property
    def has_voting_begun(self) -> bool:
        """Whether a ballot was cast, so that the wording is locked."""
        return bool(self.voting_state.first_ballot_at)

    @property
    def effective_min_choices(self) -> int:
        return self.min_choices if self.is_multiple else 1

    @property
    def effective_max_choices(self) -> int:
        count = len(self.ordered_options)
        return min(self.max_choices or count, count) if self.is_multiple else 1

    @cached_property
    def ordered_options(self) -> list[PollOption]:
        """The options in the editors' order."""
        return list(self.options.all())

    @property
    def frozen_result(self) -> FrozenResult | None:
        return getattr(self, "frozen", None)

    @property
    def anonymous_from(self) -> datetime | None:
        """The moment from which ballots cannot be traced to voters, None without a closing time."""
        return self.closes_at and self.closes_at + timedelta(
            days=settings.POLL_ANONYMISE_AFTER_DAYS
        )

    @property
    def wording_digest(self) -> str:
        """A digest of the question and the options, sent with each ballot to detect edits."""
        labels = [(option.number, option.label) for option in self.ordered_options]
        return hashlib.sha256(repr([self.question, *labels]).encode()).hexdigest()[:16]

    def get_state_at(self, moment: datetime) -> State:
        """Return the state at a moment: open from `opens_at`, closed from `closes_at`."""
        if self.opens_at and moment < self.opens_at:
            return State.UPCOMING
        if self.closes_at and moment >= self.closes_at:
            return State.CLOSED
        return State.OPEN

    def get_absolute_url(self) -> str:
        return reverse("poll", args=[self.slug])

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        external_preview = render_external_preview(request, self)
        return external_preview or super().serve_preview(request, mode_name)

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "polls/poll_preview.html"

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "This slug is reserved. Choose another slug."})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": "The closing time must be after the opening time."})
        if self.max_choices and self.max_choices < self.min_choices:
            raise ValidationError({"max_choices": "The maximum must not be less than the minimum."})

    def with_content_json(self, content: dict[str, Any]) -> "Poll":
        return super().with_content_json(restore_locked_fields(self, content))

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        self.number_options()
        return super().save_revision(*args, **kwargs)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        update_fields: Collection[str] | None = kwargs.get("update_fields")
        if update_fields is not None and DRAFT_STATE_FIELDS.issuperset(update_fields):
            super().save(*args, **kwargs)
            return
        self.number_options()
        enforce_locks(self)
        super().save(*args, **kwargs)
        VotingState.update_version(self)

    def number_options(self) -> None:
        """Give each new option a number that no other option of the poll has."""
        options = list(self.options.all())
        highest = max((option.number or 0 for option in options), default=0)
        for option in options:
            if not option.number:
                highest += 1
                option.number = highest
