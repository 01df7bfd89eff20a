"""The editor's form of a poll."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from wagtail.admin.forms import WagtailAdminModelForm

TOO_FEW_OPTIONS = "Voters must choose at least {} options, but there are only {}. Add options."
DUPLICATE_OPTION_LABELS = "Two options have the same label: “{}”. Change one of them."


class PollForm(WagtailAdminModelForm):
    """Validates the options together, unless an incomplete draft is saved."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if "options" in self.formsets and not self.is_deferred_validation:
            self.validate_options(cleaned_data, get_labels(self.formsets["options"]))
        return cleaned_data

    def validate_options(self, cleaned_data: dict[str, Any], labels: list[str]) -> None:
        if duplicates := [label for label in labels if labels.count(label) > 1]:
            raise ValidationError(DUPLICATE_OPTION_LABELS.format(duplicates[0]))
        minimum = cleaned_data.get("min_choices") or 1
        if cleaned_data.get("kind") == "multiple" and minimum > len(labels):
            self.add_error("min_choices", TOO_FEW_OPTIONS.format(minimum, len(labels)))


def get_labels(formset: BaseFormSet) -> list[str]:
    """Return the labels of the options that the form does not delete."""
    forms = [form for form in formset.forms if form not in formset.deleted_forms]
    labels = [form.cleaned_data.get("label", "") for form in forms if form.is_valid()]
    return [label for label in labels if label]
