"""An apparatus -> what a page lays side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from newstemma.room.wording import Words, departures
from newstemma.show.marks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newstemma.model import Apparatus, Article, Id, Origin, Passage, ReadingKind, Stemma

MOST_COLUMNS = 6
"""Columns in which a sentence can still be read on the widest screens."""
USUAL_COLUMNS = 4
SHADES = 6
"""Colours of origins; more cannot be told apart."""
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"


@dataclass(frozen=True, slots=True)
class Strip:
    """What one version made of every passage."""

    version: Id
    kinds: tuple[ReadingKind | None, ...]
    moved: tuple[bool, ...]

    @property
    def held(self) -> int:
        """How many passages it has."""
        return sum(kind is not None for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Cell:
    """One version's text at one passage."""

    version: Id
    kind: ReadingKind | None
    moved: bool
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One passage side by side."""

    number: int
    """Counted from 1."""
    passage: Passage
    origin: Id
    cells: tuple[Cell, ...]

    @property
    def own(self) -> Id | None:
        """The version that alone has it, if one does."""
        carriers = self.passage.carriers
        return carriers[0].article if len(carriers) == 1 else None


def strips(apparatus: Apparatus) -> tuple[Strip, ...]:
    """Give each version's strip, in the order of the versions."""
    made = [kinds(passage) for passage in apparatus.passages]
    moved = [frozenset(passage.moved) for passage in apparatus.passages]
    return tuple(
        Strip(
            version,
            tuple(passage.get(version) for passage in made),
            tuple(version in passage for passage in moved),
        )
        for version in apparatus.versions
    )


def telling(apparatus: Apparatus, *, most: int = USUAL_COLUMNS) -> tuple[Id, ...]:
    """Choose the versions that together show most of what happened to a report.

    First the one that most often has the best supported reading; then, one by one, the version that adds
    most readings, or gaps, not seen in those before (greedy cover; Nemhauser, Wolsey and Fisher 1978).
    """
    signs: dict[Id, set[tuple[int, int]]] = {version: set() for version in apparatus.versions}
    supported: Counter[Id] = Counter()
    for place, passage in enumerate(apparatus.passages):
        for number, reading in enumerate(passage.readings):
            for carrier in reading.carriers:
                signs[carrier.article].add((place, number))
                supported[carrier.article] += number == 0
        for version in passage.omitted:
            signs[version].add((place, -1))
    order = {version: place for place, version in enumerate(apparatus.versions)}
    left = dict(signs)
    first = max(left, key=lambda version: (supported[version], -order[version]))
    chosen, seen = [first], left.pop(first)
    while left and len(chosen) < most:
        best = max(left, key=lambda version: (len(left[version] - seen), -order[version]))
        if not left[best] - seen:
            break
        seen |= left.pop(best)
        chosen.append(best)
    return tuple(sorted(chosen, key=order.__getitem__))


def rows(
    apparatus: Apparatus,
    stemma: Stemma,
    columns: Sequence[Id],
    articles: Mapping[Id, Article],
    *,
    only_changes: bool = False,
) -> tuple[Row, ...]:
    """Lay the chosen versions side by side; `articles` holds them. What none of them has is left out.

    `only_changes` leaves out what all of them have in the same words as well.
    """
    found: list[Row] = []
    for number, (passage, origin) in enumerate(zip(apparatus.passages, stemma.passages, strict=True), 1):
        cells = tuple(_cell(passage, articles[version]) for version in columns)
        present = any(cell.kind is not None for cell in cells)
        same = all(cell.kind == cells[0].kind and cell.words == cells[0].words for cell in cells)
        if present and not (only_changes and same):
            found.append(Row(number, passage, origin, cells))
    return tuple(found)


def _cell(passage: Passage, article: Article) -> Cell:
    for reading in passage.readings:
        for carrier in reading.carriers:
            if carrier.article == article.id:
                spans = (article.sentences[number] for number in carrier.sentences)
                own = " ".join(article.text[span.start : span.end] for span in spans)
                words = departures(passage.readings[0].text, own)
                return Cell(article.id, reading.kind, article.id in passage.moved, words)
    return Cell(article.id, None, moved=False, words=())


class Letter(NamedTuple):
    """The name of an origin within a report."""

    text: str
    shade: int
    """Number of its colour."""


def letters(origins: Iterable[Origin], behind: Iterable[Id]) -> dict[Id, Letter]:
    """Name the origins that stand behind passages with Greek letters, as editors name lost texts."""
    used = set(behind)
    names: dict[Id, Letter] = {}
    for origin in origins:
        if origin.id in used:
            turn, letter = divmod(len(names), len(_GREEK))
            # Only the report's own origin has the first colour; the others share the rest.
            shade = 1 + (len(names) - 1) % (SHADES - 1) if names else 0
            names[origin.id] = Letter(_GREEK[letter] + (str(turn) if turn else ""), shade)
    return names
