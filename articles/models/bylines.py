"""Bylines: the authors of an article, in the order in which they are printed."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from articles.visibility import build_private_page_condition, is_public_page


class BylineManager(models.Manager):
    def get_queryset(self):
        """Return bylines with their authors, and whether each author page is private."""
        bylines = super().get_queryset().select_related("author")
        bylines = bylines.annotate(is_author_private=build_private_page_condition("author__path"))
        return bylines.defer("author__body", "author__biography", "author__links")


class Byline(Orderable):
    """One name in an article's byline: an author with a page on this site, or a guest."""

    article = ParentalKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "articles.AuthorPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bylines",
    )
    name = models.CharField(
        "printed name",
        max_length=160,
        blank=True,
        help_text="For guests, or to override the author’s name",
    )

    objects = BylineManager()

    panels = [FieldPanel("author"), FieldPanel("name")]

    def __str__(self):
        return self.public_author["name"]

    @property
    def public_author(self) -> dict:
        """The author as {"name", "page"}.

        Without a public author page, `page` is None and `name` is the printed name only, or "".
        """
        page = self.author
        if page and hasattr(self, "is_author_private"):
            page.is_private = self.is_author_private
        page = page if is_public_page(page) else None
        return {"name": self.name or (page.title if page else ""), "page": page}
