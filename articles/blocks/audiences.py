"""Blocks that are for some readers more than for others."""

from itertools import islice

from django import forms
from wagtail import blocks

from articles.audiences.models import Audience
from articles.prefetch.body_prefetch import Referring, find

HELP = "None means everyone. For others the block is folded under a label, never left out."


class AudiencesBlock(Referring, blocks.FieldBlock):
    """Audiences to tick: stored by their keys, without those deleted since."""

    model_class = Audience
    # One for all blocks, so that the editor's form asks for the audiences once.
    field = forms.ModelMultipleChoiceField(
        Audience.objects.all(), required=False, widget=forms.CheckboxSelectMultiple, help_text=HELP
    )

    def bulk_to_python(self, values):
        found = iter(find(Audience, [pk for value in values for pk in value or []]))
        return [list(filter(None, islice(found, len(value or [])))) for value in values]

    def to_python(self, value):
        return self.bulk_to_python([value])[0]

    def get_prep_value(self, value):
        return [key_of(each) for each in value]

    def value_for_form(self, value):
        return [key_of(each) for each in value]

    def value_from_form(self, value):
        return list(value)

    def value_from_datadict(self, data, files, prefix):
        """Take what a form ticked, or a whole list from the API."""
        values = data.getlist(prefix)
        return values[0] if values and isinstance(values[0], list) else values

    def get_default(self):
        return []

    def extract_references(self, value):
        for audience in value:
            yield Audience, str(audience.pk), "", ""

    def render_basic(self, value, context=None):
        """Name the audiences, for the comparison of revisions."""
        return ", ".join(map(str, value))

    class Meta:
        icon = "group"
        label = "For whom"


def key_of(each):
    """Return the key of an audience, or what a form that was not checked yet has for one."""
    return getattr(each, "pk", each)


class AddressedBlock(blocks.StructBlock):
    """A block of a page's body, which may be addressed to audiences."""

    audiences = AudiencesBlock(required=False)

    def get_form_layout(self):
        content = [name for name in self.child_blocks if name != "audiences"]
        return blocks.BlockGroup(children=content, settings=["audiences"])

    def normalize(self, value):
        """A block written in code need not say for whom it is."""
        value = super().normalize(value)
        value.setdefault("audiences", [])
        return value

    def get_api_representation(self, value, context=None):
        """Return the values by name; for whom they are stands beside them, in `BodyBlock`."""
        representation = super().get_api_representation(value, context=context)
        representation.pop("audiences")
        return representation
