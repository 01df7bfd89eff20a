"""Checks of a draft before it is published.

`checks.find_preflight_issues` returns the issues of a draft; `publishing` rejects pages with
blocking issues, and requires a reason for a page with warnings.
"""
