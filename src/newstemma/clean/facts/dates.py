"""Dates as containers, heads and JSON-LD write them -> ISO 8601."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ]\s?(?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?\s?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)


def iso_date(text: str) -> str | None:
    """Bring a date, as containers and heads give it, to ISO 8601; None where it is none."""
    text = text.strip()
    found = _ISO.match(text)
    if found is None:
        return _other(text)
    day = f"{found['year']}-{found['month']}-{found['day']}"
    try:
        datetime.fromisoformat(day)
    except ValueError:
        return None
    if not found["time"]:
        return day
    zone = (found["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
    if re.fullmatch(r"[+-]\d{4}", zone):
        zone = f"{zone[:3]}:{zone[3:]}"
    elif re.fullmatch(r"[+-]\d\d", zone):
        zone += ":00"
    return f"{day}T{found['time']}{zone}"


def _other(text: str) -> str | None:
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
