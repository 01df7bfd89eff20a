"""The subjects by which readers find articles."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index

from articles.models.articles import ArticlePage


class TopicQuerySet(models.QuerySet):
    def with_articles(self):
        """Topics with `number`, how many articles readers find on each."""
        articles = ArticlePage.objects.visible().originals()
        counted = self.annotate(number=Count("articles", filter=Q(articles__in=articles)))
        return counted.order_by("name")

    def with_articles_for(self, audience):
        """Topics on which there is something addressed to an audience, with its `number`."""
        articles = ArticlePage.objects.visible().originals()
        addressed = articles.filter(page_audiences__audience=audience)
        found = self.filter(articles__in=addressed.values("pk"))
        return found.annotate(number=Count("articles")).order_by("name")


class Topic(index.Indexed, models.Model):
    """A subject, with a list of articles at an address of its own."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The last part of its address: /topics/<slug>/"
    )
    description = models.CharField(
        max_length=255, blank=True, help_text="One sentence, shown above its list of articles"
    )

    objects = TopicQuerySet.as_manager()

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
