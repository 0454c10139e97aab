"""The dates that a page prints around its headline."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.clean.blocks import Block

# The names of months in English, German, French, Spanish, Italian, Dutch and Portuguese; of each as many
# letters as tell it from the others.
_MONTHS = tuple(
    line.split()
    for line in """jan ene gen
    feb fév fev fév
    mar mär mrt maa
    apr avr abr
    may mai mag mei mayo maio
    jun juin giu
    jul juil lug
    aug août aou ago
    sep set
    oct okt ott out
    nov
    dec dez déc dic""".splitlines()
)
_MONTH_OF = {start: number for number, starts in enumerate(_MONTHS, 1) for start in starts}
_LONGEST_START = max(map(len, _MONTH_OF))
_LEAST_START = min(map(len, _MONTH_OF))
_NAME = r"[^\W\d_](?:[^\WA-Z\d_]{2,9}|[A-Z]{2,9})\.?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:\b|(?<=[a-z])(?=[A-Z]))(?:(?P<month>{_NAME}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>{_YEAR})"
    rf"|(?P<day_before>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)? (?:de |of )?(?P<month_after>{_NAME}),? (?:del? )?"
    rf"(?P<year_after>{_YEAR})"
    rf"|(?P<iso_year>{_YEAR})[-/](?P<iso_month>\d\d)[-/](?P<iso_day>\d\d)"
    rf"|(?P<first>\d{{1,2}})(?P<sign>[./-])(?P<second>\d{{1,2}})(?P=sign)(?P<last>{_YEAR}))\b"
)
_CLOCK = re.compile(
    r"[\s,@|–-]{0,4}(?:at |um |- )?\s?(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:\s?(?P<half>[ap])\.?\s?m)?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"updat|modif|revis|correct|aktualis|mis à jour|actualiz|aggiorn|bijgewerkt", re.IGNORECASE
)
# What a line that is there for its date has beside it.
_BESIDE_DATE = re.compile(
    r"\b(?:first|last|originally|published|publish|posted|updated|modified|created|date|on|at|by|[ap]\.?m\b\.?|utc|gmt"
    r"|[a-z]{1,3}t|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\b|[\W\d_]",
    re.IGNORECASE,
)
_TWEET = "(@"  # stands between the name below an embedded message and its date
_LONGEST = 120  # characters of a line that shows the date of the article
_ABOVE = 4  # lines before the headline among which it stands
_BELOW = 8  # lines after it


class Shown(NamedTuple):
    """A date as it is printed."""

    day: date
    clock: time | None
    is_update: bool
    """Whether the words before it say that it is the day of a change."""


def shown_dates(found: Sequence[Block]) -> list[Shown]:
    """Give the dates that short lines around the first heading print: those below it, then those above."""
    first = next((number for number, block in enumerate(found) if block.place.in_heading), None)
    if first is None:
        return []
    near = [*found[first + 1 : first + 1 + _BELOW], *found[max(0, first - _ABOVE) : first]]
    return [shown for block in near if len(block.text) <= _LONGEST for shown in dates_of(block.text)]


def is_date(line: str) -> bool:
    """Whether a line says nothing but when: a date, with its time and what it is the date of."""
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return False
    rest = _DATE.sub(" ", line)
    return rest != line and not _BESIDE_DATE.sub("", rest)


def dates_of(line: str) -> Iterator[Shown]:
    """Give the dates of a line, but for those of embedded messages."""
    if _TWEET in line:
        return
    at = 0
    for found in _DATE.finditer(line):
        label, at = line[at : found.start()], found.end()
        if day := _day(found):
            yield Shown(day, _clock(line, at), _UPDATED.search(label) is not None)


def _day(found: re.Match[str]) -> date | None:
    """Give the day of a date, if there is one such and its numbers leave no doubt about their order."""
    if name := found["month"] or found["month_after"]:
        month = _month(name)
        year, day = found["year"] or found["year_after"], found["day"] or found["day_before"]
    elif found["iso_year"]:
        year, month, day = found["iso_year"], int(found["iso_month"]), found["iso_day"]
    else:
        year, month, day = found["last"], int(found["second"]), found["first"]
        if found["sign"] != "." and int(day) <= 12 and day != found["second"]:
            if month <= 12:
                return None
            month, day = int(day), found["second"]
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Give the number of a month; 0 where it is none."""
    lower = name.lower()
    sizes = range(_LONGEST_START, _LEAST_START - 1, -1)
    return next((_MONTH_OF[lower[:size]] for size in sizes if lower[:size] in _MONTH_OF), 0)


def _clock(line: str, at: int) -> time | None:
    """Give the time that stands behind a date."""
    found = _CLOCK.match(line, at)
    if found is None:
        return None
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"].lower() == "p")
    try:
        return time(hour, int(found["minute"]))
    except ValueError:
        return None
