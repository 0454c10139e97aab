"""Names of persons: which are spellings of one, and whom a surname alone means in an article."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
# Spellings of one name in another alphabet: Sergei and Sergey, Zelensky and Zelenskyy. Two letters may differ
# in names of five letters and more; shorter ones (Kim, Lee, Ali) must agree.
_MOST_EDITS = 2
LEAST_LETTERS = 5
_LEAST_SHORT = 3
"""Letters of a short form of a first name: Don, Alex, Rob."""
_SPOUSES = frozenset(("lady", "spouse", "consort"))
"""Last words of offices that come with a marriage, and so with a surname that somebody else bears."""
_PREVAILS = 2
"""How many times as often as all others of the surname somebody is named in full whom it alone means."""


class Parts(NamedTuple):
    """A person's name taken apart, in small letters."""

    first: str
    """Empty where there is a surname alone."""
    last: str
    suffix: str
    """`jr`, or empty."""


@lru_cache(maxsize=50_000)
def parts_of(name: str) -> Parts:
    """Take a name apart: Tom Berg Jr. -> tom, berg, jr."""
    words = name.casefold().split()
    suffix = words[-1].strip(".,") if len(words) > 1 else ""
    if suffix in _SUFFIXES:
        words.pop()
    else:
        suffix = ""
    return Parts(words[0].rstrip(".") if len(words) > 1 else "", words[-1].rstrip(","), suffix)


def alike(one: str, other: str) -> bool:
    """Whether two parts of names may be spellings of one."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    if one[:1] != other[:1] or min(len(one), len(other)) < LEAST_LETTERS:
        return False
    return Levenshtein.distance(one, other, score_cutoff=_MOST_EDITS) <= _MOST_EDITS


def same_person(one: str, other: str) -> bool:
    """Whether two full names may be one: their last parts alike, and their first parts alike or initials."""
    a, b = parts_of(one), parts_of(other)
    return a.suffix == b.suffix and alike(a.last, b.last) and _same_first(a.first, b.first)


def _same_first(one: str, other: str) -> bool:
    return alike(one, other) or (1 in {len(one), len(other)} and one[:1] == other[:1])


@dataclass(slots=True)
class _Person:
    """Somebody whom an article names in full, or by an office that nobody so named has."""

    name: str
    """The fullest name so far."""
    mentions: int = 0
    offices: set[str] = field(default_factory=set)
    """Last words of the offices that mentions give, in small letters."""
    gender: str | None = None


@dataclass(slots=True)
class Persons:
    """Everybody whom an article names in full."""

    with_last: dict[tuple[str, str], list[_Person]] = field(default_factory=lambda: defaultdict(list))
    """By surname and suffix."""
    with_first: dict[str, list[_Person]] = field(default_factory=lambda: defaultdict(list))
    told: dict[tuple[str, str | None, str | None], str | None] = field(default_factory=dict)
    """What `name_of` has told since somebody was last met."""

    def meet(self, name: str, *, gender: str | None, role: str | None) -> None:
        """Note a full name that the article gives."""
        self.told.clear()
        parts = parts_of(name)
        bearers = self.with_last[parts.last, parts.suffix]
        person = next((one for one in bearers if _one_in_an_article(one.name, parts)), None)
        if person is None:
            person = _Person(name)
            bearers.append(person)
        if person not in self.with_first[parts.first]:
            self.with_first[parts.first].append(person)
        person.mentions += 1
        if role is not None:
            person.offices.add(_office(role))
        person.gender = person.gender or gender
        person.name = max(person.name, name, key=len)

    def meet_titled(self, surname: str, role: str) -> None:
        """Note an office before a surname alone: it is not that of somebody's wife or husband.

        Where First Lady Ana Berg is the only Berg who is named in full, President Berg is somebody else.
        """
        self.told.clear()
        parts, office = parts_of(surname), _office(role)
        bearers = self.with_last.get((parts.last, parts.suffix), [])
        holder = next((one for one in bearers if one.name == surname and office in one.offices), None)
        if holder is not None:
            holder.mentions += 1
        elif bearers and all(one.offices and one.offices <= _SPOUSES for one in bearers):
            bearers.append(_Person(surname, 1, {office}))

    def name_of(self, name: str, gender: str | None = None, role: str | None = None) -> str | None:
        """Give the fullest name of whoever is meant by a name or a part of it; None where nothing tells.

        A surname that several bear means the one of the gender or the office that a title tells, the only one
        who holds an office, or the one who is named far more often than the others.
        """
        key = name, gender, role
        if key not in self.told:
            self.told[key] = self._name_of(name, gender, role)
        return self.told[key]

    def _name_of(self, name: str, gender: str | None, role: str | None) -> str | None:
        parts = parts_of(name)
        bearers = self.with_last.get((parts.last, parts.suffix), [])
        if parts.first:
            bearers = [one for one in bearers if _one_in_an_article(one.name, parts)]
        elif not bearers and not parts.suffix:
            bearers = self.with_first.get(parts.last, [])
        if gender is not None:
            bearers = [one for one in bearers if one.gender in {None, gender}]
        if len(bearers) > 1 and role is not None:
            bearers = [one for one in bearers if _office(role) in one.offices] or bearers
        if len(bearers) > 1:
            bearers = [one for one in bearers if one.offices] or bearers
        if not bearers:
            return None
        first, *others = sorted(bearers, key=lambda one: -one.mentions)
        return first.name if first.mentions >= _PREVAILS * sum(one.mentions for one in others) else None

    def __contains__(self, name: str) -> bool:
        parts = parts_of(name)
        return any(one.name == name for one in self.with_last.get((parts.last, parts.suffix), ()))


def _office(role: str) -> str:
    """Give the last word of an office: president of the council -> president."""
    return role.partition(" of ")[0].split()[-1].casefold()


def _one_in_an_article(known: str, parts: Parts) -> bool:
    """Whether a first name is, within one article, that of somebody known: also in short."""
    first = parts_of(known).first
    shorter, longer = sorted((first, parts.first), key=len)
    return _same_first(first, parts.first) or (len(shorter) >= _LEAST_SHORT and longer.startswith(shorter))
