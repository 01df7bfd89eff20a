"""Model fields and rich text features that all page types share."""

from modelcluster.fields import ParentalManyToManyField

# The features of every rich text field and block of the site.
RICH_TEXT_FEATURES = [
    "bold",
    "italic",
    "superscript",
    "subscript",
    "ol",
    "ul",
    "link",
    "document-link",
]


class ReferenceIndexedManyToManyField(ParentalManyToManyField):
    """A many-to-many field whose targets appear in Wagtail's reference index.

    Wagtail itself indexes foreign keys and StreamFields only.
    """

    def extract_references(self, value):
        """Yield (model, primary key, model path, content path), as StreamField does."""
        for item in value:
            yield self.related_model, str(item.pk), "item", str(item.pk)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        # The database column is that of the base class, so migrations name the base class.
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs
