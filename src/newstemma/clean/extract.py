"""Blocks of a page -> its typed lines: which of them are the article, and what the others are."""

from __future__ import annotations

import copy
import re
from itertools import islice
from typing import TYPE_CHECKING

from newstemma.clean.compose import Line
from newstemma.clean.kinds import kind_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newstemma.clean.blocks import Block
    from newstemma.model import ParagraphKind

_FIGURES = frozenset(("figure", "figcaption"))
_CAPTION_WORDS = frozenset(("caption", "figcaption", "credit", "photographer"))
_NOT_TEXT = frozenset(
    ("advertisement", "advert", "ad", "ads", "wpa", "wpcnt", "sharedaddy", "subscribe", "newsletter")
)
_NEAR = 2  # elements around a block whose names speak of it; those further out speak of the page
_NOT_WORD = re.compile(r"\W+")


def choose(root: HtmlElement, found: list[Block], *, is_piece: bool) -> list[Line]:
    """Type the blocks of a page. Of a piece of a page all text is kept, of a whole page the article."""
    if is_piece:
        return [Line(block.text, kind(block) or "body") for block in found]
    number = {_squeezed(block.text): order for order, block in enumerate(found)}
    lines: list[Line] = []
    at = -1
    for text in extracted(root):
        order = number.get(_squeezed(text))
        if order is not None and at >= 0:
            lines.extend(
                Line(block.text, "caption") for block in found[at + 1 : order] if kind(block) == "caption"
            )
        at = max(at, -1 if order is None else order)
        lines.append(Line(text, (order is not None and kind(found[order])) or kind_of(text) or "body"))
    return lines


def kind(block: Block) -> ParagraphKind | None:
    """Say what a block is where its words or its place leave no doubt."""
    for place in islice(block.place.chain(), _NEAR):
        if place.tag in _FIGURES or place.words & _CAPTION_WORDS:
            return "caption"
        if place.words & _NOT_TEXT:
            return "furniture"
    return kind_of(block.text)


def extracted(root: HtmlElement) -> list[str]:
    """Give the lines that trafilatura finds on a page; none where it fails."""
    import trafilatura

    try:
        text = trafilatura.extract(copy.deepcopy(root), include_comments=False, favor_precision=True) or ""
    except Exception:  # noqa: BLE001 — whatever a parser of hostile pages may raise, the page still has its text
        return []
    return [
        line.lstrip("-# ") if line.startswith("- ") else line for line in text.split("\n") if line.strip()
    ]


def _squeezed(text: str) -> str:
    return _NOT_WORD.sub("", text)
