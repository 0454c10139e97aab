"""When an article was published, as far as the page states it. A date in the path of a picture is none."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact
from newstemma.clean.facts.dates import iso_date
from newstemma.clean.facts.shown import Shown, shown_dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from newstemma.clean.blocks import Block
    from newstemma.clean.facts.head import Head

_METAS = tuple(
    """article:published_time og:article:published_time datepublished article:published parsely-pub-date
    sailthru.date pubdate publishdate publish-date publish_date publication_date date.published dc.date.issued
    dc.date dcterms.date dcterms.created og:published_time published_at cxenseparse:recs:publishtime
    article_date_original article.published originalpublicationdate date""".split()
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "og:article:modified_time")
_IN_PATH = re.compile(r"/(20\d\d)[/-]?(?:(\d\d)[/-]?|([a-z]{3})[/-])(\d\d)(?=[/-]|$)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LEAST_ZONE, _MOST_ZONE = timedelta(hours=-12), timedelta(hours=14)
_ZONE_STEP = timedelta(minutes=30)  # between the time zones of nearly all countries
_DAY = 10  # characters


def published(
    head: Head, given: str | None, root: Element, found: Sequence[Block], url: str | None
) -> Fact | None:
    """Choose the time of publication.

    Given, from JSON-LD, from the head, from the page's elements for times, from a line near the headline, or
    from the address; in this order. What the page prints near its headline says in which time zone a stated
    instant is meant, and whether the page was issued again.
    """
    if given and (value := iso_date(given)):
        return Fact(value, "given", 0.95)
    shown = [one for one in shown_dates(found) if not one.is_update]
    stated = _stated(head) or _of_element(root)
    if stated is None:
        return _of_line(shown) or _of_path(url or head.canonical)
    days = {one.day.isoformat() for one in shown}
    if stated.value[:_DAY] in days:
        return stated
    return _of_zone(stated, shown, root) or _of_new_issue(stated, shown, head) or stated


def _stated(head: Head) -> Fact | None:
    """Read what the page says of itself outside its text."""
    for key in ("datePublished", "dateCreated"):
        stated = head.article.get(key)
        if isinstance(stated, str) and (value := iso_date(stated)):
            return Fact(value, f"JSON-LD {key}", 0.95)
    for name in _METAS:
        stated = head.metas.get(name)
        if stated and (value := iso_date(stated)):
            return Fact(value, name, 0.9)
    return None


def _of_zone(stated: Fact, shown: Sequence[Shown], root: Element) -> Fact | None:
    """Give a stated instant in the time zone in which the page itself tells it, which may be another day.

    Either a line prints the same instant by its own clock, or an element states it with an offset from UTC.
    """
    instant = _instant(stated.value)
    if instant is None:
        return None
    minute = instant.astimezone(UTC).replace(tzinfo=None, second=0, microsecond=0)
    for one in shown:
        offset = datetime.combine(one.day, one.clock) - minute if one.clock else None
        if offset is not None and _LEAST_ZONE <= offset <= _MOST_ZONE and not offset % _ZONE_STEP:
            local = instant.astimezone(timezone(offset))
            return Fact(local.isoformat(), f"{stated.source}, time zone of the line shown", stated.confidence)
    if not instant.utcoffset():
        for element in root.iter("time"):
            value = iso_date(element.get("datetime") or "")
            told = _instant(value) if value else None
            if value and told == instant and told.utcoffset():
                return Fact(value, f"{stated.source}, time zone of the element", stated.confidence)
    return None


def _of_new_issue(stated: Fact, shown: Sequence[Shown], head: Head) -> Fact | None:
    """Give the day that the page prints as its own, if it was changed then, long after its first issue.

    What is read then is the text of that day. A day apart is not enough: that may be the same issue.
    """
    modified = [head.article.get("dateModified"), *map(head.metas.get, _MODIFIED)]
    changed = {value[:_DAY] for text in modified if isinstance(text, str) and (value := iso_date(text))}
    for one in shown:
        first = datetime.fromisoformat(stated.value[:_DAY]).date()
        if one.day.isoformat() in changed and one.day - first > timedelta(days=1):
            return Fact(one.day.isoformat(), "line near the headline, day of the last change", 0.7)
    return None


def _instant(value: str) -> datetime | None:
    """Give the instant of a time whose zone is known, in that zone; None for what is no such time."""
    try:
        when = datetime.fromisoformat(value)
        when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return when if when.tzinfo else None


def _of_element(root: Element) -> Fact | None:
    """Read the first element that is marked as the time of publication."""
    for element in root.iter("time", "span", "div", "p", "abbr"):
        marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get(
            "pubdate"
        ) is not None
        stated = element.get("datetime") or element.get("content")
        if marked and stated and (value := iso_date(stated)):
            return Fact(value, "element of its time", 0.85)
    return None


def _of_line(shown: Sequence[Shown]) -> Fact | None:
    """Take the first date that a line near the headline shows."""
    return next((Fact(one.day.isoformat(), "line near the headline", 0.7) for one in shown), None)


def _of_path(url: str | None) -> Fact | None:
    """Read the date in the path of the page's own address."""
    for year, number, name, day in _IN_PATH.findall((url or "").lower()):
        month = number or (f"{_MONTHS.index(name) + 1:02}" if name in _MONTHS else "00")
        if value := iso_date(f"{year}-{month}-{day}"):
            return Fact(value, "address", 0.8)
    return None
