"""What became of a document: what is not in the article, and what stands in it otherwise."""

# A report is read by a person. What goes beyond is in the document, and the report says so.
MAX_TEXTS = 200
MAX_LENGTH = 5000


class Report:
    """Findings in the order in which they were made, each with the texts that it is about."""

    def __init__(self):
        self.lost, self.changed = {}, {}

    def lose(self, what, *texts):
        """Say that something is not in the article."""
        self.lost.setdefault(what, []).extend(filter(None, map(tidy, texts)))

    def change(self, what, *texts):
        """Say that something is in the article, but not as it was in the document."""
        self.changed.setdefault(what, []).extend(filter(None, map(tidy, texts)))

    def __bool__(self):
        return bool(self.lost or self.changed)

    def as_data(self):
        """Return {"lost", "changed"}, each a list of {"what", "texts", "more"}.

        `more` counts the texts that are too many to be listed.
        """
        return {"lost": as_list(self.lost), "changed": as_list(self.changed)}


def as_list(findings):
    return [
        {"what": what, "texts": texts[:MAX_TEXTS], "more": max(0, len(texts) - MAX_TEXTS)}
        for what, texts in findings.items()
    ]


def tidy(text):
    """Return a text on one line, cut where no person reads on."""
    text = " ".join(str(text).replace("\0", "").split())
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]} … (cut; see the document)"
