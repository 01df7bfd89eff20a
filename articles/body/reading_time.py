"""Word count and reading time of a body."""

import re

# Silent reading of English prose: 238 words a minute on average (Brysbaert 2019, a review of
# 190 studies). Argumentative prose is read a little more slowly.
WORDS_PER_MINUTE = 220


def count_words(body) -> int:
    """Return the number of words in all blocks of a body."""
    texts = body.stream_block.get_searchable_content(body)
    return sum(len(re.findall(r"\w+(?:[’'-]\w+)*", str(text))) for text in texts)


def estimate_reading_minutes(word_count: int) -> int:
    """Return the reading time in whole minutes, at least 1."""
    return max(1, round(word_count / WORDS_PER_MINUTE))
