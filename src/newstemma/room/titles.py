"""What a report is called where its headline has to stand for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newstemma.times import in_order

if TYPE_CHECKING:
    from newstemma.model import Report


def title_of(report: Report) -> str | None:
    """Give the headline that most versions bear; of several, the one printed first."""
    printed = sorted(report.versions, key=lambda version: in_order(version.published))
    headlines = [version.headline for version in printed if version.headline]
    return Counter(headlines).most_common(1)[0][0] if headlines else None


def outlet_count(report: Report) -> int:
    """Count the outlets; an article of an unknown one counts as one."""
    return len({version.outlet or version.article for version in report.versions})


def credits_of(report: Report) -> tuple[str, ...]:
    """Give the agencies that its versions credit, the most credited first."""
    return tuple(name for name, _ in Counter(v.credit for v in report.versions if v.credit).most_common())


def first_printed(report: Report) -> str | None:
    """Give the earliest time of print that is known."""
    printed = (version.published for version in report.versions if version.published)
    return min(printed, key=in_order, default=None)
