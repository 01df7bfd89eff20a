"""Fields of the editor's forms that count what is typed."""

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput


class CountedInput(forms.TextInput):
    """One line that says how many characters it has, of so many that are read."""

    class Media:
        css = {"all": ["css/admin_editor.css"]}
        js = ["js/admin_counts.js"]

    def __init__(self, most, attrs=None):
        super().__init__({"data-characters": most, **(attrs or {})})


class CountedTextarea(AdminAutoHeightTextInput):
    class Media:
        css = {"all": ["css/admin_editor.css"]}
        js = ["js/admin_counts.js"]

    def __init__(self, most, attrs=None):
        super().__init__({"data-characters": most, **(attrs or {})})
