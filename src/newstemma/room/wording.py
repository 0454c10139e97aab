"""Two readings -> the words of one, marked where they depart from the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from newstemma.collate.changes import changes
from newstemma.collate.tokens import tokenise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.collate.tokens import Token
    from newstemma.model import ChangeKind

REMEMBERED = 4096
"""Pairs of readings whose differences are kept: a reader changes columns of one report again and again."""


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a reading."""

    text: str
    kind: ChangeKind | None = None
    """None where the first reading has them too."""
    instead: str = ""
    """What the first reading has in their place."""


@lru_cache(REMEMBERED)
def departures(first: str, own: str) -> tuple[Words, ...]:
    """Cut `own` into words that `first` has too and words that depart from it.

    Where `own` lacks words, there is a departure without text. Differences are those of `collate.changes`.
    """
    before, after = tokenise(first), tokenise(own)
    kinds = {(change.before, change.after): change.kind for change in changes(first, own, (before, after))}
    found: list[Words] = []
    at = 0
    for old, new in _differing(before, after):
        was, start, end = _surface(first, old), _start(new, after), _end(new, after)
        kind = kinds.get((was, own[start:end]))
        if kind is None:
            continue
        found += [Words(own[at:start]), Words(own[start:end], kind, was)]
        at = end
    return tuple(words for words in (*found, Words(own[at:])) if words.text or words.kind)


Part = range
"""Numbers of tokens that stand together."""


def _differing(before: Sequence[Token], after: Sequence[Token]) -> Iterator[tuple[tuple[Token, ...], Part]]:
    """Give the places where two readings may differ, in order: words replaced, and words spelt otherwise."""
    a, b = [token.form for token in before], [token.form for token in after]
    at_a = at_b = 0
    for match in Levenshtein.opcodes(a, b).as_matching_blocks():
        if at_a < match.a or at_b < match.b:
            yield tuple(before[at_a : match.a]), range(at_b, match.b)
        for offset in range(match.size):
            yield (before[match.a + offset],), range(match.b + offset, match.b + offset + 1)
        at_a, at_b = match.a + match.size, match.b + match.size


def _surface(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].span.start : tokens[-1].span.end] if tokens else ""


def _start(part: Part, tokens: Sequence[Token]) -> int:
    if part:
        return tokens[part.start].span.start
    return tokens[part.start - 1].span.end if part.start else 0


def _end(part: Part, tokens: Sequence[Token]) -> int:
    return tokens[part.stop - 1].span.end if part else _start(part, tokens)
