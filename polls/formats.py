"""Text formats that every app uses: dates and spreadsheet cells."""

from datetime import UTC, datetime
from typing import Any

from django.utils import timezone

# A spreadsheet reads a cell that begins with one of these characters as a formula.
# Source: OWASP, "CSV Injection".
FORMULA_PREFIXES = ("=", "+", "-", "@", "\t", "\r")


def format_datetime(moment: datetime | None) -> str | None:
    """Return a datetime in ISO 8601, in UTC and to the second; None for None."""
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else None


def format_date(moment: datetime) -> str:
    """Return a date such as "1 June 2026", in the time zone of the site."""
    return timezone.localtime(moment).strftime("%-d %B %Y")


def format_date_and_time(moment: datetime) -> str:
    """Return a date and time such as "1 June 2026, 12:00", in the time zone of the site."""
    return timezone.localtime(moment).strftime("%-d %B %Y, %H:%M")


def format_short_date_and_time(moment: datetime) -> str:
    """Return a date and time such as "1 Jun 2026, 12:00", in the time zone of the site."""
    return timezone.localtime(moment).strftime("%-d %b %Y, %H:%M")


def escape_formula(value: Any) -> Any:
    """Return the value of a spreadsheet cell, quoted if a spreadsheet would run it as a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_PREFIXES):
        return f"'{value}"
    return value
