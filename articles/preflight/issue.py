"""One thing that a preflight has found, and where the editor can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`place` is the path of a field in the editor, such as "standfirst" or "body.<id>.text".

    `where` says the same in words. What `breaks` the page cannot be overruled. `about` tells
    findings of one kind in one place apart, such as two links of one paragraph.
    """

    code: str
    place: str
    where: str
    message: str
    breaks: bool = False
    about: str = ""

    @property
    def key(self):
        """What stays the same while the slip is the same: an overruled one is not asked again."""
        return " ".join(filter(None, [self.code, self.place, self.about]))

    @property
    def anchor(self):
        """Return the fragment of the editor's address that leads to the field."""
        # A row of a panel has no path of Wagtail's, but fields with identifiers.
        return self.place if self.place.startswith("id_") else f":w:contentpath={self.place}"
