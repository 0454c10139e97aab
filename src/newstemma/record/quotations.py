"""Text -> what stands in quotation marks, however oddly they are set."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newstemma.identity import plain

_MARK = re.compile("\"|'''(?=\\s)|''")
# A single mark that opens stands before a word and after none; that of an elision ('tis) does not.
_SINGLE_OPEN = re.compile(
    r"(?i)(?<![\w.,!?;:)])'(?=[\w$£€])(?!(?:tis|twas|em|cause|til|till|n|cos)\b|\d0s\b)"
)
_SINGLE_CLOSE = re.compile(r"(?<=\S)'(?=$|[\s.,;:!?)\-])")


LEAST_WORDS = 4
"""A quotation of fewer words is a term inside a sentence; words outside it may still report."""


class Quotation(NamedTuple):
    """Words in quotation marks. The span takes the marks in."""

    start: int
    end: int
    opened: bool = True
    """Whether it has an opening mark."""
    closed: bool = True
    """Whether it has a closing mark."""


@lru_cache(maxsize=10_000)  # a paragraph stands in many versions
def quotations(text: str) -> tuple[Quotation, ...]:
    """Find the quotations of one paragraph, or of a part of it.

    A mark that is never closed runs to the end, as it does where a quotation goes on in the next paragraph;
    one that closes nothing says that the text began inside a quotation. Marks inside a quotation are its own.
    """
    flat = plain(text)
    if '"' not in flat and "'" not in flat:
        return ()
    found: list[Quotation] = []
    start: int | None = None
    depth = 0
    for match in _MARK.finditer(flat):
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
    return tuple(found) if found else _single(flat)


def _single(flat: str) -> tuple[Quotation, ...]:
    """Find quotations in single marks, as headlines and British papers set them, where there are no others.

    The mark of a plural owner (the dockers' fears) looks like a closing one: such a one closes only if no
    other mark can.
    """
    found: list[Quotation] = []
    opening = _SINGLE_OPEN.search(flat)
    while opening:
        following = _SINGLE_OPEN.search(flat, opening.end())
        limit = following.start() if following else len(flat)
        closings = [match for match in _SINGLE_CLOSE.finditer(flat, opening.end()) if match.start() < limit]
        sure = [match for match in closings if _surely_closes(flat, match.start())]
        closing = next(iter(sure or closings), None)
        if closing is None:
            opening = following
            continue
        found.append(Quotation(opening.start(), closing.end()))
        opening = _SINGLE_OPEN.search(flat, closing.end())
    return tuple(found)


def _surely_closes(flat: str, at: int) -> bool:
    return flat[at - 1] != "s" or flat[at + 1 : at + 2] in set(".,;:!?)") or at + 1 == len(flat)


def complete(text: str, quote: Quotation) -> bool:
    """Whether a quotation ends in a comma or full stop of its own, as whole sentences do.

    Where it opens the text, and is no title, the comma may stand behind its mark: "It leaks", she said.
    """
    inner = text[quote.start : quote.end].rstrip("\"'“”‘’ ")
    if inner and inner[-1] in ",.!?…-—":
        return True
    opens = not text[: quote.start].strip() and text[quote.end :].lstrip().startswith(",")
    return opens and any(map(str.islower, inner.split()))


def _closings(text: str, start: int) -> int:
    return text.count("”", start)


def _opens(text: str, at: int, end: int, *, inside: bool) -> bool:
    """Whether a mark opens a quotation: by its shape, where the space around does not contradict that."""
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    loose_before = before.isspace() or before in "([-—–/"
    loose_after = after.isspace() or after in ")],.;:!?-—–"
    if text[at] in "“„«":
        return not (inside and loose_after and not loose_before)  # “It leaks,“ she said
    if text[at] in "”»":
        return not inside and loose_before and not loose_after
    if loose_before != loose_after:
        return loose_before
    # We go, " she said: nothing closes what such a mark would open.
    last = before.isspace() and '"' not in text[end:]
    closes = last and text[:at].rstrip()[-1:] in ",.!?" and text[end:].lstrip()[:1].islower()
    return not inside and not closes
