"""Lines of a page -> which of them are the article's text.

A log-linear model: everything that is known of a line has a weight, and a line whose weights add up to more
than nothing is text. The weights are fitted by `scripts/train_lines.py` and lie beside this file, as whole
thousandths: integers add up to the same sum in any order.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newstemma.clean.features import (
    Stated,
    order_features,
    page_features,
    place_features,
    text_features,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newstemma.clean.blocks import Block
    from newstemma.model import ParagraphKind

AROUND = 10
"""Blocks before the first and behind the last that the extractor took, which it may have left out wrongly.
With 4 the mean F1 of three sets is 0.0008 lower, see scripts/train_lines.py."""
_LEAST = {"page": 0, "lines": -1000}
"""What the weights have to add up to. Where only the words of a line are known, more has to speak against it:
at 0, 1.6 points of recall are lost on the first of the sets."""
_HOPELESS = -4000  # of the weights of a block's place, where those of its words reach about 2000
_CONTEXT = 25  # blocks further out that the features of a judged block look at


def judged(taken: Sequence[bool]) -> range:
    """Give the numbers of the blocks that are judged: those that an extractor took, and those near them."""
    marks = [number for number, took in enumerate(taken) if took]
    return range(max(0, marks[0] - AROUND), min(len(taken), marks[-1] + 1 + AROUND)) if marks else range(0)


def block_features(
    blocks: Sequence[Block],
    taken: Sequence[bool],
    rules: Sequence[ParagraphKind | None],
    stated: Stated,
    among: range,
) -> list[set[str]]:
    """Give all that is known of the blocks whose numbers are in `among`."""
    found = _placed(blocks, taken, stated, among)
    for number, known in zip(among, found, strict=True):
        known.update(text_features(blocks[number].text, rules[number], stated))
    return found


def _placed(blocks: Sequence[Block], taken: Sequence[bool], stated: Stated, among: range) -> list[set[str]]:
    """Give what is known of blocks but for their words."""
    if not among:
        return []
    first = max(0, among.start - _CONTEXT)
    near = slice(first, among.stop + _CONTEXT)
    found = page_features(blocks[near], taken[near], stated)[among.start - first : among.stop - first]
    for number, known in zip(among, found, strict=True):
        known.update(place_features(blocks[number]))
    return found


def keep(
    blocks: Sequence[Block],
    taken: Sequence[bool],
    rules: Sequence[ParagraphKind | None],
    stated: Stated,
    among: range,
) -> list[bool]:
    """Say of each block whose number is in `among` whether it is text.

    As `are_text` says of its features; but the words of a block that the extractor left out, and whose place
    speaks against it so much that no words could help, are not looked at.
    """
    weights, least = _weights()["page"], _LEAST["page"]
    found: list[bool] = []
    for number, known in zip(among, _placed(blocks, taken, stated, among), strict=True):
        so_far = sum(weights.get(name, 0) for name in known)
        if not taken[number] and so_far < _HOPELESS:
            found.append(False)
            continue
        more = set(text_features(blocks[number].text, rules[number], stated)) - known
        found.append(so_far + sum(weights.get(name, 0) for name in more) > least)
    return found


def line_features(
    lines: Sequence[str], rules: Sequence[ParagraphKind | None], stated: Stated
) -> list[set[str]]:
    """Give all that is known of lines without places."""
    found = order_features(lines)
    for line, rule, known in zip(lines, rules, found, strict=True):
        known.update(text_features(line, rule, stated))
    return found


def are_text(model: str, features: Iterable[set[str]]) -> list[bool]:
    """Say of each line whether it is text, by the weights of `page` or `lines`."""
    weights, least = _weights()[model], _LEAST[model]
    return [sum(weights.get(name, 0) for name in known) > least for known in features]


@cache
def _weights() -> Mapping[str, Mapping[str, int]]:
    source = files("newstemma.clean").joinpath("weights.json").read_text(encoding="utf-8")
    weights: dict[str, dict[str, int]] = json.loads(source)
    return weights
