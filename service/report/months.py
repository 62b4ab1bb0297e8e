"""The month of a date as an archive writes it."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime

_ISO_MONTH = re.compile(r"(?<!\d)\d{4}-(?:0[1-9]|1[0-2])(?!\d)")


def month_of(date: str) -> str | None:
    """Return the month (``"2024-03"``) of a date in ISO 8601 or as in mail headers and feeds, None of any other."""
    if found := _ISO_MONTH.search(date):
        return found[0]
    try:
        return parsedate_to_datetime(date).strftime("%Y-%m")
    except (ValueError, OverflowError):
        return None
