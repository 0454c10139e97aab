"""Names that everybody knows: countries and where their governments sit, bodies, roles. Loaded once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.record.analysis import MentionKind


class Entry(NamedTuple):
    """What a well-known name stands for."""

    kind: MentionKind
    name: str


def lines(name: str) -> Iterator[str]:
    """Give the lines of a lexicon beside this module."""
    yield from files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()


def _fields(line: str, count: int) -> list[str]:
    fields = line.split("\t")
    return fields + [""] * (count - len(fields))


def _listed(field: str) -> list[str]:
    return [item.strip() for item in field.split(";") if item.strip()]


@cache
def well_known() -> dict[tuple[str, ...], Entry]:
    """Words of every name of a country, capital, seat of government or body -> what it stands for."""
    found: dict[tuple[str, ...], Entry] = {}

    def note(alias: str, kind: MentionKind, name: str) -> None:
        found.setdefault(tuple(alias.split()), Entry(kind, name))

    for line in lines("countries.tsv"):
        _, name, others, _, capitals, seats = _fields(line, 6)
        for alias in (name, *_listed(others)):
            note(alias.removeprefix("the "), "country", name)
        for alias in (*_listed(capitals), *_listed(seats)):
            note(alias, "capital", name)
    for line in lines("bodies.tsv"):
        name, kind, _, others = _fields(line, 4)
        for alias in (name, *_listed(others)):
            bare = alias.removeprefix("the ").removeprefix("The ")
            note(bare, "government" if kind == "government" else "organisation", name)
    return found


@cache
def known_starts() -> frozenset[str]:
    """First words of all well-known names."""
    return frozenset(words[0] for words in well_known())


@cache
def demonyms() -> dict[str, str]:
    """`Ukrainian`, `Ukrainians` -> `Ukraine`."""
    found: dict[str, str] = {}
    for line in lines("countries.tsv"):
        _, name, _, words, _, _ = _fields(line, 6)
        for word in words.split():
            found.setdefault(word.replace("-", " "), name)
    return found


@cache
def roles() -> frozenset[tuple[str, ...]]:
    """Words of every office and title, in small letters and without full stops."""
    return frozenset(tuple(line.split()) for line in lines("roles.txt") if line)


@cache
def role_starts() -> frozenset[str]:
    """First words of all roles."""
    return frozenset(role[0] for role in roles())


@cache
def word_list(section: str) -> frozenset[str]:
    """Words of one section of `words.txt`."""
    found: list[str] = []
    here = False
    for line in lines("words.txt"):
        if line.startswith("["):
            here = line.startswith(f"[{section}]")
        elif here and not line.startswith("#"):
            found += line.split()
    return frozenset(found)
