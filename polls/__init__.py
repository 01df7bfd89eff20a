"""Polls: a question, its options, its ballots; usable on any page."""
