"""How long a text is, and how long it takes to read."""

import re

# Silent reading of English prose: 238 words a minute on average (Brysbaert 2019, a review of
# 190 studies); readers of argument are a little slower.
WORDS_PER_MINUTE = 220


def count_words(body):
    """Return the number of words in all blocks of a body."""
    texts = body.stream_block.get_searchable_content(body)
    return sum(len(re.findall(r"\w+(?:[’'-]\w+)*", str(text))) for text in texts)


def reading_minutes(words):
    """Return whole minutes, at least 1."""
    return max(1, round(words / WORDS_PER_MINUTE))
