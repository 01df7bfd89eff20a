"""The subjects by which readers find articles."""

from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index


class Topic(index.Indexed, models.Model):
    """A subject, with a list of articles at an address of its own."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The last part of its address: /topics/<slug>/"
    )
    description = models.CharField(
        max_length=255, blank=True, help_text="One sentence, shown above its list of articles"
    )

    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("description"),
    ]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("name"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("topic", args=[self.slug])
