"""The damages that pages suffer on their way, and how each is undone.

A mending is a name, a cheap test that says whether there can be anything to mend, and the undoing itself,
which gives the text back as it was where it finds nothing. `mend` tries all of them, in an order in which
what was done to a page last is undone first, and again until nothing changes: pages escaped twice, or
escaped inside a JSON string, are common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newstemma.clean.mendings import escapes, literals, mojibake, printable

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_ROUNDS = 4
"""Layers of damage on one page; three are the most met in saved pages."""


@dataclass(frozen=True, slots=True)
class Mending:
    """One damage and its undoing, on the source of a whole page."""

    name: str
    may_be: Callable[[str], bool]
    undo: Callable[[str], str]


MENDINGS = (
    Mending("JSON string literal", literals.may_be, literals.undo),
    Mending("quoted-printable", printable.may_be, printable.undo),
    Mending("named entities for punctuation", escapes.has_punctuation, escapes.undo_punctuation),
    Mending("escaped HTML", escapes.is_escaped, escapes.undo_escape),
    Mending("mojibake", mojibake.may_be, mojibake.undo),
)


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo all damages of a page's source: the text as it was, and the names of what was undone."""
    done: list[str] = []
    for _ in range(MOST_ROUNDS):
        before = text
        for mending in MENDINGS:
            if mending.may_be(text):
                mended = mending.undo(text)
                if mended != text:
                    done.append(mending.name)
                    text = mended
        if text == before:
            break
    return text, tuple(done)
