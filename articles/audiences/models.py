"""As whom readers come: business, researchers, students, or whoever else there is."""

from django import forms
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, TitleFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from articles import lengths
from articles.admin.widgets import CountedTextarea
from polls.cache_tags import depends_on


class Accent(models.TextChoices):
    """Colours with enough contrast in light and dark, in `css/audience.css`."""

    BRICK = "brick"
    TEAL = "teal"
    INDIGO = "indigo"
    PLUM = "plum"
    MOSS = "moss"


class Audience(index.Indexed, Orderable):
    """A group of readers, for whom pages and blocks can be meant."""

    name = models.CharField(
        max_length=80, unique=True, help_text="Such as “Researchers”; shown beside results of polls"
    )
    slug = models.SlugField(
        max_length=80,
        unique=True,
        help_text="Ends addresses, as ?for=<slug>; ballots keep the one they came with",
    )
    navigation_label = models.CharField(
        max_length=40,
        help_text="Such as “For researchers”; in the header and above folded text",
    )
    description = models.CharField(
        max_length=255, blank=True, help_text="One sentence: who they are, and what they find here"
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
    """A slug that an audience once had: addresses lead on, and ballots that keep it have a name."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=80)
    # Who has another slug now; None for an audience that was deleted.
    successor = models.ForeignKey(
        Audience, null=True, on_delete=models.SET_NULL, related_name="former_slugs"
    )

    def __str__(self):
        return self.name


class AddresseeManager(models.Manager):
    def get_queryset(self):
        return super().get_queryset().select_related("audience")


class PageAudience(Orderable):
    """An audience for whom a page is meant, and why it matters to them."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_audiences")
    audience = models.ForeignKey(Audience, on_delete=models.CASCADE, related_name="addressed")
    teaser = models.TextField(
        "why it matters to you",
        blank=True,
        max_length=400,
        help_text="In place of the standfirst on this audience’s page and in its feed",
    )

    objects = AddresseeManager()

    panels = [
        FieldPanel("audience", widget=forms.Select),
        FieldPanel("teaser", widget=CountedTextarea(lengths.TEASER)),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["page", "audience"],
                name="addressed_once",
                violation_error_message="This audience is chosen twice.",
            )
        ]

    def __str__(self):
        return str(self.audience)


ADDRESSEES = InlinePanel(
    "page_audiences",
    label="Audience",
    heading="For whom",
    help_text="None means everyone. Each audience may be told why this matters to it.",
)


def names_of_audiences():
    """Return {slug: name} of all audiences, also of those there were, in one query."""
    depends_on("audiences")
    former = FormerAudience.objects.values_list("slug", "name", models.Value(0))
    now = Audience.objects.values_list("slug", "name", models.Value(1))
    rows = former.order_by().union(now.order_by(), all=True)
    # Those of today last, so that theirs is the name of a slug that was used before.
    return {slug: name for slug, name, _ in sorted(rows, key=lambda row: row[2])}


def find_audience(slug):
    """Return the audience that has this slug, or last had it; None for any other."""
    if not slug:
        return None
    named = Q(slug=slug) | Q(former_slugs__slug=slug)
    found = list(Audience.objects.filter(named).distinct())
    return min(found, key=lambda audience: audience.slug != slug, default=None)
