"""The image model, its renditions and the sizes in which pages show images."""

import re

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

# {size: filter specs of its renditions, narrowest first}. Pages, feeds and share cards use no
# other renditions, so one query loads all renditions of a page.
IMAGE_SIZES = {
    "text": ("width-480|format-webp", "width-960|format-webp", "width-1600|format-webp"),
    "card": ("fill-400x250|format-webp", "fill-800x500|format-webp"),
    "portrait": ("fill-120x120|format-webp", "fill-320x320|format-webp"),
    "share": ("fill-1200x630|format-jpeg",),
}
RENDITION_SPECS = tuple(spec for specs in IMAGE_SIZES.values() for spec in specs)
# Each spec is parsed once. Wagtail would parse it again for every image.
RENDITION_FILTERS = {spec: Filter(spec=spec) for spec in RENDITION_SPECS}
# {name in the API, such as "text_480": filter spec}.
NAMED_RENDITION_SPECS = {
    f"{size}_{re.search(r'[0-9]+', spec)[0]}": spec
    for size, specs in IMAGE_SIZES.items()
    for spec in specs
}


class CustomImage(AbstractImage):
    """An image with a credit, which pages show under the image."""

    credit = models.CharField(
        max_length=255, blank=True, help_text="The creator, shown under the image"
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "image"
        verbose_name_plural = "images"

    def get_all_renditions(self) -> dict:
        """Return {spec: rendition} for all RENDITION_SPECS, {} if the file is lost."""
        try:
            return self.get_renditions(*RENDITION_FILTERS.values())
        except (OSError, ValueError):
            return {}

    def get_renditions_for_size(self, size: str) -> list:
        """Return the renditions of an image size, narrowest first; [] if the file is lost."""
        filters = [RENDITION_FILTERS[spec] for spec in IMAGE_SIZES[size]]
        try:
            return list(self.get_renditions(*filters).values())
        except (OSError, ValueError):
            return []


class CustomRendition(AbstractRendition):
    """One generated version of an image, in one size and format."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]
