"""Blocks of a page -> its typed lines: which of them are the article, and what the others are.

The line classifier takes a first choice by the places of blocks, and then judges what it took and what stands
near it by its words as well. Where that is too little, an extractor of another make is asked.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from newstemma.clean.compose import Line
from newstemma.clean.facts.linked import names
from newstemma.clean.facts.outlet import own_names
from newstemma.clean.facts.people import people
from newstemma.clean.features import Stated, squeezed
from newstemma.clean.judging import are_text, judged, keep, line_features, look_first, take
from newstemma.clean.kinds import kind_of
from newstemma.clean.places import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstemma.clean.blocks import Block
    from newstemma.clean.facts.head import Head
    from newstemma.model import Given, ParagraphKind

_FIGURES = frozenset(("figure", "figcaption"))
_CAPTION_WORDS = frozenset(("caption", "figcaption", "credit", "photographer"))
_NOT_TEXT = frozenset(("advertisement", "advert", "wpa", "wpcnt", "sharedaddy", "subscribe", "newsletter"))
_ADS = frozenset(("ad", "ads"))
"""Names of advertisements, or the rest of a name that a program made: of many words, they decide."""
_NEAR = 2  # elements around a block whose names speak of it; those further out speak of the page
_ADDRESS_PARTS = re.compile(r"^(?:www\.|the )|\.(?:com|org|net|co|uk)\b", re.IGNORECASE)
_LEAST_WRITER = 5  # letters of a name
_MANY_WORDS = 140  # characters
_LITTLE = 300  # characters of running text below which others are asked
_MUCH_MORE = 2  # times as long what others give has to be to go before what was found


def choose(source: str, found: Sequence[Block], head: Head, given: Given, *, is_piece: bool) -> list[Line]:
    """Type the blocks of a page: of a piece of a page all of them, of a whole page those near the article."""
    if is_piece:
        typed = [Line(block.text, kind(block) or "body") for block in found]
        return judge_lines(typed, given.outlet, given.byline)
    stated = stated_by(head)
    layout = lay_out(found, stated)
    sums = look_first(layout)
    taken = take(sums)
    among = judged(taken)
    rules = [kind(block) if number in among else None for number, block in enumerate(found)]
    judgements = keep(layout, sums, rules, among)
    if not any(judgements):  # a page of one paragraph: its words alone may look like a note
        judgements = [taken[number] for number in among]
    inside = [number for number in among if taken[number]]
    lines: list[Line] = []
    for number, is_text in zip(among, judgements, strict=True):
        block, rule = found[number], rules[number]
        if rule is None and is_text:
            lines.append(Line(block.text))
        elif taken[number] or rule == "credit" or (rule and inside[0] < number < inside[-1]):
            lines.append(Line(block.text, rule or "furniture"))
    size = _size(lines)
    if size < _LITTLE:
        for others in _others(source, head):
            if sum(map(len, others)) > (max(_MUCH_MORE * size, _LITTLE) if size else 0):
                typed = [Line(text, kind_of(text) or "body") for text in others]
                known = judge_lines(typed, stated.outlet, head.metas.get("author"))
                return known if _size(known) else typed
    return lines


def _size(lines: Iterable[Line]) -> int:
    """Count the characters of running text."""
    return sum(len(line.text) for line in lines if line.kind == "body")


def judge_lines(lines: list[Line], outlet: str | None, byline: str | None) -> list[Line]:
    """Mark the furniture among lines of which nothing but their text is known."""
    stated = Stated(outlet=outlet_key(outlet or ""), writers=writer_keys([byline or ""]))
    texts = [line.text for line in lines]
    rules = [None if line.kind == "body" else line.kind for line in lines]
    judgements = are_text(line_features(texts, rules, stated))
    return [
        Line(line.text, "furniture") if line.kind == "body" and not is_text else line
        for line, is_text in zip(lines, judgements, strict=True)
    ]


def stated_by(head: Head) -> Stated:
    """Gather what a page says of its article outside its text."""
    title = head.meta("og:title", "title")
    described = head.meta("og:description", "description")
    body = head.article.get("articleBody")
    return Stated(
        headline=squeezed(title[1] if title else head.title),
        description=squeezed(described[1]) if described else "",
        body=squeezed(body) if isinstance(body, str) else "",
        outlet=outlet_key(next(own_names(head), "")),
        writers=writer_keys([*names(head.article.get("author")), head.metas.get("author", "")]),
    )


def outlet_key(name: str) -> str:
    """Bring an outlet's name to the letters that are looked for in its lines."""
    return squeezed(_ADDRESS_PARTS.sub("", name)).casefold()


def writer_keys(stated: Iterable[str]) -> tuple[str, ...]:
    """Bring writers' names to the letters that are looked for."""
    found = (squeezed(name) for text in stated for name in people(text))
    return tuple(sorted({key for key in found if len(key) >= _LEAST_WRITER}))


def kind(block: Block) -> ParagraphKind | None:
    """Say what a block is where its words or its place leave no doubt."""
    for place in islice(block.place.chain(), _NEAR):
        if place.tag in _FIGURES or place.words & _CAPTION_WORDS:
            return "caption"
        if place.words & _NOT_TEXT or (place.words & _ADS and len(block.text) < _MANY_WORDS):
            return "furniture"
    return kind_of(block.text)


def _others(source: str, head: Head) -> Iterator[list[str]]:
    """Give the lines that others find on a page, one after the other."""
    yield _stated_lines(head)
    yield extracted(source)


def _stated_lines(head: Head) -> list[str]:
    """Give the lines of the text that a page's JSON-LD gives, if it is plain text."""
    body = head.article.get("articleBody")
    if not isinstance(body, str) or "<" in body:
        return []
    return [line for line in body.split("\n") if line.strip()]


def extracted(source: str) -> list[str]:
    """Give the lines that trafilatura finds on a page; none where it fails."""
    import trafilatura  # most pages do without, and it takes a third of a second to import

    try:
        text = trafilatura.extract(source, include_comments=False) or ""
    except Exception:  # noqa: BLE001 — whatever a parser of hostile pages may raise, the page still has its text
        return []
    return [
        line.lstrip("-# ") if line.startswith("- ") else line for line in text.split("\n") if line.strip()
    ]
