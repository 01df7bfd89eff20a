"""The options of a poll."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.images import get_image_model, get_image_model_string
from wagtail.images.models import AbstractRendition
from wagtail.models import Orderable

OPTION_IMAGE_SPEC = "width-480|format-webp"

# An integer for mypy: the number is null only until the poll is saved.
type NumberField = models.PositiveSmallIntegerField[int | None, int]


class PollOptionQuerySet(models.QuerySet["PollOption"]):
    def with_images(self) -> "PollOptionQuerySet":
        """Options with the renditions of their images; no extra query if none has an image."""
        images = get_image_model().objects.prefetch_renditions(OPTION_IMAGE_SPEC)
        return self.prefetch_related(models.Prefetch("image", queryset=images))


class PollOption(Orderable):
    """One option that voters may choose. Its number identifies it within the poll."""

    poll = ParentalKey("polls.Poll", on_delete=models.CASCADE, related_name="options")
    number: NumberField = models.PositiveSmallIntegerField(null=True, editable=False)  # type: ignore[misc]
    label = models.CharField(max_length=255)
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_alt = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        help_text="Describe the image if it adds to the label.",
    )

    objects = PollOptionQuerySet.as_manager()

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["poll", "number"], name="unique_option")]

    def __str__(self) -> str:
        return self.label

    @property
    def rendition(self) -> AbstractRendition | None:
        """The rendition of the image; None without an image or if its file is missing."""
        try:
            return self.image and self.image.get_rendition(OPTION_IMAGE_SPEC)
        except (OSError, ValueError):
            return None
