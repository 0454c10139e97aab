"""The lexicons of saying and thinking: word -> where what is said stands."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newstemma.record.english.gazetteer import lines


class Frame(NamedTuple):
    """Where a word's content may stand."""

    ways: frozenset[str]
    """Ways of `verbs.tsv`: c q o g x d ox os as pr doc e r."""
    after: frozenset[str]
    """Prepositions whose object is the content."""


def _frames(name: str) -> dict[str, Frame]:
    found: dict[str, Frame] = {}
    for line in lines(name):
        if not line or line.startswith("#"):
            continue
        words, _, elements = line.partition("\t")
        ways: set[str] = set()
        after: set[str] = set()
        for element in elements.split():
            if element in {"c", "q", "o", "g", "x", "d", "ox", "os", "as", "pr", "doc", "e", "r"}:
                ways.add(element)
            else:
                after.update(element.split("|"))
        for word in words.split("|"):
            before = found.get(word, Frame(frozenset(), frozenset()))
            found[word] = Frame(before.ways | ways, before.after | after)
    return found


@cache
def verbs() -> dict[str, Frame]:
    """Verbs, those with a particle as `point_out`."""
    return _frames("verbs.tsv")


def says(base: str) -> bool:
    """Whether a verb says something: in a clause, and beside a quotation."""
    frame = verbs().get(base)
    return frame is not None and frame.ways >= {"c", "q"}


@cache
def nouns() -> dict[str, Frame]:
    """Nouns: the claim that, a plan to."""
    return _frames("nouns.tsv")


@cache
def adjectives() -> dict[str, Frame]:
    """Adjectives: sure that, critical of."""
    return _frames("others.tsv")
