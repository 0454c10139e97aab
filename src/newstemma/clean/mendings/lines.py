"""Damages of single lines: characters that nobody sees, words broken at the end of a printed line."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.clean.blocks import Block
    from newstemma.clean.compose import Line

HasText = TypeVar("HasText", "Line", "Block")
# Soft hyphen, zero-width space and no-break space, word joiner, and marks of direction. Joiners of letters
# (U+200C, U+200D) stay: Persian, Indian scripts and emoji need them.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
INVISIBLE = "invisible characters"


def mend_lines(lines: Iterable[HasText]) -> tuple[list[HasText], tuple[str, ...]]:
    """Undo the damages of lines or blocks: these, without those that were all damage, and what was undone."""
    mended: list[HasText] = []
    found = False
    for line in lines:
        text = line.text if line.text.isascii() else _UNSEEN.sub("", line.text)
        found = found or text != line.text
        if text:
            mended.append(line if text == line.text else replace(line, text=text))
    return mended, (INVISIBLE,) if found else ()
