"""Text -> what stands in quotation marks, however oddly they are set."""

from __future__ import annotations

import re
from typing import NamedTuple

from newstemma.identity import plain

_MARK = re.compile("\"|''")


class Quotation(NamedTuple):
    """Words in quotation marks. The span takes the marks in."""

    start: int
    end: int
    opened: bool = True
    """Whether it has an opening mark."""
    closed: bool = True
    """Whether it has a closing mark."""


def quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of one paragraph, or of a part of it.

    A mark that is never closed runs to the end, as it does where a quotation goes on in the next paragraph;
    one that closes nothing says that the text began inside a quotation. Marks inside a quotation are its own.
    """
    found: list[Quotation] = []
    start: int | None = None
    depth = 0
    for match in _MARK.finditer(plain(text)):
        at, end = match.span()
        if _opens(text, at, end, inside=start is not None):
            if start is None:
                start, depth = at, 1
            elif text[at] == "“" and _closings(text, end) > depth:
                depth += 1
        elif start is None:
            found.append(Quotation(found[-1].end if found else 0, end, opened=False))
        else:
            depth -= 1
            if not depth:
                found.append(Quotation(start, end))
                start = None
    if start is not None:
        found.append(Quotation(start, len(text), closed=False))
    return tuple(found)


def _closings(text: str, start: int) -> int:
    return text.count("”", start)


def _opens(text: str, at: int, end: int, *, inside: bool) -> bool:
    """Whether a mark opens a quotation: by its shape, else by the space around it."""
    if text[at] in "“„«":
        return True
    if text[at] in "”»":
        return False
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    loose_before = before.isspace() or before in "([-—–/"
    loose_after = after.isspace() or after in ")],.;:!?-—–"
    if loose_before != loose_after:
        return loose_before
    return not inside
