"""Page -> Article: mend, parse, choose the lines, read the facts, compose."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newstemma.clean import markup
from newstemma.clean.blocks import blocks
from newstemma.clean.compose import Fact, Line, compose
from newstemma.clean.decoding import decode
from newstemma.clean.extract import choose, judge_lines
from newstemma.clean.facts.byline import byline
from newstemma.clean.facts.credit import credits_of
from newstemma.clean.facts.dates import iso_date
from newstemma.clean.facts.deck import with_deck
from newstemma.clean.facts.head import EMPTY, read_head
from newstemma.clean.facts.headline import headline, same, tidy
from newstemma.clean.facts.language import language
from newstemma.clean.facts.outlet import outlet, self_named
from newstemma.clean.facts.published import published
from newstemma.clean.flat import read_flat
from newstemma.clean.mendings import mend
from newstemma.clean.mendings.lines import mend_lines
from newstemma.identity import identify
from newstemma.limits import LIMITS, Limits
from newstemma.model import Article, Fault

if TYPE_CHECKING:
    from newstemma.model import Page

_ESCAPED_INSIDE = "escaped HTML inside"
_BY = re.compile(r"^(?:by|(?:written|posted|reported|words|story|text) by)\b[:\s]*", re.IGNORECASE)
_LONGEST_HEADLINE = 250  # characters


@dataclass(slots=True)
class _Draft:
    """An article on its way."""

    lines: list[Line]
    facts: dict[str, Fact | None]
    mendings: list[str] = field(default_factory=list)
    stated_language: str | None = None
    byline: str | None = None
    """As it stands on the page, with the agency that it may name."""


def clean(page: Page, *, limits: Limits = LIMITS) -> Article | Fault:
    """Make the article of a page, or say why there is none in it."""
    decoded = decode(page)
    text, mendings = mend(decoded.text)
    draft = _from_markup(text, page) if markup.is_markup(text) else _from_text(text, page)
    lines, line_mendings = mend_lines(draft.lines)
    body = [line.text for line in lines if line.kind == "body"]
    if not body:
        return fault(page, "no running text was found on it")
    if sum(map(len, body)) > limits.text_characters or len(lines) > limits.paragraphs:
        reason = f"it is longer than {limits.text_characters} characters or {limits.paragraphs} paragraphs"
        return fault(page, reason)
    facts = draft.facts
    named = facts.get("outlet")
    others = [line.text for line in lines if line.kind in {"byline", "credit", "furniture"}]
    told = credits_of(body, others, draft.byline, named.value if named else None)
    facts |= {
        "encoding": Fact(decoded.encoding, decoded.source, decoded.confidence),
        "dateline": told.dateline,
        "credit": told.credit,
        "language": language(draft.stated_language, page.given.language, body),
    }
    known = {name: fact for name, fact in facts.items() if fact is not None}
    return compose(page, lines, known, [*mendings, *draft.mendings, *line_mendings])


def fault(page: Page, reason: str) -> Fault:
    """Say why a page has no article."""
    return Fault(identify("fau", "clean", page.id, reason), "clean", page.place, reason, page.id)


def _from_markup(text: str, page: Page) -> _Draft:
    """Take an HTML page, or a piece of one, apart."""
    root = markup.parse(text)
    body = root.find("body") if root is not None else None
    if root is None or body is None:
        return _Draft([], {})
    mendings = [_ESCAPED_INSIDE] if markup.unescape_inside(root, text) else []
    head = read_head(root)
    markup.prune(root)
    is_piece = not markup.is_document(text)
    found, unseen = mend_lines(blocks(body, is_piece=is_piece))
    mendings.extend(unseen)
    lines = choose(text, found, head, page.given, is_piece=is_piece)
    given = page.given
    headings = [block.text for block in found if block.place.in_heading]
    if is_piece and not headings and not given.headline:
        headings = _first_line(lines)
    title = headline(head, headings, given.headline)
    lines = _with_headline(lines, title)
    lines, deck = with_deck(lines, found, head)
    texts = [block.text for block in found]
    writers, line = byline(head, found, given.byline)
    lines = _with_byline(lines, line, writers.value if writers else None)
    facts = {
        "headline": title,
        "outlet": outlet(head, page.url, given.outlet, texts),
        "published": published(head, given.published, root, found, page.url),
        "byline": writers,
        "deck": deck,
        "url": Fact(head.canonical, "canonical link", 0.9) if head.canonical else None,
    }
    return _Draft(lines, facts, mendings, head.language, line)


def _first_line(lines: list[Line]) -> list[str]:
    """Give the headline of a piece that begins with one: a short first line that is no sentence."""
    if len(lines) > 1 and lines[0].kind == "body":
        text = lines[0].text
        if len(text) <= _LONGEST_HEADLINE and not text.endswith((".", ",", ";", ":")):
            return [text]
    return []


def _with_headline(lines: list[Line], title: Fact | None) -> list[Line]:
    """Put the headline first, and nowhere else."""
    if title is None:
        return lines
    rest = [
        line
        for line in lines
        if not (line.kind in {"body", "headline", "furniture"} and same(line.text, title.value))
    ]
    return [Line(title.value, "headline"), *rest]


def _with_byline(lines: list[Line], *bylines: str | None) -> list[Line]:
    """Mark the lines that hold nothing but the writers' names."""
    return [
        replace(line, kind="byline")
        if line.kind in {"body", "furniture"}
        and any(byline and same(_BY.sub("", line.text), _BY.sub("", byline)) for byline in bylines)
        else line
        for line in lines
    ]


def _from_text(text: str, page: Page) -> _Draft:
    """Take a page without markup apart."""
    given = page.given
    flat = read_flat(text, headline=given.headline and tidy(given.headline), has_head=not given.headline)
    stated = iso_date(given.published) if given.published else None
    writers, line = byline(EMPTY, (), given.byline)
    lines, unseen = mend_lines(flat.lines)
    told = (
        Fact(given.outlet, "given", 0.95)
        if given.outlet
        else flat.outlet or self_named(line.text for line in lines)
    )
    lines = judge_lines(lines, told.value if told else None, given.byline)
    if given.headline:
        lines = _with_headline(lines, flat.headline)
    facts = {
        "headline": flat.headline,
        "deck": flat.deck,
        "outlet": told,
        "published": Fact(stated, "given", 0.95) if stated else None,
        "byline": writers,
    }
    return _Draft(lines, facts, list(unseen), byline=line)
