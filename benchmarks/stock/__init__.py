"""Wagtail as it comes, on the same content, to compare with."""
