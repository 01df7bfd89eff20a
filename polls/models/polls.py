"""A question and its options, as an editor writes them."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    PublishingPanel,
    TitleFieldPanel,
)
from wagtail.images import get_image_model, get_image_model_string
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin
from wagtail.search import index

from polls.forms import LockNotice, PollForm
from polls.locking import keep_promises, with_what_is_locked
from polls.models.ballots import BallotBox
from polls.models.choices import Eligibility, Kind, Order, State, Visibility
from polls.previews import preview_elsewhere

# The API answers at these, where a poll of that name would stand.
RESERVED_SLUGS = {"voters"}
# What Wagtail saves by itself to keep track of drafts.
BOOKKEEPING = {"latest_revision", "has_unpublished_changes"}
# How an option's picture is shown.
PICTURE = "width-480|format-webp"


class PollQuerySet(models.QuerySet):
    def live(self):
        return self.filter(live=True)

    def in_state(self, state, now=None):
        """Polls that are in one State at a moment, `now` if none is given."""
        now = now or timezone.now()
        upcoming = models.Q(opens_at__gt=now)
        closed = models.Q(closes_at__lte=now) & ~upcoming
        return self.filter(
            {
                State.UPCOMING: upcoming,
                State.CLOSED: closed,
                State.OPEN: ~upcoming & ~models.Q(closes_at__lte=now, closes_at__isnull=False),
            }[state]
        )

    def next_change(self):
        """Return when a poll next opens or closes, None if none is going to."""
        now = timezone.now()
        times = self.aggregate(
            opens=models.Min("opens_at", filter=models.Q(opens_at__gt=now)),
            closes=models.Min("closes_at", filter=models.Q(closes_at__gt=now)),
        )
        return min(filter(None, times.values()), default=None)

    def in_order(self, state):
        """What opens or closes next comes first; of closed polls, the last to close."""
        return self.order_by(
            *{
                State.UPCOMING: ["opens_at", "pk"],
                State.OPEN: [models.F("closes_at").asc(nulls_last=True), "-pk"],
                State.CLOSED: ["-closes_at", "-pk"],
            }[state]
        )

    def whole(self):
        """Polls with all that is shown of them: options, ballot box and frozen result."""
        options = models.Prefetch("options", queryset=PollOption.objects.with_pictures())
        return self.select_related("box", "frozen").prefetch_related(options)


class PollOptionQuerySet(models.QuerySet):
    def with_pictures(self):
        """Options with their pictures as they are shown; no query more where none has one."""
        pictures = get_image_model().objects.prefetch_renditions(PICTURE)
        return self.prefetch_related(models.Prefetch("picture", queryset=pictures))


class Poll(DraftStateMixin, RevisionMixin, PreviewableMixin, index.Indexed, ClusterableModel):
    """A question put to readers."""

    question = models.CharField(max_length=255, help_text="As readers see it; a whole sentence")
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The last part of its address: /polls/<slug>/"
    )
    introduction = models.TextField(blank=True, help_text="Shown under the question")
    kind = models.CharField("a voter chooses", max_length=8, choices=Kind, default=Kind.SINGLE)
    min_choices = models.PositiveSmallIntegerField(
        "at least",
        default=1,
        validators=[MinValueValidator(1)],
        help_text="Options that a voter must choose, where several may be",
    )
    max_choices = models.PositiveSmallIntegerField(
        "at most",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Left empty, there is no limit but the number of options",
    )
    opens_at = models.DateTimeField(
        "opens", null=True, blank=True, help_text="Left empty, it opens when it is published"
    )
    closes_at = models.DateTimeField(
        "closes", null=True, blank=True, help_text="Left empty, it stays open until a time is set"
    )
    visibility = models.CharField(
        "the result is shown", max_length=12, choices=Visibility, default=Visibility.AFTER_VOTE
    )
    order = models.CharField(
        "order of the options", max_length=8, choices=Order, default=Order.FIXED
    )
    changeable = models.BooleanField(
        "voters may change or withdraw their ballot while the poll is open", default=False
    )
    eligibility = models.CharField(
        "who may vote", max_length=8, choices=Eligibility, default=Eligibility.BROWSER
    )
    challenge = models.BooleanField(
        "ask browsers for proof of work",
        default=False,
        help_text="For a poll under attack: each ballot costs its sender a second of computing; "
        "ballots without the proof are set aside for review",
    )

    objects = PollQuerySet.as_manager()

    base_form_class = PollForm

    panels = [
        TitleFieldPanel("question", targets=["slug"], placeholder="Question"),
        FieldPanel("slug"),
        FieldPanel("introduction"),
        InlinePanel("options", label="Option", heading="Options", min_num=2, max_num=30),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("min_choices"),
                FieldPanel("max_choices"),
                FieldPanel("order"),
            ],
            heading="Choosing",
        ),
        MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading="Time"),
        MultiFieldPanel(
            [FieldPanel("eligibility"), FieldPanel("changeable"), FieldPanel("challenge")],
            heading="Voters",
        ),
        FieldPanel("visibility"),
        PublishingPanel(),
    ]
    # Once voting has begun; see polls.locking.
    locked_panels = [
        LockNotice(),
        FieldPanel("question", read_only=True),
        FieldPanel("introduction"),
        MultiFieldPanel([FieldPanel("opens_at"), FieldPanel("closes_at")], heading="Time"),
        MultiFieldPanel([FieldPanel("changeable"), FieldPanel("challenge")], heading="Voters"),
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
            ("view_results", "Can see results before readers do"),
            ("review_ballots", "Can release or reject ballots that were set aside"),
        ]

    def __str__(self):
        return self.question

    @property
    def state(self):
        return self.state_at(timezone.now())

    @property
    def label(self):
        """Who may vote, as readers are told."""
        return Eligibility(self.eligibility).label

    @property
    def is_open(self):
        return self.state == State.OPEN

    @property
    def is_multiple(self):
        return self.kind == Kind.MULTIPLE

    @property
    def min(self):
        return self.min_choices if self.is_multiple else 1

    @property
    def max(self):
        """The most options a voter may choose."""
        options = len(self.shown_options)
        return min(self.max_choices or options, options) if self.is_multiple else 1

    @cached_property
    def shown_options(self):
        """The options in the editors' order."""
        return list(self.options.all())

    @property
    def frozen_result(self):
        """The result as it was frozen after closing, None before."""
        return getattr(self, "frozen", None)

    @property
    def wording(self):
        """A digest of the question and the options, by which a form tells what its voter read."""
        words = [self.question, *((each.number, each.label) for each in self.shown_options)]
        return hashlib.sha256(repr(words).encode()).hexdigest()[:16]

    def state_at(self, moment):
        """Return the State at a moment: open from `opens_at` on, closed from `closes_at` on."""
        if self.opens_at and moment < self.opens_at:
            return State.UPCOMING
        if self.closes_at and moment >= self.closes_at:
            return State.CLOSED
        return State.OPEN

    def get_absolute_url(self):
        return reverse("poll", args=[self.slug])

    def serve_preview(self, request, mode_name):
        return preview_elsewhere(request, self) or super().serve_preview(request, mode_name)

    def get_preview_template(self, request, mode_name):
        return "polls/poll_preview.html"

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": "This address is taken. Choose another slug."})
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": "A poll closes after it opens."})
        if self.max_choices and self.max_choices < self.min_choices:
            raise ValidationError({"max_choices": "This is less than the least number."})

    def with_content_json(self, content):
        return super().with_content_json(with_what_is_locked(self, content))

    def save_revision(self, *args, **kwargs):
        self.number_options()
        return super().save_revision(*args, **kwargs)

    @transaction.atomic
    def save(self, *args, **kwargs):
        only = kwargs.get("update_fields")
        if edits := only is None or not BOOKKEEPING.issuperset(only):
            self.number_options()
            keep_promises(self)
        super().save(*args, **kwargs)
        if edits:
            BallotBox.renew(self)

    def number_options(self):
        """Give each new option a number that no other option of this poll has."""
        options = list(self.options.all())
        last = max((option.number or 0 for option in options), default=0)
        for option in options:
            if not option.number:
                last += 1
                option.number = last


class PollOption(Orderable):
    """One answer that a voter may choose. Its number is its identifier within the poll."""

    poll = ParentalKey(Poll, on_delete=models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField(null=True, editable=False)
    label = models.CharField(max_length=255)
    picture = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    picture_alt = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        help_text="What the picture shows, if it adds to the label",
    )

    objects = PollOptionQuerySet.as_manager()

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["poll", "number"], name="unique_option")]

    def __str__(self):
        return self.label

    @property
    def rendition(self):
        """The picture as it is shown, None for none or one whose file is lost."""
        try:
            return self.picture and self.picture.get_rendition(PICTURE)
        except (OSError, ValueError):
            return None
