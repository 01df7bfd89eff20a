"""The editor's form of a poll."""

from django.core.exceptions import ValidationError
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import Panel

TOO_FEW = "Voters must choose at least {}, but there are only {} options."
TWICE = "Two options have the same words: “{}”."


class PollForm(WagtailAdminModelForm):
    """Checks the options together; a draft may still have gaps."""

    def clean(self):
        cleaned = super().clean()
        if "options" in self.formsets and not self.is_deferred_validation:
            self.check_options(cleaned, labels_of(self.formsets["options"]))
        return cleaned

    def check_options(self, cleaned, labels):
        if repeated := [label for label in labels if labels.count(label) > 1]:
            raise ValidationError(TWICE.format(repeated[0]))
        least = cleaned.get("min_choices") or 1
        if cleaned.get("kind") == "multiple" and least > len(labels):
            self.add_error("min_choices", TOO_FEW.format(least, len(labels)))


def labels_of(formset):
    """Return the labels that the form leaves, without the options it removes."""
    kept = [form for form in formset.forms if form not in formset.deleted_forms]
    labels = [form.cleaned_data.get("label", "") for form in kept if form.is_valid()]
    return [label for label in labels if label]


class LockNotice(Panel):
    """Tells an editor what is locked, and shows the options as they stand."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "polls/admin/lock_notice.html"
