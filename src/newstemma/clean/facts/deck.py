"""The deck: the line below the headline that sums the article up."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact, Line
from newstemma.clean.facts.headline import same

if TYPE_CHECKING:
    from newstemma.clean.blocks import Block
    from newstemma.clean.facts.head import Head

_WORDS = frozenset(
    "deck dek standfirst subtitle subheadline subhead strapline subheading intro tagline".split()
)
_FIRST = 3  # lines in which a deck may stand, the headline among them
_NEAR = 2  # elements around a block whose names speak of it
_LONGEST = 400  # characters


def with_deck(lines: list[Line], found: list[Block], head: Head) -> tuple[list[Line], Fact | None]:
    """Mark the deck among the lines: its element is named so, or the head gives it as description."""
    named = {
        block.text
        for block in found
        if any(place.words & _WORDS for place in islice(block.place.chain(), _NEAR))
    }
    described = head.meta("og:description", "description", "twitter:description")
    for number, line in enumerate(lines[:_FIRST]):
        if line.kind != "body" or len(line.text) > _LONGEST:
            continue
        if line.text in named:
            source = "name of its element"
        elif described and same(line.text, described[1]) and not line.text.endswith("."):
            source = described[0]
        else:
            continue
        marked = [*lines[:number], replace(line, kind="deck"), *lines[number + 1 :]]
        return marked, Fact(line.text, source, 0.8)
    return lines, None
