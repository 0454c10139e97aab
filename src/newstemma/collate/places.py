"""A passage's readings -> the places where their words part, and who reads what at each.

The readings are laid against the first one, word by word (Levenshtein 1966). Where one departs from it, there
is a place; places that overlap are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from newstemma.collate.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newstemma.collate.tokens import Token
    from newstemma.model import Passage


@dataclass(frozen=True, slots=True)
class Wording:
    """What some readings have at a place."""

    forms: tuple[str, ...]
    """Its words, house style folded; none where the readings have nothing there."""
    text: str
    """The words as the first of the readings prints them."""
    readings: tuple[int, ...]
    """Numbers of the readings in their passage."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words `start` to `end`, exclusive, of a passage's first reading, and what each reading has there."""

    start: int
    end: int
    wordings: tuple[Wording, ...]
    """The first reading's own first."""


Block = tuple[int, int, int, int]


def blocks_of(first: Sequence[str], other: Sequence[str]) -> list[Block]:
    """Give where `other` departs from `first`: start and end in the one, start and end in the other."""
    found: list[Block] = []
    at_first = at_other = 0
    for match in Levenshtein.opcodes(first, other).as_matching_blocks():
        if at_first < match.a or at_other < match.b:
            found.append((at_first, match.a, at_other, match.b))
        at_first, at_other = match.a + match.size, match.b + match.size
    return found


def places(passage: Passage, *, among: Iterable[int] | None = None) -> tuple[Place, ...]:
    """Give the places of a passage, in order; only the readings numbered `among` are looked at.

    The lowest of these numbers is the first reading. A reading that has a place's words has them whole: no
    word of it belongs to two places.
    """
    numbers = sorted(range(len(passage.readings)) if among is None else set(among))
    texts = [passage.readings[number].text for number in numbers]
    rows = [tokenise(text) for text in texts]
    forms = [[token.form for token in row] for row in rows]
    blocks = [blocks_of(forms[0], row) for row in forms]
    found: list[Place] = []
    for start, end in regions({(block[0], block[1]) for one in blocks for block in one}):
        having: dict[tuple[str, ...], tuple[str, list[int]]] = {}
        for number, text, row, words, one in zip(numbers, texts, rows, forms, blocks, strict=True):
            here, there = across(one, start, end)
            wording = tuple(words[here:there])
            having.setdefault(wording, (surface(text, row[here:there]), []))[1].append(number)
        wordings = (Wording(words, text, tuple(who)) for words, (text, who) in having.items())
        found.append(Place(start, end, tuple(wordings)))
    return tuple(found)


def surface(text: str, tokens: Sequence[Token]) -> str:
    """Give the part of a sentence that neighbouring words of it stand in."""
    return text[tokens[0].span.start : tokens[-1].span.end] if tokens else ""


def regions(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap; an insertion is a span of no words, and at an edge stays one of its own."""
    regions: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if regions and start < regions[-1][1]:
            regions[-1] = (regions[-1][0], max(end, regions[-1][1]))
        else:
            regions.append((start, end))
    return regions


def across(blocks: Sequence[Block], start: int, end: int) -> tuple[int, int]:
    """Give the words of a reading that stand where the first reading has its words `start` to `end`."""
    shift_start, shift_end = 0, 0
    for a, b, c, d in blocks:
        grown = (d - c) - (b - a)
        inserted = a == b
        if b < start or (b == start and (not inserted or start < end)):
            shift_start += grown
        if b < end or (b == end and (not inserted or start == end)):
            shift_end += grown
    return start + shift_start, end + shift_end
