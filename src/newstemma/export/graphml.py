"""Family trees as GraphML, for programs that draw and measure graphs.

All trees stand in one directed graph, from parent to copy, for most programs read the first graph of a file
only. A version of two reports is two nodes; `report` and `text` say which (GraphML 1.0,
http://graphml.graphdrawing.org).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from newstemma.export.families import because, lost_name
from newstemma.export.xml import characters
from newstemma.model import Version
from newstemma.show.safe import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from io import TextIOBase
    from typing import TextIO

    from newstemma.export.families import Family
    from newstemma.model import Archetype, Copy

    Data = Mapping[str, str | float | None]

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE = ("label", "report", "text", "kind", "outlet", "headline", "published", "credit", "evidence")
EDGE = {"confidence": "double", "kept": "double", "evidence": "string"}


def write(families: Iterable[Family], file: TextIO) -> int:
    """Write the trees as one graph, and count them. What is unknown is left out."""
    xml = XMLGenerator(cast("TextIOBase", file), "UTF-8", short_empty_elements=True)
    xml.startDocument()
    _begin(xml, "graphml", xmlns=NAMESPACE)
    for name in NODE:
        _key(xml, "node", name, "string")
    for name, kind in EDGE.items():
        _key(xml, "edge", name, kind)
    _begin(xml, "graph", id="stemmata", edgedefault="directed")
    count = 0
    for family in families:
        report, kept = family.report.id, family.kept
        for text in family.texts:
            _begin(xml, "node", id=f"{report}.{_id(text)}")
            _data(xml, "node", {"report": report, "text": _id(text), **_told(text)})
            _end(xml, "node")
        for copy in family.stemma.copies:
            _begin(xml, "edge", source=f"{report}.{copy.parent}", target=f"{report}.{copy.child}")
            _data(xml, "edge", _of_copy(copy, kept.get(copy.child)))
            _end(xml, "edge")
        count += 1
    _end(xml, "graph")
    _end(xml, "graphml")
    xml.endDocument()
    return count


def _id(text: Version | Archetype) -> str:
    return text.article if isinstance(text, Version) else text.id


def _told(text: Version | Archetype) -> Data:
    if not isinstance(text, Version):
        told: Data = {"label": lost_name(text), "kind": "lost", "credit": text.credit}
        return {**told, "evidence": because(text) or None}
    return {
        "label": text.outlet or "unknown outlet",
        "kind": "version",
        "outlet": text.outlet,
        "headline": text.headline,
        "published": text.published,
        "credit": text.credit,
    }


def _of_copy(copy: Copy, kept: float | None) -> Data:
    return {"confidence": copy.confidence, "kept": kept, "evidence": because(copy) or None}


def _key(xml: XMLGenerator, where: str, name: str, kind: str) -> None:
    attributes = {"id": f"{where}.{name}", "for": where, "attr.name": name, "attr.type": kind}
    _begin(xml, "key", **attributes)
    _end(xml, "key")


def _data(xml: XMLGenerator, where: str, values: Data) -> None:
    for name, value in values.items():
        if value is not None:
            xml.startElement("data", AttributesImpl({"key": f"{where}.{name}"}))
            xml.characters(characters(safe(str(value))))
            _end(xml, "data")


def _begin(xml: XMLGenerator, tag: str, **attributes: str) -> None:
    xml.startElement(tag, AttributesImpl(attributes))
    if tag != "key":
        xml.ignorableWhitespace("\n")


def _end(xml: XMLGenerator, tag: str) -> None:
    xml.endElement(tag)
    xml.ignorableWhitespace("\n")
