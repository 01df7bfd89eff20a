"""The report of an import: elements that were dropped, and elements that were changed."""

# Limits for a report that a person reads. The document has the full text.
MAX_TEXTS = 200
MAX_LENGTH = 5000


class ImportReport:
    """Messages in the order in which they were added, each with the strings that it is about."""

    def __init__(self):
        self.dropped: dict[str, list[str]] = {}
        self.changed: dict[str, list[str]] = {}

    def add_dropped(self, message: str, *texts: str) -> None:
        """Report content that is not in the article."""
        self.dropped.setdefault(message, []).extend(filter(None, map(normalize_text, texts)))

    def add_changed(self, message: str, *texts: str) -> None:
        """Report content that is in the article in a different form."""
        self.changed.setdefault(message, []).extend(filter(None, map(normalize_text, texts)))

    def __bool__(self):
        return bool(self.dropped or self.changed)

    def serialize(self) -> dict[str, list[dict]]:
        """Return {"dropped", "changed"}, each a list of {"message", "texts", "omitted"}.

        `omitted` is the number of strings beyond the limit.
        """
        return {
            "dropped": serialize_entries(self.dropped),
            "changed": serialize_entries(self.changed),
        }


def serialize_entries(entries: dict[str, list[str]]) -> list[dict]:
    return [
        {
            "message": message,
            "texts": texts[:MAX_TEXTS],
            "omitted": max(0, len(texts) - MAX_TEXTS),
        }
        for message, texts in entries.items()
    ]


def normalize_text(text: object) -> str:
    """Return a text on one line, cut off at the maximum length."""
    line = " ".join(str(text).replace("\0", "").split())
    return line if len(line) <= MAX_LENGTH else f"{line[:MAX_LENGTH]} … (cut; see the document)"
