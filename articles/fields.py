"""A field that Wagtail's index of references takes note of."""

from modelcluster.fields import ParentalManyToManyField


class NotedManyToManyField(ParentalManyToManyField):
    """What it names is known to be used: Wagtail notes foreign keys and StreamFields alone."""

    def extract_references(self, value):
        """Yield (model, key, path in the model, path in the content), as StreamField does."""
        for item in value:
            yield self.related_model, str(item.pk), "item", str(item.pk)

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        # To the database it is what it extends.
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs
