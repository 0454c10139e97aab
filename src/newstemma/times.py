"""Times of print as the pages give them -> instants that can be compared, and words for people."""

from __future__ import annotations

from datetime import UTC, datetime

DAY = len("2000-01-01")


def instant(published: str | None) -> datetime | None:
    """Give a time of print in UTC, if it is one; where no zone is told, as if it were UTC."""
    try:
        when = datetime.fromisoformat(published or "")
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def in_order(published: str | None) -> datetime:
    """Give what to sort times of print by: what is no time comes last."""
    return instant(published) or datetime.max.replace(tzinfo=UTC)


def is_day(published: str) -> bool:
    """Whether only the day is known."""
    return len(published) <= DAY


def in_utc(published: str | None) -> str:
    """Say when something was printed, in one zone for all: `2025-03-11 14:05`, or the day alone.

    What is no time stays as it is.
    """
    when = instant(published)
    if published is None or when is None:
        return published or "undated"
    return f"{when:%Y-%m-%d}" if is_day(published) else f"{when:%Y-%m-%d %H:%M}"
