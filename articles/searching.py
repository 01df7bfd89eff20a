"""Search words, as all that searches here takes them."""

from wagtail.search.backends import get_search_backend

# Longer than any real question; what follows is not searched.
LONGEST = 200
# Whoever has not found it among so many asks again in other words.
MOST = 500


def as_query(text):
    """Return the words of a text that are searched for, "" if there are none."""
    # SQLite's search fails on a quotation mark that is alone, and none means anything here.
    return " ".join(text.replace('"', " ").split())[:LONGEST]


def best_matches(model, text, operator=None):
    """Return the keys of what matches among all that a model has, the best first.

    `operator` is "and" (the default) or "or", between words.
    """
    if not (query := as_query(text)):
        return []
    found = get_search_backend().search(query, model.objects.only("pk"), operator=operator)
    return [each.pk for each in found[:MOST]]
