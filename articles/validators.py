"""ORCID identifiers."""

import re

from django.core.exceptions import ValidationError

SHAPE = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")


def check_character(digits):
    """Return the last character that belongs to 15 digits (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def validate_orcid(value):
    """Raise ValidationError unless `value` is an ORCID with a right check character."""
    if not SHAPE.fullmatch(value):
        raise ValidationError("An ORCID is four groups of four, as in 0000-0002-1825-0097.")
    digits = value.replace("-", "")
    if digits[-1] != check_character(digits[:-1]):
        raise ValidationError("This ORCID has a slip in it: its last character does not fit.")
