"""A report with its family tree, as the formats for trees take it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.show.safe import safe
from newstemma.show.trees import shares_kept

if TYPE_CHECKING:
    from newstemma.model import Apparatus, Archetype, Copy, Id, Report, Stemma, Version


@dataclass(frozen=True, slots=True)
class Family:
    """A report, who copied whom in it, and the collation that this was read from."""

    report: Report
    stemma: Stemma
    apparatus: Apparatus

    @property
    def texts(self) -> tuple[Version | Archetype, ...]:
        """The versions, and then the lost texts."""
        return (*self.report.versions, *self.stemma.archetypes)

    @property
    def above(self) -> dict[Id, Copy]:
        """For each text that is a copy, how it is one."""
        return {copy.child: copy for copy in self.stemma.copies}

    @property
    def kept(self) -> dict[Id, float]:
        """For each copy of a version the share of that version's passages that it has, 0 to 1."""
        return {text: round(share, 4) for text, share in shares_kept(self.stemma, self.apparatus).items()}


def because(noun: Copy | Archetype) -> str:
    """Give all evidence for a copy or a lost text in one line."""
    return "; ".join(safe(one.text) for one in noun.evidence)


def lost_name(lost: Archetype) -> str:
    """Name a text that is not in the pile."""
    return f"lost text of {safe(lost.credit)}" if lost.credit else "lost text"
