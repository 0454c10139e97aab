"""When an article was published, as far as the page states it. A date in the path of a picture is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact
from newstemma.clean.facts.dates import iso_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from newstemma.clean.blocks import Block
    from newstemma.clean.facts.head import Head

_METAS = tuple(
    """article:published_time og:article:published_time datepublished article:published parsely-pub-date
    sailthru.date pubdate publishdate publish-date publish_date publication_date date.published dc.date.issued
    dc.date dcterms.date dcterms.created og:published_time published_at cxenseparse:recs:publishtime
    article_date_original article.published originalpublicationdate date""".split()
)


_IN_PATH = re.compile(r"/(20\d\d)[/-]?(\d\d|[a-z]{3})[/-]?(\d\d)(?=[/-]|$)")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = "(?:" + "|".join(_MONTHS) + r")[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SHOWN = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>{_DAY}),?|(?P<first_day>{_DAY}) (?P<second_month>{_MONTH}),?)"
    r" (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LONGEST_SHOWN = 120  # characters of a line that shows the date of the article
_MOST_BELOW = 8  # lines below the headline among which it stands


def published(
    head: Head, given: str | None, root: HtmlElement, found: Sequence[Block], url: str | None
) -> Fact | None:
    """Choose the time of publication.

    Given, from JSON-LD, from the head, from the page's elements for times, from a line below the headline, or
    from the address; in this order.
    """
    if given and (value := iso_date(given)):
        return Fact(value, "given", 0.95)
    for key in ("datePublished", "dateCreated"):
        stated = head.article.get(key)
        if isinstance(stated, str) and (value := iso_date(stated)):
            return Fact(value, f"JSON-LD {key}", 0.95)
    for name in _METAS:
        stated = head.metas.get(name)
        if stated and (value := iso_date(stated)):
            return Fact(value, name, 0.9)
    return _of_element(root) or _below_headline(found) or _of_path(url or head.canonical)


def _of_element(root: HtmlElement) -> Fact | None:
    """Read the first element that is marked as the time of publication."""
    for element in root.iter("time", "span", "div", "p", "abbr"):
        marked = (element.get("itemprop") or "").lower() == "datepublished" or element.get(
            "pubdate"
        ) is not None
        stated = element.get("datetime") or element.get("content")
        if marked and stated and (value := iso_date(stated)):
            return Fact(value, "element of its time", 0.85)
    return None


def _of_path(url: str | None) -> Fact | None:
    """Read the date in the path of the page's own address."""
    for year, month, day in _IN_PATH.findall((url or "").lower()):
        number = month if month.isdigit() else f"{_MONTHS.index(month) + 1:02}" if month in _MONTHS else "00"
        if value := iso_date(f"{year}-{number}-{day}"):
            return Fact(value, "address", 0.8)
    return None


def _below_headline(found: Sequence[Block]) -> Fact | None:
    """Read a date that a short line just below the first heading shows."""
    headings = (
        number for number, block in enumerate(found) if any(p.tag == "h1" for p in block.place.chain())
    )
    first = next(headings, None)
    if first is None:
        return None
    for block in found[first + 1 : first + 1 + _MOST_BELOW]:
        shown = _SHOWN.search(block.text) if len(block.text) <= _LONGEST_SHOWN else None
        if shown:
            month = _MONTHS.index((shown["month"] or shown["second_month"])[:3].lower()) + 1
            day = int((shown["day"] or shown["first_day"]).rstrip("stndrh"))
            if value := iso_date(f"{shown['year']}-{month:02}-{day:02}"):
                return Fact(value, "line below the headline", 0.7)
    return None
