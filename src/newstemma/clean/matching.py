"""The lines of an extractor -> the blocks of the page that they are."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from newstemma.clean.features import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newstemma.clean.blocks import Block

_PIECE_END = re.compile(
    r"(?<=[.!?”\"]) {1,3}| {1,3}\| {1,3}"
)  # ends of sentences and of the cells of a table
_SHORT = 20  # letters of a line that has to begin a block
_COVERED = 0.6  # of a block's letters, to count as taken


def match(lines: Iterable[str], blocks: Sequence[Block]) -> tuple[list[Block], list[bool]]:
    """Give the blocks of a page, and which of them an extractor took.

    Where it took a part of a block, the block has that part as its text; a line that is in no block becomes
    one behind the block before it.
    """
    keys = [squeezed(block.text) for block in blocks]
    starts = list(accumulate(map(len, keys), initial=0))
    whole = "".join(keys)
    covered = [0] * len(blocks)
    parts: dict[int, list[str]] = {}
    strays: dict[int, list[str]] = {}
    at = last = 0
    for line in lines:
        pieces = [line]
        if _find(whole, squeezed(line), at, starts) < 0:
            pieces = _PIECE_END.split(line)
        missed = True
        for piece in pieces:
            key = squeezed(piece)
            start = _find(whole, key, at, starts) if key else -1
            if start < 0:
                continue
            missed = False
            at = start + len(key)
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, at - 1) - 1
            for number in range(first, last + 1):
                covered[number] += min(at, starts[number + 1]) - max(start, starts[number])
            if first == last:
                parts.setdefault(first, []).append(piece)
        if missed and squeezed(line):
            strays.setdefault(last, []).append(line)
    taken = [bool(key) and hit >= _COVERED * len(key) for key, hit in zip(keys, covered, strict=True)]
    found: list[Block] = []
    marks: list[bool] = []
    for number, block in enumerate(blocks):
        part = parts.get(number, [])
        if part and covered[number] < len(keys[number]):
            block = replace(block, text=" ".join(part))  # noqa: PLW2901
            taken[number] = True
        found.append(block)
        marks.append(taken[number])
        for line in strays.get(number, ()):
            found.append(replace(block, text=line, linked=0, strong=0, emphasised=0))
            marks.append(True)
    return found, marks


def _find(whole: str, key: str, at: int, starts: Sequence[int]) -> int:
    """Find a line behind the last one, else from the start; a short one has to begin a block."""
    for begin in (at, 0):
        start = whole.find(key, begin)
        while start >= 0 and len(key) < _SHORT and starts[bisect_right(starts, start) - 1] != start:
            start = whole.find(key, start + 1)
        if start >= 0:
            return start
    return -1
