"""A report side by side as one HTML file that needs nothing else: no script, no font, no picture, no address.

Everything that came from a page is escaped; a content security policy forbids the rest.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from newstemma.collate.changes import spanned
from newstemma.collate.tokens import tokenise
from newstemma.show.marks import sigla
from newstemma.show.safe import inert
from newstemma.trace.measures import measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

    from newstemma.model import Apparatus, Article, Choice, Id, Passage, Reading, Report, Restored, Stemma

MOST_COLUMNS = 6
"""Columns in which a sentence can still be read; of more versions each passage lists its readings."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(
    report: Report, apparatus: Apparatus, stemma: Stemma, articles: Mapping[Id, Article], file: TextIO
) -> None:
    """Write a report as an HTML document."""
    names = sigla(version.article for version in report.versions)
    headline = next((version.headline for version in report.versions if version.headline), None)
    title = _text(headline or report.id)
    style = files("newstemma.export").joinpath("report.css").read_text(encoding="utf-8")
    file.write(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style></head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="dim">{len(report.versions)} versions, {len(apparatus.passages)} passages, '
        f"origins: {len(set(stemma.passages))} · {report.id}</p>\n"
    )
    parts = (
        _versions(report, apparatus, stemma, articles, names),
        _heads(apparatus, names),
        _side_by_side(report, apparatus, articles, names)
        if len(names) <= MOST_COLUMNS
        else _listed(apparatus.passages, names),
        _original(stemma.restored, names),
    )
    for part in parts:
        file.writelines(part)
    file.write("</body></html>\n")


def _text(text: str | None) -> str:
    return escape(inert(text or ""))


def _who(articles: Iterable[Id], names: Mapping[Id, str]) -> str:
    order = {article: n for n, article in enumerate(names)}
    return " ".join(names[article] for article in sorted(articles, key=order.__getitem__))


def _versions(
    report: Report,
    apparatus: Apparatus,
    stemma: Stemma,
    articles: Mapping[Id, Article],
    names: Mapping[Id, str],
) -> Iterator[str]:
    yield '<h2>Versions</h2>\n<div class="wide"><table><thead><tr><th></th><th>outlet</th><th>published</th>'
    yield "<th>headline</th>" + "".join(
        f'<th class="number">{name}</th>' for name in ("words", "kept", "reworded", "cut", "added", "moved")
    )
    yield "</tr></thead><tbody>\n"
    measured = {one.article: one for one in measure(apparatus, stemma, articles)}
    for version in report.versions:
        one = measured[version.article]
        told = (version.outlet or "unknown outlet", version.published or "undated", version.headline)
        shares = (f"{share:.0%}" for share in (one.kept, one.reworded, one.cut, one.added))
        yield f'<tr><td class="siglum">{names[version.article]}</td>'
        yield "".join(f"<td>{_text(text)}</td>" for text in told)
        yield "".join(f'<td class="number">{text}</td>' for text in (str(one.words), *shares, str(one.moved)))
        yield "</tr>\n"
    yield "</tbody></table></div>\n"


def _heads(apparatus: Apparatus, names: Mapping[Id, str]) -> Iterator[str]:
    for label, readings in (("Headlines", apparatus.headlines), ("Decks", apparatus.decks)):
        if len(readings) > 1:
            yield f"<h2>{label}</h2>\n{_readings(readings, names)}"
    captions = [caption for caption in apparatus.captions if len(caption.carriers) > 1]
    if captions:
        yield "<h2>Captions</h2>\n" + "".join(_readings(caption.readings, names) for caption in captions)


def _side_by_side(
    report: Report, apparatus: Apparatus, articles: Mapping[Id, Article], names: Mapping[Id, str]
) -> Iterator[str]:
    yield "<h2>Side by side</h2>\n" + _LEGEND
    columns = f"grid-template-columns: 2rem repeat({len(names)}, minmax(16rem, 1fr))"
    yield f'<div class="wide"><div class="side" style="{columns}"><div class="head"></div>'
    for version in report.versions:
        yield f'<div class="head">{names[version.article]} {_text(version.outlet or "unknown outlet")}</div>'
    for number, passage in enumerate(apparatus.passages, 1):
        yield f'\n<div class="kind">{number}</div>'
        cells = {
            carrier.article: (reading, carrier.sentences)
            for reading in passage.readings
            for carrier in reading.carriers
        }
        for article in names:
            if article not in cells:
                yield '<div class="omitted">left out</div>'
                continue
            reading, numbers = cells[article]
            sentences = (articles[article].sentences[n] for n in numbers)
            own = " ".join(articles[article].text[one.start : one.end] for one in sentences)
            told = [str(reading.kind)] if reading.kind != "kept" else []
            told += ["moved"] if article in passage.moved else []
            label = f' <span class="kind">{", ".join(told)}</span>' if told else ""
            # What a joined sentence has beyond the passage is another passage's, and no difference here.
            first = own if reading.kind == "merged" else passage.readings[0].text
            yield f"<div>{_marked(first, own)}{label}</div>"
    yield "</div></div>\n"


_LEGEND = (
    '<p class="who"><mark class="wording">other words</mark> · <mark class="number">other number, name or '
    'quotation</mark> · <mark class="hedge">hedge or attribution</mark> · <mark class="fact">added</mark> · '
    '<mark class="style">house style</mark> · <mark class="damage">damage</mark> · <del>left out</del></p>\n'
)


def _marked(first: str, own: str) -> str:
    """Give a version's words with its differences from the first reading marked."""
    parts: list[str] = []
    at = 0
    for change, span in spanned(first, own, (tokenise(first), tokenise(own))):
        if span.start < at:
            continue
        parts.append(_text(own[at : span.start]))
        if span.start == span.end:
            parts.append(f' <del title="{change.kind}">{_text(change.before)}</del>')
        else:
            was = f"{change.kind}: {change.before or 'nothing'}"
            parts.append(
                f'<mark class="{change.kind}" title="{_text(was)}">{_text(own[slice(*span)])}</mark>'
            )
        at = span.end
    return "".join(parts) + _text(own[at:])


def _listed(passages: Sequence[Passage], names: Mapping[Id, str]) -> Iterator[str]:
    yield f"<h2>Passages</h2>\n{_LEGEND}<ol>\n"
    for passage in passages:
        yield f"<li>{_readings(passage.readings, names)}"
        if passage.omitted:
            yield f'<p class="who">left out by {_who(passage.omitted, names)}</p>'
        if passage.moved:
            yield f'<p class="who">moved by {_who(passage.moved, names)}</p>'
        yield "</li>\n"
    yield "</ol>\n"


def _readings(readings: Sequence[Reading], names: Mapping[Id, str]) -> str:
    items = (
        f'<li>{_marked(readings[0].text, reading.text)} <span class="who">'
        f"{_who((carrier.article for carrier in reading.carriers), names)}</span></li>\n"
        for reading in readings
    )
    return f'<ul class="readings">\n{"".join(items)}</ul>\n'


def _original(restored: Sequence[Restored], names: Mapping[Id, str]) -> Iterator[str]:
    if not restored:
        return
    yield "<h2>The text they go back to</h2>\n"
    yield '<p class="who">rebuilt word by word; ⟨ ⟩ only one branch has it, which may have added it</p>\n'
    yield '<ol class="text">\n'
    for one in restored:
        proof = "proven" if one.proven else "unproven"
        yield f'<li value="{one.passage + 1}"><span class="{proof}">{_text(one.text)}</span>'
        yield "".join(_choice("healed", choice, names) for choice in one.healings)
        yield "".join(_choice("doubtful", choice, names) for choice in one.doubts)
        yield "</li>\n"
    yield "</ol>\n"


def _choice(label: str, choice: Choice, names: Mapping[Id, str]) -> str:
    sides = ((choice.taken, choice.takers), (choice.other, choice.others))
    taken, other = (f"{_text(text) or 'nothing'} ({_who(who, names)})" for text, who in sides)
    return f'<br><span class="who">{label}: {taken}, not {other}</span>'
