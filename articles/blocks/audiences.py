"""Target audiences of the blocks of a body."""

from itertools import islice

from django import forms
from wagtail import blocks

from articles.audiences.models import Audience
from articles.prefetch.body_prefetch import PrefetchedChooserMixin, get_prefetched


class AudiencesBlock(PrefetchedChooserMixin, blocks.FieldBlock):
    """Audiences as checkboxes, stored as primary keys. Deleted audiences are omitted."""

    model_class = Audience
    # One form field for all blocks, so that the editor runs one query for the audiences.
    field = forms.ModelMultipleChoiceField(
        Audience.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Leave empty for all readers",
    )

    def bulk_to_python(self, values):
        pks = [pk for value in values for pk in value or []]
        audiences = iter(get_prefetched(Audience, pks))
        return [list(filter(None, islice(audiences, len(value or [])))) for value in values]

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def get_prep_value(self, value):
        return [get_primary_key(audience) for audience in value]

    def value_for_form(self, value):
        return [get_primary_key(audience) for audience in value]

    def value_from_form(self, value):
        return list(value)

    def value_from_datadict(self, data, files, prefix):
        """Return the values of the form's checkboxes, or a list of values from the API."""
        values = data.getlist(prefix)
        return values[0] if values and isinstance(values[0], list) else values

    def get_default(self):
        return []

    def extract_references(self, value):
        for audience in value:
            yield Audience, str(audience.pk), "", ""

    def render_basic(self, value, context=None):
        """Return the names of the audiences, for the comparison of revisions."""
        return ", ".join(map(str, value))

    class Meta:
        icon = "group"
        label = "Audiences"


def get_primary_key(audience):
    """Return the primary key of an audience, or the raw value of a form before validation."""
    return getattr(audience, "pk", audience)


class AudienceTargetedBlock(blocks.StructBlock):
    """Base class of the blocks of a body, which may have target audiences."""

    audiences = AudiencesBlock(required=False)

    def get_form_layout(self):
        content = [name for name in self.child_blocks if name != "audiences"]
        return blocks.BlockGroup(children=content, settings=["audiences"])

    def normalize(self, value):
        """Add an empty list of audiences to a value that is created in code without them."""
        value = super().normalize(value)
        value.setdefault("audiences", [])
        return value

    def get_api_representation(self, value, context=None):
        """Return the values by name, without `audiences`, which `BodyBlock` adds to the block."""
        data = super().get_api_representation(value, context=context)
        data.pop("audiences")
        return data
