"""The lexicon of deeds, `plover.tsv`: verb -> what must stand with it for which kind of deed."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from newstemma.record.english.gazetteer import lines


class Pattern(NamedTuple):
    """One line of the lexicon."""

    type: str
    mode: str | None
    cameo: str | None
    particle: str | None
    objects: frozenset[str]
    preposition: str | None
    its_nouns: frozenset[str]
    governed: frozenset[str]
    toward: frozenset[str]
    alone: bool

    @property
    def weight(self) -> int:
        """How much must stand together: the more, the surer."""
        parts = (self.particle, self.objects, self.preposition, self.its_nouns, self.governed)
        return sum(bool(part) for part in parts)


def _parse(line: str) -> list[tuple[str, Pattern]]:
    kind, mode, cameo, pattern = line.split("\t")
    head, *rest = pattern.split(" ")
    sets: dict[str, frozenset[str]] = {}
    preposition: str | None = None
    for element in rest:
        if element == "=NONE":
            sets["="] = frozenset()
        elif element[0] == "@":
            preposition, _, nouns = element[1:].partition("+")
            sets["@"] = frozenset(nouns.split("|"))
        elif element[0] in "+~>":
            sets[element[0]] = frozenset(element[1:].split("|"))
        else:
            raise ValueError(f"plover.tsv: {element!r} in {line!r}")
    found = []
    for verb in head.split("|"):
        lemma, _, particle = verb.partition("_")
        found.append(
            (
                lemma,
                Pattern(
                    kind,
                    mode or None,
                    cameo or None,
                    particle or None,
                    objects=sets.get("+", frozenset()),
                    preposition=preposition,
                    its_nouns=sets.get("@", frozenset()),
                    governed=sets.get("~", frozenset()),
                    toward=sets.get(">", frozenset()),
                    alone="=" in sets,
                ),
            )
        )
    return found


REQUEST = Pattern(
    "REQUEST", None, "100", None, frozenset(), None, frozenset(), frozenset(), frozenset(), alone=False
)


@cache
def lexicon() -> dict[str, tuple[Pattern, ...]]:
    """Verb -> its patterns, the ones that ask for most first."""
    found: dict[str, list[Pattern]] = {}
    for line in lines("plover.tsv"):
        if line and not line.startswith("#"):
            for lemma, pattern in _parse(line):
                found.setdefault(lemma, []).append(pattern)
    return {
        lemma: tuple(sorted(patterns, key=lambda pattern: -pattern.weight))
        for lemma, patterns in found.items()
    }
