"""The deck: the line below the headline that sums the article up."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact, Line
from newstemma.clean.facts.credit import has_dateline
from newstemma.clean.facts.headline import same
from newstemma.clean.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstemma.clean.blocks import Block, Place
    from newstemma.clean.facts.head import Head

_WORDS = frozenset("deck dek standfirst subtitle subheadline subhead strapline subheading tagline".split())
_FIRST_PARAGRAPH = frozenset(("intro",))
"""Names of decks that first paragraphs of the body have as well."""
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
    for number, line in enumerate(lines[:_FIRST]):
        if line.kind != "body" or len(line.text) > _LONGEST:
            continue
        own = [block for block in found if block.text == line.text]
        if any(_is_named(block, _WORDS) for block in own):
            source = "name of its element"
        elif not _stands_apart(line, lines, found):
            continue
        elif any(_is_named(block, _FIRST_PARAGRAPH) for block in own):
            source = "name of its element"
        elif described and same(line.text, described[1]):
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
        if _is_named(block, _WORDS | _FIRST_PARAGRAPH):
            source = "name of its element"
        elif described and same(block.text, described[1]):
            source = described[0]
        else:
            continue
        rest = [line for line in lines[1:] if line.text != block.text]
        return [lines[0], Line(block.text, "deck"), *rest], Fact(block.text, source, 0.8)
    return lines, None


def _stands_apart(line: Line, lines: Sequence[Line], found: Sequence[Block]) -> bool:
    """Whether a line is no first paragraph: by its words, and by where it stands to headline and body."""
    if has_dateline(line.text):
        return False
    body = max(
        (one.text for one in lines if one.kind == "body" and one.text != line.text), key=len, default=""
    )
    head = next((block.place for block in found if block.place.in_heading), None)
    own, text = (
        next((block.place for block in found if block.text == words), None) for words in (line.text, body)
    )
    if own is None or text is None:
        return not line.text.endswith(".")
    is_beside = own.parent is text.parent
    if not line.text.endswith("."):
        return not (is_beside and (own.tag, own.words) == (text.tag, text.words))
    return not is_beside and head is not None and _steps(own, head) <= _steps(own, text)


def _steps(place: Place, other: Place) -> int:
    """Count the steps from an element out to the first that another lies in too."""
    around = {one.number for one in other.chain()}
    return next(steps for steps, one in enumerate(place.chain()) if one.number in around)


def _is_named(block: Block, names: frozenset[str]) -> bool:
    return any(place.words & names for place in islice(block.place.chain(), _NEAR))
