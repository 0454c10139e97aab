"""The deck: the line below the headline that sums the article up."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact, Line
from newstemma.clean.facts.headline import same
from newstemma.clean.kinds import kind_of

if TYPE_CHECKING:
    from newstemma.clean.blocks import Block
    from newstemma.clean.facts.head import Head

_WORDS = frozenset(
    "deck dek standfirst subtitle subheadline subhead strapline subheading intro tagline".split()
)
_FIRST = 3  # lines in which a deck may stand, the headline among them
_NEAR = 2  # elements around a block whose names speak of it
_LONGEST = 400  # characters
_LEAST = 25  # characters of a deck that was not taken for text; what is shorter is a label
_BELOW = 12  # blocks below the headline among which such a deck stands


def with_deck(lines: list[Line], found: list[Block], head: Head) -> tuple[list[Line], Fact | None]:
    """Mark the deck among the lines: its element is named so, or the head gives it as description.

    Where none of the lines is it, it may have been left out: it stands below the headline, above the body.
    """
    described = head.meta("og:description", "description", "twitter:description")
    near = {line.text for line in lines[:_FIRST]}
    named = {block.text for block in found if block.text in near and _is_named(block)}
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
    return _with_left_out(lines, found, described)


def _with_left_out(
    lines: list[Line], found: list[Block], described: tuple[str, str] | None
) -> tuple[list[Line], Fact | None]:
    """Put the deck that stands between the headline and the first line of the body below the headline."""
    first = next((number for number, block in enumerate(found) if block.place.in_heading), None)
    body = next((line.text for line in lines if line.kind == "body"), None)
    if first is None or body is None or lines[0].kind != "headline":
        return lines, None
    for block in found[first + 1 : first + 1 + _BELOW]:
        if block.text == body:
            break
        if not _LEAST <= len(block.text) <= _LONGEST or block.linked or kind_of(block.text):
            continue
        if _is_named(block):
            source = "name of its element"
        elif described and same(block.text, described[1]):
            source = described[0]
        else:
            continue
        rest = [line for line in lines[1:] if line.text != block.text]
        return [lines[0], Line(block.text, "deck"), *rest], Fact(block.text, source, 0.8)
    return lines, None


def _is_named(block: Block) -> bool:
    return any(place.words & _WORDS for place in islice(block.place.chain(), _NEAR))
