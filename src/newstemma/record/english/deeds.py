"""Sentence -> deeds: who does what to whom, read from a verb of the lexicon and the names around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from newstemma.model import Span
from newstemma.record.analysis import Deed, Mention
from newstemma.record.english.gazetteer import lines
from newstemma.record.english.inflect import base_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[\w'-]+|[^\w\s]")
_FUTURE = frozenset("will shall would".split())
_HYPOTHETICAL = frozenset("could may might should can if whether unless".split())
_NEGATION = frozenset("not never no n't cannot".split())
# How many words may stand between the verb and the noun or preposition that the pattern asks for. Event
# phrases are short: "hold a second round of talks" has four words between.
_REACH = 6


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
    objects = governed = its_nouns = toward = frozenset[str]()
    preposition: str | None = None
    alone = False
    for element in rest:
        if element.startswith("+"):
            objects = frozenset(element[1:].split("|"))
        elif element.startswith("@"):
            preposition, _, nouns = element[1:].partition("+")
            its_nouns = frozenset(nouns.split("|"))
        elif element.startswith("~"):
            governed = frozenset(element[1:].split("|"))
        elif element.startswith(">"):
            toward = frozenset(element[1:].split("|"))
        elif element == "=NONE":
            alone = True
        else:
            raise ValueError(f"plover.tsv: {element!r} in {line!r}")
    found = []
    for verb in head.split("|"):
        lemma, _, particle = verb.partition("_")
        fields = (particle or None, objects, preposition, its_nouns, governed, toward, alone)
        found.append((lemma, Pattern(kind, mode or None, cameo or None, *fields)))
    return found


@cache
def _lexicon() -> dict[str, tuple[Pattern, ...]]:
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


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def find(text: str, mentions: Sequence[Mention]) -> tuple[Deed, ...]:
    """Find the deeds of a sentence; `text` has straight quotation marks (`identity.plain`)."""
    words = [_Word(match.group().lower(), match.start(), match.end()) for match in _WORD.finditer(text)]
    inside = {i for m in mentions if m.kind != "pronoun" for i in range(m.start, m.end)}
    deeds: list[Deed] = []
    taken = 0
    for number, word in enumerate(words):
        if number < taken or word.start in inside:
            continue
        match = _match(words, number)
        if match is None:
            continue
        pattern, last = match
        deeds.append(_deed(words, number, last, pattern, mentions))
        taken = last + 1
    return tuple(deed for deed in deeds if deed.actor or deed.recipient)


def _match(words: Sequence[_Word], number: int) -> tuple[Pattern, int] | None:
    """Give the pattern that fits best at a word, and the number of the last word it needs."""
    for lemma in base_forms(words[number].text):
        for pattern in _lexicon().get(lemma, ()):
            last = _last_word(words, number, pattern)
            if last is not None:
                return pattern, last
    return None


def _last_word(words: Sequence[_Word], number: int, pattern: Pattern) -> int | None:
    """Give the number of the last word that the pattern needs, None where it does not fit."""
    last = number
    if pattern.particle:
        if number + 1 >= len(words) or words[number + 1].text != pattern.particle:
            return None
        last += 1
    reach = range(last + 1, min(last + 1 + _REACH, len(words)))
    if pattern.preposition is not None:
        places = [i for i in reach if words[i].text == pattern.preposition]
        if not places:
            return None
        last = places[0]
        reach = range(last + 1, min(last + 1 + _REACH, len(words)))
    for wanted in (pattern.its_nouns, pattern.objects, pattern.governed):
        if wanted:
            places = [
                i
                for i in reach
                if words[i].text in wanted or not wanted.isdisjoint(base_forms(words[i].text))
            ]
            if not places:
                return None
            last = max(last, places[0])
    return last


def _deed(
    words: Sequence[_Word], number: int, last: int, pattern: Pattern, mentions: Sequence[Mention]
) -> Deed:
    verb = Span(words[number].start, words[last].end)
    before = [mention for mention in mentions if mention.end <= verb.start]
    after = [] if pattern.alone else [mention for mention in mentions if mention.start >= verb.end]
    first, second = (before[-1] if before else None), (after[0] if after else None)
    lead = {word.text for word in words[max(0, number - 4) : number]}
    passive = (
        words[number - 1].text in {"was", "were", "been", "being", "is", "are", "be"} if number else False
    )
    if passive and words[number].text.endswith(("ed", "n", "t")):
        by = [word for word in words[last + 1 : last + 5] if word.text == "by"]
        first, second = (second if by else None), first
    status = "future" if lead & _FUTURE else "hypothetical" if lead & _HYPOTHETICAL else "actual"
    kind = "REJECT" if lead & _NEGATION else pattern.type
    return Deed(
        kind,
        pattern.mode if kind == pattern.type else None,
        pattern.cameo if kind == pattern.type else "120",
        verb,
        first.span if first else None,
        second.span if second else None,
        "future" if status == "future" else "hypothetical" if status == "hypothetical" else "actual",
    )
