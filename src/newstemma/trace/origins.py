"""Whose reporting each passage is: the report's, an outlet's own, or a credited agency's.

DESIGN, "What counts as one origin": versions that descend from one archetype are one origin for what they
share; what an outlet added is the outlet's, also in the copies made of it; what credits another's reporting
("told Reuters") belongs to the credited. The paragraph that an agency's dateline opens is that agency's, and
never the addition of an outlet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.identity import identify
from newstemma.model import Origin
from newstemma.trace.characters import is_agency
from newstemma.trace.crediting import crediting, datelined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstemma.model import Apparatus, Article, Id, OriginKind, Passage


def own_origin(report: Id, credit: str | None, mention: str | None, root: Article | None) -> Origin:
    """Give the origin of what the versions share: the credited agency, the outlet at the root, or unnamed."""
    if credit is not None:
        return Origin(identify("ori", report), credit, "agency", f"versions of the report credit {credit}")
    if mention is not None and root is None:
        because = f"the original is lost, and a passage credits {mention}"
        return Origin(identify("ori", report), mention, "agency", because)
    if root is not None and root.outlet is not None:
        because = "its article is the root of the report, and nobody else is credited"
        return Origin(identify("ori", report), root.outlet, "outlet", because)
    return Origin(
        identify("ori", report), None, "unnamed", "no version credits anybody, and the original is lost"
    )


def credited_origin(agency: str) -> Origin:
    """Give the origin of a passage that credits an agency with it."""
    return Origin(identify("ori", "credited", agency), agency, "credited", f"the passage credits {agency}")


def other_origin(report: Id, credit: str | None) -> Origin:
    """Give the origin of passages that belong to another report, as those of composites may."""
    kind: OriginKind = "unnamed" if credit is None else "agency"
    return Origin(identify("ori", report), credit, kind, f"the passage belongs to {report}")


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
    mention: str | None,
    agencies: Mapping[str, str],
    elsewhere: Mapping[tuple[Id, int], Origin],
) -> tuple[Origin, tuple[Origin, ...]]:
    """Give the report's own origin, and for each passage its origin.

    `lost_passages` holds the numbers of the passages that each lost text had.
    """
    roots = [article for article in apparatus.versions if article not in parent_of]
    own = own_origin(apparatus.report, credit, mention, articles[roots[0]] if roots else None)
    known = dict(agencies) | ({credit: credit} if credit else {})
    found: list[Origin] = []
    opened: dict[tuple[Id, int], str] = {}  # paragraphs of versions, and the agency in their datelines
    for number, passage in enumerate(apparatus.passages):
        other = belongs_elsewhere(passage, elsewhere)
        writer = _writer(number, passage, parent_of, lost_passages, set(roots))
        sender = next(filter(None, (datelined(one.text, known) for one in passage.readings)), None)
        if writer is not None:
            paragraph = (writer, _paragraph(passage, articles[writer]))
            sender = opened.setdefault(paragraph, sender) if sender else opened.get(paragraph)
        agency = crediting(passage.readings[0].text, known) or sender
        if other is not None:
            found.append(other)
        elif agency is not None and agency != own.name:
            found.append(credited_origin(agency))
        elif agency is None and writer is not None and not is_agency(articles[writer].outlet, credit):
            found.append(added_origin(articles[writer]))
        else:
            found.append(own)
    return own, tuple(found)


def _paragraph(passage: Passage, article: Article) -> int:
    """Give the number of the paragraph in which a version has a passage."""
    sentence = next(one.sentences[0] for one in passage.carriers if one.article == article.id)
    return article.sentences[sentence].paragraph


def belongs_elsewhere(passage: Passage, elsewhere: Mapping[tuple[Id, int], Origin]) -> Origin | None:
    """Give the origin of a passage that is another report's, as far as this one goes."""
    sentences = [(carrier.article, n) for carrier in passage.carriers for n in carrier.sentences]
    if elsewhere and all(sentence in elsewhere for sentence in sentences):
        return elsewhere[sentences[0]]
    return None


def _writer(
    number: int,
    passage: Passage,
    parent_of: Mapping[Id, Id],
    lost_passages: Mapping[Id, frozenset[int]],
    roots: set[Id],
) -> Id | None:
    """Give the version that a passage entered the report with, if it is not the root and only one."""
    have = {carrier.article for carrier in passage.carriers}
    have |= {text for text, passages in lost_passages.items() if number in passages}
    entered = [text for text in have if parent_of.get(text) not in have]
    return entered[0] if len(entered) == 1 and entered[0] not in roots | lost_passages.keys() else None
