"""Audiences, such as business, researchers and students, and the pages that are for them."""

from django import forms
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, TitleFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from articles.admin.widgets import RECOMMENDED_TEASER_LENGTH, CharacterCountTextarea
from polls.cache_tags import add_cache_tag


class Accent(models.TextChoices):
    """Colours with sufficient contrast in light and dark mode, defined in `css/audience.css`."""

    BRICK = "brick"
    TEAL = "teal"
    INDIGO = "indigo"
    PLUM = "plum"
    MOSS = "moss"


class Audience(index.Indexed, Orderable):
    """A group of readers who may be the target of pages and blocks."""

    name = models.CharField(
        max_length=80, unique=True, help_text="Such as “Researchers”; shown in poll results"
    )
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="Used in URLs as ?for=<slug>; ballots store the slug",
    )
    navigation_label = models.CharField(
        max_length=40,
        help_text="Such as “For researchers”; shown in the header and above collapsed sections",
    )
    description = models.CharField(
        max_length=255,
        blank=True,
        help_text="One sentence about these readers and their interests",
    )
    accent = models.CharField(max_length=10, choices=Accent, default=Accent.BRICK)

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("navigation_label"),
        FieldPanel("description"),
        FieldPanel("accent"),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("name"),
    ]

    class Meta(Orderable.Meta):
        ordering = ["sort_order", "name"]

    def __str__(self):
        return self.name


class FormerAudience(models.Model):
    """A former slug of an audience: its URLs redirect, and its ballots still have a name."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    # The audience that had this slug, None if the audience was deleted.
    successor = models.ForeignKey(
        Audience, null=True, on_delete=models.SET_NULL, related_name="former_slugs"
    )

    def __str__(self):
        return self.name


class PageAudienceManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().select_related("audience")


class PageAudience(Orderable):
    """A target audience of a page, with a teaser for that audience."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_audiences")
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="page_audiences")
    teaser = models.TextField(
        blank=True,
        max_length=400,
        help_text="Shown as “Why it matters to you” instead of the standfirst on this audience’s "
        "page and in its feed",
    )

    objects = PageAudienceManager()

    panels = [
        FieldPanel("audience", widget=forms.Select),
        FieldPanel("teaser", widget=CharacterCountTextarea(RECOMMENDED_TEASER_LENGTH)),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "audience"],
                name="unique_page_audience",
                violation_error_message="This audience is selected twice. Remove one of the two.",
            )
        ]

    def __str__(self):
        return str(self.audience)


AUDIENCES_PANEL = InlinePanel(
    "page_audiences",
    label="Audience",
    heading="Audiences",
    help_text="Leave empty for all readers",
)


def get_audience_names() -> dict[str, str]:
    """Return {slug: name} of all current and former audiences, in one query."""
    add_cache_tag("audiences")
    former = FormerAudience.objects.values_list("slug", "name", models.Value(0))
    current = Audience.objects.values_list("slug", "name", models.Value(1))
    rows = former.order_by().union(current.order_by(), all=True)
    # Current audiences come last, so that their names replace those of reused slugs.
    return {slug: name for slug, name, _ in sorted(rows, key=lambda row: row[2])}


def get_audience_by_slug(slug: str) -> Audience | None:
    """Return the audience that has this slug, else the one that had it last, else None."""
    if not slug:
        return None
    has_slug = Q(slug=slug) | Q(former_slugs__slug=slug)
    audiences = list(Audience.objects.filter(has_slug).distinct())
    return min(audiences, key=lambda audience: audience.slug != slug, default=None)
