"""How versions are named and marked wherever a report is shown."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.model import Id, Passage, ReadingKind

MARKS: dict[ReadingKind | None, str] = {
    "kept": "●",
    "reworded": "◐",
    "damaged": "✱",
    "merged": "⊃",
    "split": "⊂",
    None: "·",
}
STYLES: dict[ReadingKind | None, str] = {
    "kept": "green",
    "reworded": "yellow",
    "damaged": "red",
    "merged": "yellow",
    "split": "yellow",
    None: "dim",
}
LEGEND = "● kept  ◐ reworded  ⊃ joined  ⊂ split  ✱ damaged  · left out  ↕ moved"


def sigla(versions: Iterable[Id]) -> dict[Id, str]:
    """Name versions as editors name witnesses: A to Z, then A1, B1, ..."""
    names: dict[Id, str] = {}
    for number, version in enumerate(versions):
        turn, letter = divmod(number, len(ascii_uppercase))
        names[version] = ascii_uppercase[letter] + (str(turn) if turn else "")
    return names


def kinds(passage: Passage) -> dict[Id, ReadingKind]:
    """Say for each version that has a passage what it made of it."""
    return {carrier.article: reading.kind for reading in passage.readings for carrier in reading.carriers}
