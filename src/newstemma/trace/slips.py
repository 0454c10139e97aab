"""Wordings of one place -> which differ in letters alone, and which of these are others gone wrong.

A misread or mistyped word nearly agrees with a word that the pile knows better: `tbe` with `the`. How much
oftener a word is met stands for how much likelier it is to have been meant, as in spelling correction by a
noisy channel (Kernighan, Church and Gale 1990); a large pile repeats its slips, so that a word is met more
than once proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from newstemma.collate.changes import DAMAGE_RATE, inflected
from newstemma.collate.places import blocks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

COMMON = 1.25
"""Nats for each doubling of how much oftener a word is met."""
LONGER = 1.0
"""Nats for each letter more: one is lost oftener than this very letter is put in. Made wires would have 1.7,
and are rebuilt as well with less; how often people put letters in they do not tell."""
MIXED = 3.0
"""Nats against a word of letters and digits, where the other is not."""
SLIP = 1.9
"""Nats from which a wording is called another one gone wrong."""
MOST = 6.0
"""Nats that letters tell at the most: witnesses have a say too."""
_MIXED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Spelt:
    """How a wording is spelt, beside the others of its place."""

    group: int
    """Those of one group differ in letters alone."""
    against: float
    """What letters tell against its being the first of its group, in nats."""

    @property
    def is_slip(self) -> bool:
        """Whether it is another one gone wrong."""
        return self.against >= SLIP


def spelt(wordings: Sequence[Sequence[str]], met: Callable[[str], int]) -> list[Spelt]:
    """Compare the wordings of a place by their letters.

    `met` says how often a word is met, house style folded.
    """
    firsts: list[Sequence[str]] = []
    likeliest: list[Sequence[str]] = []
    groups = []
    for one in wordings:
        group = next((n for n, first in enumerate(firsts) if _by_letters(first, one)), len(firsts))
        if group == len(firsts):
            firsts.append(one)
            likeliest.append(one)
        elif _against(likeliest[group], one, met) > 0:
            likeliest[group] = one
        groups.append(group)
    against = (_against(one, likeliest[group], met) for one, group in zip(wordings, groups, strict=True))
    return [Spelt(group, min(max(nats, 0.0), MOST)) for group, nats in zip(groups, against, strict=True)]


def _by_letters(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether letters alone differ, or where words end: no word was put for another, or left out.

    Numbers of as many digits and forms of one word are exchanged by editors.
    """
    for a, b, c, d in blocks_of(one, other):
        before, after = "".join(one[a:b]), "".join(other[c:d])
        if not before or not after or inflected(before, after):
            return False
        if before.isdigit() and after.isdigit() and len(before) == len(after):
            return False
        most = max(1, DAMAGE_RATE * max(len(before), len(after)))
        if before != after and Levenshtein.distance(before, after, score_cutoff=int(most)) > most:
            return False
    return True


def _against(one: Sequence[str], other: Sequence[str], met: Callable[[str], int]) -> float:
    """Say how much likelier it is that `one` is `other` gone wrong than the reverse, in nats."""
    nats = 0.0
    for a, b, c, d in blocks_of(one, other):
        odd, sound = one[a:b], other[c:d]
        before, after = "".join(odd), "".join(sound)
        nats += LONGER * (len(after) - len(before))
        if not (before + after).isdigit():
            nats += COMMON * (log2(_met(sound, met)) - log2(_met(odd, met)))
            nats += MIXED * (bool(_MIXED.search(before)) - bool(_MIXED.search(after)))
    return nats


def _met(words: Sequence[str], met: Callable[[str], int]) -> float:
    """Say how often the rarest of some words is met."""
    return max(1, min(map(met, words), default=0)) - 0.5
