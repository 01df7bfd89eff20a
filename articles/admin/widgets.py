"""Form widgets with a character count, and the recommended lengths of an article's text fields.

A text that exceeds its recommended length is valid: it is cut off in lists and search results.
"""

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

RECOMMENDED_TITLE_LENGTH = 90
RECOMMENDED_STANDFIRST_LENGTH = 300
RECOMMENDED_TEASER_LENGTH = 200
# Search engines and link previews show about as many characters.
RECOMMENDED_SEO_TITLE_LENGTH = 60
RECOMMENDED_DESCRIPTION_LENGTH = 160


class CharacterCountMixin:
    """Shows how many of `recommended_length` characters are used; the script does the counting."""

    class Media:
        css = {"all": ["css/admin_editor.css"]}
        js = ["js/admin_character_count.js"]

    def __init__(self, recommended_length, attrs=None):
        super().__init__({"data-recommended-length": recommended_length, **(attrs or {})})


class CharacterCountInput(CharacterCountMixin, forms.TextInput):
    pass


class CharacterCountTextarea(CharacterCountMixin, AdminAutoHeightTextInput):
    pass
