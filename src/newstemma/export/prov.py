"""Family trees in W3C PROV, as PROV-JSON (W3C Member Submission, 24 April 2013).

Texts, also lost ones, are entities. A copy was derived from its parent; it repeats words of it, which PROV
calls a quotation: in PROV-JSON a `wasDerivedFrom` of the type `prov:Quotation`. Texts are attributed to their
outlets and to the agencies that they credit, both of them agents.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from newstemma.export.families import because, lost_name
from newstemma.identity import identify
from newstemma.model import Version
from newstemma.show.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from newstemma.export.families import Family
    from newstemma.model import Archetype

    Records = dict[str, dict[str, Any]]

PREFIXES = {"nt": "urn:newstemma:"}


def write(families: Iterable[Family], file: TextIO) -> int:
    """Write the trees as one document, and count them. What is unknown is left out."""
    document: dict[str, Records] = {
        name: {} for name in ("entity", "agent", "wasDerivedFrom", "wasAttributedTo")
    }
    count = 0
    for family in families:
        for text in family.texts:
            _text(document, text)
        _copies(document["wasDerivedFrom"], family)
        count += 1
    json.dump({"prefix": PREFIXES, **document}, file, ensure_ascii=False, indent=1)
    file.write("\n")
    return count


def _text(document: dict[str, Records], text: Version | Archetype) -> None:
    """Add a text and those it is attributed to. One that stands in two reports is one entity."""
    if isinstance(text, Version):
        name = f"nt:{text.article}"
        document["entity"][name] = _known(
            {
                "prov:type": _typed("nt:Version"),
                "prov:label": text.headline,
                "nt:published": text.published,
            }
        )
        _attributed(document, name, text.outlet, "outlet")
    else:
        name = f"nt:{text.id}"
        document["entity"][name] = _known(
            {
                "prov:type": _typed("nt:LostText"),
                "prov:label": lost_name(text),
                "nt:evidence": because(text) or None,
            }
        )
    _attributed(document, name, text.credit, "credit")


def _attributed(document: dict[str, Records], text: str, who: str | None, role: str) -> None:
    if who is None:
        return
    label = safe(who)
    agent = f"nt:{identify('act', 'agent', label)}"
    document["agent"][agent] = {"prov:type": _typed("prov:Organization"), "prov:label": label}
    local = f"_:{role}_{text.removeprefix('nt:')}"
    document["wasAttributedTo"][local] = {"prov:entity": text, "prov:agent": agent, "nt:because": role}


def _copies(records: Records, family: Family) -> None:
    kept = family.kept
    for copy in family.stemma.copies:
        records[f"_:copy_{family.report.id}_{copy.child}"] = _known(
            {
                "prov:generatedEntity": f"nt:{copy.child}",
                "prov:usedEntity": f"nt:{copy.parent}",
                "prov:type": _typed("prov:Quotation"),
                "nt:report": family.report.id,
                "nt:confidence": copy.confidence,
                "nt:kept": kept.get(copy.child),
                "nt:evidence": because(copy) or None,
            }
        )


def _typed(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _known(record: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is unknown, and make texts one line without control characters."""
    return {
        name: safe(value) if isinstance(value, str) else value
        for name, value in record.items()
        if value is not None
    }
