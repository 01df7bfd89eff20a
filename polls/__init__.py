"""Polls: questions, options, ballots and results. The lowest app, used by all others."""
