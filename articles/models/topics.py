"""Topics of articles."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.search import index

from articles.models.articles import ArticlePage


class TopicQuerySet(models.QuerySet):
    def with_article_counts(self):
        """Annotate topics with `article_count`, the number of public articles."""
        articles = ArticlePage.objects.live_and_public().originals()
        count = Count("articles", filter=Q(articles__in=articles))
        return self.annotate(article_count=count).order_by("name")

    def with_article_counts_for_audience(self, audience):
        """Return topics with public articles for an audience, and their `article_count`."""
        articles = ArticlePage.objects.live_and_public().originals()
        articles = articles.filter(page_audiences__audience=audience)
        topics = self.filter(articles__in=articles.values("pk"))
        return topics.annotate(article_count=Count("articles")).order_by("name")


class Topic(index.Indexed, models.Model):
    """A subject with a page that lists its articles."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The last part of the URL: /topics/<slug>/"
    )
    description = models.CharField(
        max_length=255, blank=True, help_text="One sentence, shown above the list of articles"
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
