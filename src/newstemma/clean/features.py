"""The words of a line, and the lines around it -> what is known of it, as names that have weights."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from newstemma.clean.cues import WORD, cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstemma.model import ParagraphKind

NOT_WORD = re.compile(r"\W+")
_FUNCTION_WORDS = frozenset(
    """the of and to a in that for is on was with said he as it by at from his have has are not be an this
    but they will who their she her we i you had were been its would which der die und das den von le la les
    des et en un une el los las que y il di che e o os da em""".split()
)
_SIZES = ((15, "tiny"), (40, "short"), (80, "brief"), (140, "middling"), (300, "long"))  # characters
_HUGE = "huge"
_MOST = 2000  # characters of a line whose words are looked at
_LITTLE = frozenset(("tiny", "short", "brief"))
LEAST_PROSE = 12  # words
_NEAR = 5  # lines before and after whose prose counts
_FAR = 15
_MANY = 3  # lines of prose that count as many
_LEAST_NAME = 5  # letters of an outlet's name that is looked for


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page says of its article outside its text, letters and digits only."""

    headline: str = ""
    description: str = ""
    body: str = ""
    outlet: str = ""
    """In small letters."""
    writers: tuple[str, ...] = ()


def squeezed(text: str) -> str:
    """Give the letters and digits of a text alone."""
    return NOT_WORD.sub("", text)


def text_features(text: str, rule: ParagraphKind | None, stated: Stated) -> Iterator[str]:
    """Give what the words of a line tell. `rule` is what the fixed rules take it for."""
    size = next((name for most, name in _SIZES if len(text) < most), _HUGE)
    yield f"size: {size}"
    if rule:
        yield f"rule: {rule}"
    printed = WORD.findall(text[:_MOST])
    words = [word.lower() for word in printed]
    count = len(words) or 1
    little = "little" if size in _LITTLE else "much"
    found = list(cues(text, words))
    for cue in found:
        yield cue
        yield f"{cue}, {little}"
    if "ends: sentence" in found:
        yield f"sentence, {size}"
    function = sum(map(_FUNCTION_WORDS.__contains__, words)) / count
    yield "function words: " + share(function, (0.1, 0.2, 0.35)) + f", {little}"
    capitals = sum(word[0].isupper() for word in printed) / count
    yield "capitals: " + share(capitals, (0.15, 0.4, 0.7)) + f", {little}"
    if text.isupper():
        yield f"all capitals, {little}"
    yield from _naming(squeezed(text), stated, little, is_speech="speech" in found)


def _naming(key: str, stated: Stated, little: str, *, is_speech: bool) -> Iterator[str]:
    """Give whether a line names the page's own outlet or its writers."""
    if len(stated.outlet) >= _LEAST_NAME and stated.outlet in key.casefold():
        yield f"names its outlet, {little}"
        if not is_speech:
            yield f"names its outlet, {little}, no speech"
    for writer in stated.writers:
        if key == writer:
            yield "is a writer"
        elif key.startswith(writer):
            yield f"begins with a writer, {little}"


def share(value: float, bounds: tuple[float, ...]) -> str:
    """Name the interval that a share lies in by its upper bound."""
    return _intervals(bounds)[bisect_right(bounds, value)]


@cache
def _intervals(bounds: tuple[float, ...]) -> tuple[str, ...]:
    return (*(f"<{bound}" for bound in bounds), f">={bounds[-1]}")


def order_features(lines: Sequence[str]) -> list[list[str]]:
    """Give what the order of lines tells of each, where nothing but their text is known."""
    sizes = [line.count(" ") + 1 for line in lines]
    prose = [size >= LEAST_PROSE for size in sizes]
    weight = [size * is_prose for size, is_prose in zip(sizes, prose, strict=True)]
    return list(order(prose, weight, range(len(lines))))


def order(prose: Sequence[bool], weight: Sequence[int], among: Iterable[int]) -> Iterator[list[str]]:
    """Give how much prose stands before and after lines; `weight` is the size of what is taken of each."""
    whole = sum(weight) or 1
    before = list(accumulate(weight, initial=0))
    proses = list(accumulate(prose, initial=0))
    proses = [*[0] * _FAR, *proses, *[proses[-1]] * _FAR]
    for number in among:
        at, is_prose = number + _FAR, prose[number]
        here, behind = proses[at], proses[at + 1]
        yield [
            _BEFORE[bisect_right(_SHARES_BEFORE, before[number] / whole)],
            _ORDER["near before", here - proses[at - _NEAR], is_prose],
            _ORDER["near after", proses[at + 1 + _NEAR] - behind, is_prose],
            _ORDER["before", here - proses[at - _FAR], is_prose],
            _ORDER["after", proses[at + _FAR] - behind, is_prose],
        ]


_SHARES_BEFORE = (0.001, 0.1, 0.5, 0.9, 0.999)
_BEFORE = tuple(f"text before: {name}" for name in _intervals(_SHARES_BEFORE))
_ORDER = {
    (view, count, is_prose): f"prose {view}: {min(count, _MANY)}, {'prose' if is_prose else 'other'}"
    for view in ("near before", "near after", "before", "after")
    for count in range(_FAR + 1)
    for is_prose in (False, True)
}
