"""Whose reporting each passage is: the report's, an outlet's own, or a credited agency's.

DESIGN, "What counts as one origin": versions that descend from one archetype are one origin for what they
share; what an outlet added is the outlet's, also in the copies made of it; what credits another's reporting
("told Reuters") belongs to the credited.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.identity import identify, plain
from newstemma.model import Origin
from newstemma.trace.characters import is_agency

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newstemma.model import Apparatus, Article, Id, Passage

# Ways to say that another house did the reporting; {name} is the agency.
_CREDITING = (
    r"told (?:the )?{name}\b",
    r"(?:in|to) an? (?:exclusive )?interview with (?:the )?{name}\b",
    r"according to (?:the )?{name}\b",
    r"as (?:the )?{name} (?:first )?reported\b",
    r"\b(?:the )?{name} (?:news agency )?(?:first )?(?:reported|quoted|cited|said|learned|revealed)\b",
    r"\b(?:reported|quoted|cited|seen|obtained) by (?:the )?{name}\b",
    r"a report by (?:the )?{name}\b",
)


def crediting(text: str, agencies: Iterable[str]) -> str | None:
    """Give the agency that a passage credits with its reporting, if any of these; the longest name wins."""
    flat = plain(text)
    for name in sorted(agencies, key=lambda name: (-len(name), name)):
        bare = name.removeprefix("The ").removeprefix("the ")
        if bare in flat and any(re.search(way.format(name=re.escape(bare)), flat) for way in _CREDITING):
            return name
    return None


def own_origin(report: Id, credit: str | None, root: Article | None) -> Origin:
    """Give the origin of what the versions share: the credited agency, the outlet at the root, or unnamed."""
    if credit is not None:
        return Origin(identify("ori", report), credit, "agency", f"versions of the report credit {credit}")
    if root is not None and root.outlet is not None:
        because = "its article is the root of the report, and nobody else is credited"
        return Origin(identify("ori", report), root.outlet, "outlet", because)
    return Origin(
        identify("ori", report), None, "unnamed", "no version credits anybody, and the original is lost"
    )


def credited_origin(agency: str) -> Origin:
    """Give the origin of a passage that credits an agency with it."""
    return Origin(identify("ori", "credited", agency), agency, "credited", f"the passage credits {agency}")


def added_origin(article: Article) -> Origin:
    """Give the origin of what an outlet added to what it copied."""
    name = article.outlet
    because = "only its article, and copies made of that, have the passage"
    return Origin(identify("ori", "own", article.id if name is None else name), name, "outlet", because)


def passage_origins(
    apparatus: Apparatus,
    articles: Mapping[Id, Article],
    *,
    parent_of: Mapping[Id, Id],
    lost_passages: Mapping[Id, frozenset[int]],
    credit: str | None,
    agencies: Iterable[str],
) -> tuple[Origin, tuple[Origin, ...]]:
    """Give the report's own origin, and for each passage its origin.

    `lost_passages` holds the numbers of the passages that each lost text had.
    """
    roots = [article for article in apparatus.versions if article not in parent_of]
    own = own_origin(apparatus.report, credit, articles[roots[0]] if roots else None)
    known = sorted(set(agencies) | ({credit} if credit else set()))
    found: list[Origin] = []
    for number, passage in enumerate(apparatus.passages):
        agency = crediting(passage.readings[0].text, known)
        if agency is not None and agency != own.name:
            found.append(credited_origin(agency))
        else:
            writer = _writer(number, passage, parent_of, lost_passages, set(roots))
            outsider = writer is not None and not is_agency(articles[writer].outlet, credit)
            found.append(added_origin(articles[writer]) if writer is not None and outsider else own)
    return own, tuple(found)


def _writer(
    number: int,
    passage: Passage,
    parent_of: Mapping[Id, Id],
    lost_passages: Mapping[Id, frozenset[int]],
    roots: set[Id],
) -> Id | None:
    """Give the version that a passage entered the report with, if it is not the root and only one."""
    have = {carrier.article for carrier in passage.carriers}

    def has(text: Id) -> bool:
        return text in have or number in lost_passages.get(text, ())

    entered = sorted(text for text in have if text in roots or not has(parent_of[text]))
    return entered[0] if len(entered) == 1 and entered[0] not in roots else None
