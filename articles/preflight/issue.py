"""An issue that a preflight finds, with the field in which an editor fixes it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Issue:
    """`field_path` is the path of a field in the editor, such as "standfirst" or "body.<id>.text".

    `location` names the same field for the editor. A blocking issue prevents publication; any
    other issue is a warning, which an editor can override. `subject` distinguishes issues with
    the same code in the same field, such as two links in one paragraph.
    """

    code: str
    field_path: str
    location: str
    message: str
    is_blocking: bool = False
    subject: str = ""

    @property
    def key(self) -> str:
        """A key that is the same in every draft, so that an overridden warning stays overridden."""
        return " ".join(filter(None, [self.code, self.field_path, self.subject]))

    @property
    def anchor(self) -> str:
        """The fragment of the editor's URL that leads to the field."""
        # Wagtail gives no content path to the rows of an inline panel, but an ID to their fields.
        if self.field_path.startswith("id_"):
            return self.field_path
        return f":w:contentpath={self.field_path}"
