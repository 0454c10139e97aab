"""A report as a TEI critical apparatus: one text, and in it, place by place, who reads what.

The method is parallel segmentation (TEI P5, chapter 12.2.3): every difference is an `app` with the first
reading as its `lem` and each other wording as a `rdg`, of which `type` says what kind of difference it is.
What a version leaves out is an empty `rdg` of the type `omitted`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from newstemma import __version__
from newstemma.collate.places import places
from newstemma.collate.tokens import tokenise
from newstemma.export.xml import characters
from newstemma.show.marks import sigla

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import TextIO

    from newstemma.collate.places import Place
    from newstemma.model import Apparatus, Article, Id, Passage, Reading, Report, Stemma

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_WHOLE = frozenset(("kept", "reworded", "damaged"))


def write(
    report: Report, apparatus: Apparatus, stemma: Stemma, articles: Mapping[Id, Article], file: TextIO
) -> None:
    """Write a report as a TEI document."""
    names = sigla(version.article for version in report.versions)
    root = etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE})
    root.append(_header(report, names, articles))
    body = _add(_add(root, "text"), "body")
    for tag, readings in (("head", apparatus.headlines), ("head", apparatus.decks)):
        if readings:
            _whole_readings(
                _add(body, tag, type="main" if readings is apparatus.headlines else "sub"), readings, names
            )
    for number, passage in enumerate(apparatus.passages, 1):
        _passage(_add(body, "p", n=str(number)), passage, names)
    for passage in apparatus.captions:
        _passage(_add(_add(body, "figure"), "p"), passage, names)
    _original(_add(body, "note", type="original"), stemma, names)
    _spaced(root)
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write(etree.tostring(root, encoding="unicode") + "\n")


def _add(parent: etree._Element, tag: str, text: str = "", **attributes: str) -> etree._Element:
    child = etree.SubElement(
        parent, f"{{{NAMESPACE}}}{tag}", {k: characters(v) for k, v in attributes.items()}
    )
    if text:
        child.text = characters(text)
    return child


def _header(report: Report, names: Mapping[Id, str], articles: Mapping[Id, Article]) -> etree._Element:
    header = etree.Element(f"{{{NAMESPACE}}}teiHeader")
    description = _add(header, "fileDesc")
    headline = next((version.headline for version in report.versions if version.headline), None)
    _add(_add(description, "titleStmt"), "title", headline or report.id)
    _add(_add(description, "publicationStmt"), "p", f"Collated by Newstemma {__version__} as {report.id}.")
    witnesses = _add(_add(description, "sourceDesc"), "listWit")
    for version in report.versions:
        article = articles[version.article]
        told = [version.outlet or "unknown outlet", version.headline, version.published, article.url]
        witness = _add(witnesses, "witness", "; ".join(part for part in told if part), n=version.article)
        witness.set(_ID, names[version.article])
    encoding = _add(header, "encodingDesc")
    _add(encoding, "variantEncoding", method="parallel-segmentation", location="internal")
    return header


def _who(articles: Iterable[Id], names: Mapping[Id, str]) -> str:
    order = {article: n for n, article in enumerate(names)}
    return " ".join(f"#{names[article]}" for article in sorted(set(articles), key=order.__getitem__))


def _carriers(passage: Passage, numbers: Iterable[int]) -> list[Id]:
    return [carrier.article for n in numbers for carrier in passage.readings[n].carriers]


def _passage(parent: etree._Element, passage: Passage, names: Mapping[Id, str]) -> None:
    among = [n for n, one in enumerate(passage.readings) if n == 0 or one.kind in _WHOLE]
    others = [n for n in range(len(passage.readings)) if n not in among]
    if not others and not passage.omitted:
        _segments(parent, passage, among, names)
        return
    outer = _add(parent, "app", type="passage")
    _segments(_add(outer, "lem", wit=_who(_carriers(passage, among), names)), passage, among, names)
    for n in others:
        reading = passage.readings[n]
        _add(outer, "rdg", reading.text, wit=_who(_carriers(passage, [n]), names), type=reading.kind)
    if passage.omitted:
        _add(outer, "rdg", wit=_who(passage.omitted, names), type="omitted")


def _segments(
    parent: etree._Element, passage: Passage, among: Sequence[int], names: Mapping[Id, str]
) -> None:
    """Write the first reading with an `app` at each place where another of `among` departs from it."""
    first = passage.readings[among[0]].text
    tokens = tokenise(first)
    at, last = 0, parent
    for place in places(passage, among=among):
        if place.start < place.end:
            start, end = tokens[place.start].span.start, tokens[place.end - 1].span.end
        else:
            start = end = tokens[place.start - 1].span.end if place.start else 0
        _say(parent, last, first[at:start])
        last = _app(parent, passage, place, first[start:end], names)
        at = end
    _say(parent, last, first[at:])


def _say(parent: etree._Element, last: etree._Element, text: str) -> None:
    """Put text after the last child, or at the beginning where there is none."""
    if last is parent:
        parent.text = (parent.text or "") + characters(text)
    else:
        last.tail = (last.tail or "") + characters(text)


def _app(
    parent: etree._Element, passage: Passage, place: Place, lemma: str, names: Mapping[Id, str]
) -> etree._Element:
    app = _add(parent, "app")
    first, *others = place.wordings
    _add(app, "lem", lemma, wit=_who(_carriers(passage, first.readings), names))
    for wording in others:
        _add(
            app,
            "rdg",
            wording.text,
            wit=_who(_carriers(passage, wording.readings), names),
            type=_kind(passage.readings[wording.readings[0]], wording.text),
        )
    return app


def _kind(reading: Reading, text: str) -> str:
    """Say what kind of difference a wording is, as the apparatus has it."""
    return next((change.kind for change in reading.changes if change.after == text), "wording")


def _whole_readings(parent: etree._Element, readings: Sequence[Reading], names: Mapping[Id, str]) -> None:
    if len(readings) == 1:
        parent.text = characters(readings[0].text)
        return
    app = _add(parent, "app")
    for n, reading in enumerate(readings):
        who = _who((carrier.article for carrier in reading.carriers), names)
        if n:
            _add(app, "rdg", reading.text, wit=who, type=reading.kind)
        else:
            _add(app, "lem", reading.text, wit=who)


def _original(parent: etree._Element, stemma: Stemma, names: Mapping[Id, str]) -> None:
    """Write the rebuilt text: what is not proven as supplied, healed damage as a correction."""
    for one in stemma.restored:
        paragraph = _add(parent, "p", n=str(one.passage + 1))
        if one.proven:
            paragraph.text = characters(one.text)
        else:
            _add(paragraph, "supplied", one.text, reason="unproven", source=_who(one.support, names))
        for choice in one.healings:
            choices = _add(paragraph, "choice")
            _add(choices, "sic", choice.other, source=_who(choice.others, names))
            _add(choices, "corr", choice.taken, source=_who(choice.takers, names))
    if not stemma.restored:
        _add(parent, "p")


def _spaced(root: etree._Element) -> None:
    """Part what is no running text by line ends, so that a person can read the file."""
    running = {f"{{{NAMESPACE}}}{tag}" for tag in ("p", "head", "title", "witness")}
    todo = [root]
    while todo:
        element = todo.pop()
        if len(element) and element.tag not in running:
            element.text = "\n"
            for child in element:
                child.tail = "\n"
                todo.append(child)
