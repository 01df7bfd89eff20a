"""Validation of ORCID identifiers."""

import re

from django.core.exceptions import ValidationError

ORCID_PATTERN = re.compile(r"(?:[0-9]{4}-){3}[0-9]{3}[0-9X]")


def compute_check_character(digits: str) -> str:
    """Return the check character of 15 digits (ISO 7064, MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def validate_orcid(value: str) -> None:
    """Raise ValidationError unless `value` is an ORCID with the correct check character."""
    if not ORCID_PATTERN.fullmatch(value):
        raise ValidationError(
            "This is not an ORCID. Enter four groups of four, such as 0000-0002-1825-0097."
        )
    digits = value.replace("-", "")
    if digits[-1] != compute_check_character(digits[:-1]):
        raise ValidationError(
            "The check digit does not match. Check all 16 characters of the ORCID iD."
        )
