"""Which agency an article credits, and its dateline.

Where a name stands is as telling as the name: `CITY (NAME) —` and `By SOMEBODY, NAME.` credit an agency even
if no table knows it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newstemma.clean.agencies import canonical, named_in
from newstemma.clean.compose import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MONTH = r"(?:Jan|Feb|March|Mar|April|Apr|May|June|Jun|July|Jul|Aug|Sept|Sep|Oct|Nov|Dec)[a-z]*\.?"
_CITY = r"(?<![A-Z])[A-Z][A-Z.'’-]{1,30}(?:[ /][A-Z][A-Z.'’-]{0,30}){0,4}"
_REGION = r", [A-Z][\w.'’-]{1,30}(?: [A-Z][\w.'’-]{1,30}){0,2} ?"
_PLACE = rf"{_CITY}(?:{_REGION})?(?:,? {_MONTH} \d{{1,2}}(?:, \d{{4}})?)?"
_DATELINE = re.compile(rf"({_PLACE} ?\(([^()]{{2,40}})\))\s*(?:--?|[—–:])\s*(?=\S)")
_BARE_DATELINE = re.compile(rf"({_PLACE})\s+(?:--|[—–])\s*(?=\S)")
_BYLINE = re.compile(r"^By\s+[^,|]{3,60}[,|]\s*(?:of\s+)?([A-Z][^,|]{1,40}?)\.?$")
_BY_AGENCY = re.compile(r"^(?:By|From|Source|Via|Credit)[: ]\s*(.{2,40}?)\.?$", re.IGNORECASE)
_CONTRIBUTED = re.compile(
    r"contributed to this (?:report|story|article)|contributed reporting", re.IGNORECASE
)
_WRITERS = re.compile(
    r"^([A-Z][\w.&’'-]*(?: [A-Z][\w.&’'-]*){0,4}?) (?:staff )?"
    r"(?:writers?|reporters?|journalists?|correspondents?)\b"
)
_COPYRIGHT = re.compile(r"^(?:copyright\b|\(c\)|©)|\ball rights reserved\b", re.IGNORECASE)
_AGENCY_LINE = re.compile(
    r"^(?:The )?([A-Z][\w. &’'-]{1,40}?)"
    r"(?:$|(?:\s*[|,]\s*|\s+)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d|Published|Updated).*$)"
)
# Words that end a byline without naming an agency.
_ROLES = re.compile(
    r"\b(?:staff|writers?|reporters?|editors?|correspondents?|columnists?|special|contributors?|guest|senior"
    r"|chief|for|of|the post|web|digital|director|producer|anchor|opinion)\b",
    re.IGNORECASE,
)
# What makes a name behind a writer's an organisation rather than a second writer.
_AGENCY_WORD = re.compile(
    r"(?i:wire|press|agency|news|dispatch|service|media|associated|syndicate|bureau|network)|^[A-Z]{2,6}$"
)
_BY_START = re.compile(r"By [^.()]{3,80}?\.? (?=[A-Z]{3})")
_SOURCES = re.compile(
    r"^(?:Sources?|Agenc(?:y|ies)|Credits?|With agencies)\s*:\s*(.{2,60}?)\.?$", re.IGNORECASE
)
_MATERIAL = re.compile(
    r"^\W*(?:with|includes|contains|using)\s(?:.{0,30}\s)?(?:material|reporting|reports?|files|inputs?)\s"
    r"(?:by|from|of)\s(?:the\s)?(.{2,60}?)\W*$",
    re.IGNORECASE,
)
# An agency's name that stands alone, which no table has to know.
_ALONE = re.compile(
    r"^(?:The )?(?:[A-Z][\w.&’'-]*\s){1,4}"
    r"(?:Wire(?: Services?)?|(?:Press|News) (?:Agency|Association|Service)|Newswire)$"
)
_LONGEST_LINE = 200  # characters; a sentence that names an agency is no credit
_FIRST_LINES = 4


class Credits(NamedTuple):
    """What the lines of an article tell of its provenance."""

    dateline: Fact | None
    credit: Fact | None


def is_credit(line: str) -> bool:
    """Whether a line is there to say whose text this is: an agency, its writers, a copyright."""
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_CONTRIBUTED.search(line) or _COPYRIGHT.search(line)) or _from_line(line, None) is not None


def credits_of(body: Sequence[str], others: Iterable[str], byline: str | None, outlet: str | None) -> Credits:
    """Find the dateline, and the agency: in the dateline, the byline, or a line of its own.

    `body` are the paragraphs, `others` all other lines: bylines, credit lines, furniture.
    """
    dateline, found = _dateline(body[:_FIRST_LINES])
    if found is None and byline:
        name = _byline_agency(byline, outlet)
        found = Fact(name, "byline", 0.9) if name else None
    if found is None:
        lines = [*others, *body[:_FIRST_LINES], *body[-_FIRST_LINES:]]
        names = [
            (name, line)
            for line in lines
            if len(line) <= _LONGEST_LINE and (name := _from_line(line, outlet))
        ]
        if names:
            found = Fact(names[0][0], "credit line", 0.85)
    return Credits(dateline, found)


def has_dateline(line: str) -> bool:
    """Whether a line begins with the place that it was reported from, as a first paragraph does."""
    return _dateline((line,))[0] is not None


def _dateline(body: Iterable[str]) -> tuple[Fact | None, Fact | None]:
    for line in body:
        start = _BY_START.match(line)
        found = _DATELINE.match(line, start.end() if start else 0)
        if found:
            name = " ".join(found.group(2).split())
            return Fact(found.group(1), "first words", 0.95), Fact(canonical(name) or name, "dateline", 0.95)
        found = _BARE_DATELINE.match(line)
        if found:
            return Fact(found.group(1), "first words", 0.8), None
    return None, None


def _byline_agency(byline: str, outlet: str | None) -> str | None:
    """Find the agency in a byline: by its name, or by its place behind the writer's."""
    known = named_in(byline) or canonical(byline)
    if known:
        return known
    found = _BYLINE.match(byline if byline.startswith("By ") else f"By {byline}")
    return _organisation(found.group(1), outlet) if found else None


def _organisation(name: str, outlet: str | None) -> str | None:
    """Give a name that stands where an agency is named, unless it is the outlet, a role, or a person."""
    if canonical(name):
        return canonical(name)
    is_outlet = outlet is not None and _plain(name) in {_plain(outlet), _plain(outlet.split(".")[0])}
    return None if is_outlet or _ROLES.search(name) or not _AGENCY_WORD.search(name) else name


def _plain(name: str) -> str:
    return re.sub(r"\W+|^the ", "", name.casefold())


def _from_line(line: str, outlet: str | None) -> str | None:
    """Find the agency that a credit line names."""
    line = " ".join(line.split())
    if _CONTRIBUTED.search(line) or _COPYRIGHT.search(line):
        writers = _WRITERS.match(line)
        return named_in(line) or (_organisation(writers.group(1), outlet) if writers else None)
    listed = _SOURCES.match(line) or _MATERIAL.match(line)
    if listed:
        named = [
            _organisation(name.strip(), outlet) for name in re.split(r",|;|/|&|\band\b", listed.group(1))
        ]
        return named[0] if named and all(named) else None
    if _ALONE.match(line):
        return _organisation(line, outlet)
    by = _BY_AGENCY.match(line)
    if by and canonical(by.group(1)):
        return canonical(by.group(1))
    written = _BYLINE.match(line)
    if written:
        return _organisation(written.group(1), outlet)
    alone = _AGENCY_LINE.match(line)
    return canonical(alone.group(1)) if alone else None
