"""Pictures and the sizes in which pages show them."""

import re

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

# The renditions of each named size, narrowest first. Pages, feeds and share cards ask for
# nothing else, so that all of a page's renditions are read in one query.
SIZES = {
    "text": ("width-480|format-webp", "width-960|format-webp", "width-1600|format-webp"),
    "card": ("fill-400x250|format-webp", "fill-800x500|format-webp"),
    "portrait": ("fill-120x120|format-webp", "fill-320x320|format-webp"),
    "share": ("fill-1200x630|format-jpeg",),
}
SPECS = tuple(spec for specs in SIZES.values() for spec in specs)
# Each is parsed once; Wagtail would parse a specification for every picture anew.
FILTERS = {spec: Filter(spec=spec) for spec in SPECS}
# The same for other front ends: {name such as "text_480": rendition}.
NAMED = {
    f"{size}_{re.search(r'[0-9]+', spec)[0]}": spec
    for size, specs in SIZES.items()
    for spec in specs
}


class CustomImage(AbstractImage):
    """A picture with the credit that is shown wherever it stands."""

    credit = models.CharField(
        max_length=255, blank=True, help_text="Who made it, shown under the picture"
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        verbose_name_plural = "pictures"

    def in_every_size(self):
        """Return {spec: rendition} for all SPECS, nothing if the file is lost."""
        try:
            return self.get_renditions(*FILTERS.values())
        except (OSError, ValueError):
            return {}

    def in_size(self, size):
        """Return the renditions of a size in SIZES, narrowest first; none if the file is lost."""
        try:
            return list(self.get_renditions(*map(FILTERS.get, SIZES[size])).values())
        except (OSError, ValueError):
            return []


class CustomRendition(AbstractRendition):
    """One finished form of a picture."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"
            )
        ]
