"""Polls: a question, its options, its ballots. Knows nothing of the site but Wagtail."""
