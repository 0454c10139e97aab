"""Tree -> blocks: the runs of text that a browser would show as lines of their own, with where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

# Never shown, or never text.
SILENT = frozenset(
    """script style noscript template svg iframe object embed canvas audio video map head math select option
    button input textarea datalist meter progress link meta base param source track area img picture wbr
    amp-ad amp-analytics amp-iframe amp-video amp-embed amp-sticky-ad""".split()
)
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s
    samp small span strike strong sub sup time tt u var""".split()
)
_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("em", "i", "cite"))
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_MOST_NAMES = 400  # characters of class and id names that are looked at
_MOST_UNSEEN = 200  # characters of what is hidden inside a line
_MOST_INSIDE = 50  # elements of it; no more are looked at, for hostile pages nest them
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_EMPTY_LINE = "\n\n"
_NAMING = ("class", "id", "role", "itemprop", "data-component")
_NO_WORDS: frozenset[str] = frozenset()
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(50%",
    re.IGNORECASE,
)
_SPOKEN = (frozenset(("sr", "only")), frozenset(("screen", "reader")), frozenset(("visually", "hidden")))
"""Words that name what is read out by screen readers alone."""


@dataclass(slots=True)
class Place:
    """An element on the way from the root to a block."""

    tag: str
    words: frozenset[str]
    """The words of its class, its id and what else names its role."""
    parent: Place | None
    number: int
    """Counted in the order of the page."""
    hidden: bool
    in_heading: bool
    """Whether it is, or lies in, a heading of the first level."""

    def chain(self) -> Iterator[Place]:
        """Give the element and all those it lies in, the innermost first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent


@dataclass(slots=True)
class Block:
    """One run of text."""

    text: str
    place: Place
    linked: int
    """Characters in links."""
    strong: int
    emphasised: int


@lru_cache(maxsize=20_000)
def words_of(names: str) -> frozenset[str]:
    """Give the words in class and id names: `article-body__text mainStory` has five."""
    return frozenset(word.lower() for word in _WORD.findall(names[:_MOST_NAMES]))


class _State(NamedTuple):
    """What holds for the text of an element."""

    place: Place
    linked: bool = False
    strong: bool = False
    emphasised: bool = False
    break_as: str = " "
    """What a line break in the source is in the text."""


def blocks(root: Element, *, is_piece: bool = False) -> list[Block]:
    """Cut a page into blocks, in the order in which they stand.

    In a piece of a page, text that stands in no element is text with lines, so each line is a block. The tree
    is walked without recursion, for hostile pages are deep.
    """
    found: list[Block] = []
    run: list[tuple[str, _State]] = []
    count = 0
    state = _State(_place(root, None, 0), break_as=_EMPTY_LINE if is_piece else " ")
    _say(run, root.text, state)
    stack: list[tuple[Element, Iterator[Element], _State]] = [(root, iter(root), state)]
    while stack:
        element, children, state = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            if run and element.tag not in _INLINE:
                _flush(run, found)
            if stack:
                _say(run, element.tail, stack[-1][2])
            continue
        tag = child.tag
        if tag == "br":
            run.append(("\n", state))
        elif tag == "hr":
            _flush(run, found)
        elif isinstance(tag, str) and tag not in SILENT:
            count += 1
            if tag in _INLINE:
                if _is_unseen(child):
                    _say(run, child.tail, state)
                    continue
                inner = state if tag == "span" else _inline(tag, state)
            else:
                if run:
                    _flush(run, found)
                inner = _within(child, state, count, is_bare=is_piece and len(stack) == 1)
            _say(run, child.text, inner)
            stack.append((child, iter(child), inner))
            continue
        _say(run, child.tail, state)
    _flush(run, found)
    return found


def _say(run: list[tuple[str, _State]], text: str | None, state: _State) -> None:
    """Add the text that a node holds to the run."""
    if text and (run or not text.isspace()):
        run.append((text.replace("\n", state.break_as), state))


def _place(element: Element, parent: Place | None, number: int) -> Place:
    words: frozenset[str] = _NO_WORDS
    hidden = parent is not None and parent.hidden
    if items := element.items():
        given = dict(items)
        names = " ".join([given[name] for name in _NAMING if name in given])
        words = words_of(names) if names else words
        style = given.get("style")
        hidden = hidden or "hidden" in given or (style is not None and _HIDDEN.search(style) is not None)
    tag = element.tag
    return Place(
        tag, words, parent, number, hidden, tag == "h1" or (parent is not None and parent.in_heading)
    )


def _is_unseen(element: Element) -> bool:
    """Whether a browser does not show what stands inside a line: "opens in a new tab" behind a link.

    Paragraphs, and text as long as one, are blocks all the same: they may be hidden until somebody pays.
    """
    style, names = element.get("style"), element.get("class")
    is_hidden = (
        "hidden" in element.attrib
        or (style is not None and _HIDDEN.search(style) is not None)
        or (names is not None and any(spoken <= words_of(names) for spoken in _SPOKEN))
    )
    if not is_hidden:
        return False
    inside = list(islice(element.iter(etree.Element), _MOST_INSIDE + 1))
    return (
        len(inside) <= _MOST_INSIDE
        and all(one.tag in _INLINE or one.tag in SILENT for one in inside)
        and sum(map(len, element.itertext())) <= _MOST_UNSEEN
    )


def _inline(tag: str, state: _State) -> _State:
    return _State(
        state.place,
        state.linked or tag == "a",
        state.strong or tag in _STRONG,
        state.emphasised or tag in _EMPHASIS,
        state.break_as,
    )


def _within(element: Element, state: _State, number: int, *, is_bare: bool) -> _State:
    break_as = "\n" if element.tag == "pre" else _EMPTY_LINE if is_bare else " "
    return _State(
        _place(element, state.place, number), state.linked, state.strong, state.emphasised, break_as
    )


def _flush(run: list[tuple[str, _State]], found: list[Block]) -> None:
    """Make blocks of the text since the last one ended: one, or more where empty lines part them."""
    if not run:
        return
    whole = "".join(text for text, _ in run)
    start = 0
    for gap in _GAP.finditer(whole) if "\n" in whole else ():
        _add(whole, start, gap.start(), run, found)
        start = gap.end()
    _add(whole, start, len(whole), run, found)
    run.clear()


def _add(whole: str, start: int, end: int, run: list[tuple[str, _State]], found: list[Block]) -> None:
    """Add one block: a part of the text of a run, and what of it is linked, strong, emphasised."""
    text = " ".join(whole[start:end].split())
    if not text:
        return
    linked = strong = emphasised = at = 0
    place = None
    for piece, state in run:
        begin, at = at, at + len(piece)
        if at <= start or begin >= end or piece.isspace():
            continue
        size = min(at, end) - max(begin, start)
        place = place or state.place
        linked += size * state.linked
        strong += size * state.strong
        emphasised += size * state.emphasised
    if place is not None:
        found.append(Block(text, place, linked, strong, emphasised))
