"""Checks of a draft before it is published.

`checks.find_issues` returns the issues of a draft; `publishing` refuses to publish a page with
blocking issues, and requires a reason for a page with warnings.
"""
