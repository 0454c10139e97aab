"""Blocks of a page -> its typed lines: which of them are the article, and what the others are.

An extractor takes a first choice, a second one where that is too little; the line classifier then judges what
was taken and what stands near it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from newstemma.clean.compose import Line
from newstemma.clean.facts.linked import names
from newstemma.clean.facts.outlet import own_names
from newstemma.clean.facts.people import people
from newstemma.clean.features import Stated, squeezed
from newstemma.clean.judging import are_text, block_features, judged, keep, line_features
from newstemma.clean.kinds import kind_of
from newstemma.clean.matching import match

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.html import HtmlElement

    from newstemma.clean.blocks import Block
    from newstemma.clean.facts.head import Head
    from newstemma.model import Given, ParagraphKind

_FIGURES = frozenset(("figure", "figcaption"))
_CAPTION_WORDS = frozenset(("caption", "figcaption", "credit", "photographer"))
_NOT_TEXT = frozenset(
    ("advertisement", "advert", "ad", "ads", "wpa", "wpcnt", "sharedaddy", "subscribe", "newsletter")
)
_NEAR = 2  # elements around a block whose names speak of it; those further out speak of the page
_ADDRESS_PARTS = re.compile(r"^(?:www\.|the )|\.(?:com|org|net|co|uk)\b", re.IGNORECASE)
_LEAST_WRITER = 5  # letters of a name
_LITTLE = 300  # characters of an extraction below which a second extractor is asked
_MUCH_MORE = 2  # times as long the text in JSON-LD has to be to go before what was extracted


@dataclass(frozen=True, slots=True)
class Candidates:
    """The blocks of a page, and what is to be known to judge them."""

    blocks: Sequence[Block]
    taken: Sequence[bool]
    """Which of them an extractor took."""
    rules: Sequence[ParagraphKind | None]
    """What the fixed rules take the judged ones for."""
    among: range
    """Numbers of the blocks that are judged."""
    stated: Stated

    def features(self) -> list[set[str]]:
        """Give what is known of each judged block."""
        return block_features(self.blocks, self.taken, self.rules, self.stated, self.among)


def choose(
    root: HtmlElement, found: Sequence[Block], head: Head, given: Given, *, is_piece: bool
) -> list[Line]:
    """Type the blocks of a page: of a piece of a page all of them, of a whole page those near the article."""
    if is_piece:
        typed = [Line(block.text, kind(block) or "body") for block in found]
        return judge_lines(typed, given.outlet, given.byline)
    candidates = gather_candidates(root, found, head)
    taken, among = candidates.taken, candidates.among
    judgements = keep(candidates.blocks, taken, candidates.rules, candidates.stated, among)
    inside = [number for number in among if taken[number]]
    lines: list[Line] = []
    for number, is_text in zip(among, judgements, strict=True):
        block, rule = candidates.blocks[number], candidates.rules[number]
        if rule is None and is_text:
            lines.append(Line(block.text))
        elif taken[number] or rule == "credit" or (rule and inside[0] < number < inside[-1]):
            lines.append(Line(block.text, rule or "furniture"))
    return lines


def judge_lines(lines: list[Line], outlet: str | None, byline: str | None) -> list[Line]:
    """Mark the furniture among lines of which nothing but their text is known."""
    stated = Stated(outlet=outlet_key(outlet or ""), writers=writer_keys([byline or ""]))
    texts = [line.text for line in lines]
    rules = [None if line.kind == "body" else line.kind for line in lines]
    judgements = are_text("lines", line_features(texts, rules, stated))
    return [
        Line(line.text, "furniture") if line.kind == "body" and not is_text else line
        for line, is_text in zip(lines, judgements, strict=True)
    ]


def gather_candidates(root: HtmlElement, found: Sequence[Block], head: Head) -> Candidates:
    """Extract a page and gather what is to be known to judge its blocks."""
    title = head.meta("og:title", "title")
    described = head.meta("og:description", "description")
    body = head.article.get("articleBody")
    stated = Stated(
        headline=squeezed(title[1] if title else head.title),
        description=squeezed(described[1]) if described else "",
        body=squeezed(body) if isinstance(body, str) else "",
        outlet=outlet_key(next(own_names(head), "")),
        writers=writer_keys([*names(head.article.get("author")), head.metas.get("author", "")]),
    )
    blocks, taken = match(extracted(root, body if isinstance(body, str) else ""), found)
    among = judged(taken)
    rules = [kind(block) if number in among else None for number, block in enumerate(blocks)]
    return Candidates(blocks, taken, rules, among, stated)


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
        if place.words & _NOT_TEXT:
            return "furniture"
    return kind_of(block.text)


def extracted(root: HtmlElement, stated: str = "") -> list[str]:
    """Give the lines that trafilatura finds on a page, at once or with its fallbacks; none where it fails.

    `stated` is the text that the page's JSON-LD gives: it is taken where little was found and it has more.
    """
    lines = _extracted(root, fast=True)
    size = sum(map(len, lines))
    if size < _LITTLE:
        second = _extracted(root, fast=False)
        if sum(map(len, second)) > size:
            lines, size = second, sum(map(len, second))
        if "<" not in stated and len(stated) > max(_MUCH_MORE * size, _LITTLE):
            return [line for line in stated.split("\n") if line.strip()]
    return lines


def _extracted(root: HtmlElement, *, fast: bool) -> list[str]:
    import trafilatura

    try:
        text = trafilatura.extract(root, include_comments=False, fast=fast) or ""
    except Exception:  # noqa: BLE001 — whatever a parser of hostile pages may raise, the page still has its text
        return []
    return [
        line.lstrip("-# ") if line.startswith("- ") else line for line in text.split("\n") if line.strip()
    ]
