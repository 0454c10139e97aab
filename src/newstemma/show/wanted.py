"""Which differences a reader wants to see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from newstemma.errors import InputError
from newstemma.model import ChangeKind

if TYPE_CHECKING:
    from newstemma.model import Apparatus, Change, Passage, Reading

KINDS: tuple[str, ...] = get_args(ChangeKind)
ANY = "changes"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A choice among the differences of a report."""

    only: frozenset[str] = frozenset()
    """Kinds, or "changes" for all of them: passages without such a difference are left out."""
    hide: frozenset[str] = frozenset()
    """Kinds of which nothing is to be seen."""

    def wants(self, change: Change) -> bool:
        """Whether a difference is wanted."""
        return change.kind in (self.only - {ANY} or KINDS) and change.kind not in self.hide

    def changes(self, reading: Reading) -> tuple[Change, ...]:
        """Give the differences of a reading that are wanted."""
        return tuple(filter(self.wants, reading.changes))

    def shows(self, passage: Passage) -> bool:
        """Whether a passage is wanted: any, unless only some differences are."""
        if not self.only:
            return True
        if any(self.changes(reading) for reading in passage.readings):
            return True
        return ANY in self.only and bool(
            passage.omitted or any(reading.kind in {"merged", "split"} for reading in passage.readings)
        )

    def filtered(self, apparatus: Apparatus) -> Apparatus:
        """Give an apparatus without the differences that are not wanted; its passages stay where they are."""

        def of_readings(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
            return tuple(replace(one, changes=self.changes(one)) for one in readings)

        def of_passages(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
            return tuple(replace(one, readings=of_readings(one.readings)) for one in passages)

        return replace(
            apparatus,
            passages=of_passages(apparatus.passages),
            headlines=of_readings(apparatus.headlines),
            decks=of_readings(apparatus.decks),
            captions=of_passages(apparatus.captions),
        )


EVERYTHING = Wanted()


def wanted(only: str | None, hide: str | None) -> Wanted:
    """Read what was asked for: kinds of differences, parted by commas. InputError where one is unknown."""
    asked = [
        frozenset(part.strip() for part in (text or "").split(",") if part.strip()) for text in (only, hide)
    ]
    unknown = sorted((asked[0] - {ANY} | asked[1]).difference(KINDS))
    if unknown:
        raise InputError(f"no difference is called {', '.join(unknown)}; there are {ANY}, {', '.join(KINDS)}")
    return Wanted(*asked)
