"""Lines of a page -> which of them are the article's text.

Log-linear models: everything that is known of a line has a weight, and a line whose weights add up to more
than nothing is text. A page is looked at twice. First all of its blocks, by their places and looks alone;
then those that were taken for text and those near them, by their words too and by what was taken around them.
The weights are fitted by `scripts/train_lines.py` and lie beside this file, as whole thousandths: integers
add up to the same sum in any order.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newstemma.clean.features import Stated, order_features, text_features
from newstemma.clean.places import element_features, guess, look_features, make_of, page_features, plausible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newstemma.clean.places import Layout
    from newstemma.model import ParagraphKind

AROUND = 10
"""Blocks before the first and behind the last that were taken, which may have been left out wrongly."""
_LEAST = {"place": 0, "page": 0, "lines": -1000}
"""What the weights have to add up to. Where only the words of a line are known, more has to speak against it:
at 0, 1.6 points of recall are lost on the first of the sets."""
HOPELESS = -4000
"""Of the weights of a block's place, where those of its words reach about 2000."""
_SURE = (-3500, -2500, -1700, -1000, -600, -300, 0, 300, 600, 1000, 1700, 2500, 3500)


def look_first(layout: Layout) -> list[int]:
    """Give what speaks for each block of a page, its words not looked at."""
    guessed = guess(layout)
    among = plausible(layout, guessed)
    sums = [HOPELESS] * len(guessed)
    for number, total in zip(among, _placed("place", layout, guessed, among), strict=True):
        sums[number] = total
    return sums


def take(sums: Sequence[int]) -> list[bool]:
    """Say which blocks the first look takes for text."""
    return [total > _LEAST["place"] for total in sums]


def first_feature(total: int) -> str:
    """Name how sure the first look was of a block."""
    return f"first look: {bisect_right(_SURE, total)}"


def judged(taken: Sequence[bool]) -> range:
    """Give the numbers of the blocks that are judged: those that were taken, and those near them."""
    marks = [number for number, took in enumerate(taken) if took]
    return range(max(0, marks[0] - AROUND), min(len(taken), marks[-1] + 1 + AROUND)) if marks else range(0)


def keep(
    layout: Layout, sums: Sequence[int], rules: Sequence[ParagraphKind | None], among: range
) -> list[bool]:
    """Say of each block whose number is in `among` whether it is text; `sums` are those of the first look.

    The words of a block that was not taken, and whose place speaks against it so much that no words could
    help, are not looked at.
    """
    of, least, taken = weights()["page"], _LEAST["page"], take(sums)
    found: list[bool] = []
    for number, total in zip(among, _placed("page", layout, taken, among), strict=True):
        if taken[number] or total >= HOPELESS:
            words = text_features(layout.blocks[number].text, rules[number], layout.stated)
            total += sum(of.get(name, 0) for name in (first_feature(sums[number]), *words))  # noqa: PLW2901
        found.append(total > least)
    return found


def _placed(model: str, layout: Layout, taken: Sequence[bool], among: Sequence[int]) -> Iterator[int]:
    """Add up what speaks for each block but for its words."""
    of = weights()[model]
    by_make: dict[object, int] = {}
    views = zip(among, look_features(layout, taken, among), page_features(layout, taken, among), strict=True)
    for number, look, stand in views:
        place = layout.blocks[number].place
        make = make_of(place)
        if make not in by_make:
            by_make[make] = sum(of.get(name, 0) for name in element_features(place, layout))
        yield by_make[make] + sum(of.get(name, 0) for name in look) + sum(of.get(name, 0) for name in stand)


def place_features(layout: Layout, taken: Sequence[bool], among: Sequence[int]) -> list[set[str]]:
    """Give all that is known of blocks but for their words."""
    return [
        {*element_features(layout.blocks[number].place, layout), *look, *stand}
        for number, look, stand in zip(
            among, look_features(layout, taken, among), page_features(layout, taken, among), strict=True
        )
    ]


def line_features(
    lines: Sequence[str], rules: Sequence[ParagraphKind | None], stated: Stated
) -> list[set[str]]:
    """Give all that is known of lines without places."""
    return [
        {*known, *text_features(line, rule, stated)}
        for line, rule, known in zip(lines, rules, order_features(lines), strict=True)
    ]


def are_text(features: Iterable[set[str]]) -> list[bool]:
    """Say of each line without a place whether it is text."""
    of, least = weights()["lines"], _LEAST["lines"]
    return [sum(of.get(name, 0) for name in known) > least for known in features]


@cache
def weights() -> Mapping[str, Mapping[str, int]]:
    """Give the weights of what is known of lines, by model."""
    source = files("newstemma.clean").joinpath("weights.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, int]] = json.loads(source)
    return found
