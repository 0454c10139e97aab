"""A page without markup -> its typed lines: e-paper text, text that a reader copied, text of a data set."""

from __future__ import annotations

import re
from typing import NamedTuple

from newstemma.clean.compose import Fact, Line
from newstemma.clean.kinds import kind_of

_PROSE_END = re.compile(r"[.…:][\"'”’)\]]*$")
_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_HEADING = re.compile(r"^#{1,6} +(\S[^\n]*?) *#*$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,300})\]\([^()\s]{1,500}\)")
_PICTURE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\s]{1,500}\)")
_STRESSED = re.compile(r"(\*\*|__)(?=\S)([^\n*_]{1,300}?)(?<=\S)\1")
_MARKDOWN = re.compile(r"^#{1,6} +\S|\]\(https?://", re.MULTILINE)
_QUESTION_END = re.compile(r"[?!][\"'”’)\]]*$")
# Characters of a line without a full stop that is prose all the same: a paragraph cut off. Decks are shorter.
_LEAST_PROSE = 130
_LEAST_QUESTION = 100  # characters of a question that is prose, and no headline
_FEW_WORDS = 5
_MOST_LABEL = 80  # characters of a line below the last prose that is no part of the text
_MOST_HEAD = 4  # lines before the first prose
_LONGEST_HEAD = 200
# Words that newspapers are called by.
_MASTHEAD = re.compile(
    r"\b(?:times|post|herald|gazette|tribune|news|daily|journal|star|sun|press|courier|chronicle|globe|mail|express"
    r"|telegraph|guardian|observer|record|examiner|register|dispatch|sentinel|bulletin|call|inquirer|leader|review"
    r"|argus|echo|standard|mirror|independent|union|bee|banner|advertiser|enterprise|citizen|advocate|monitor|today"
    r"|weekly|reporter|mercury|pilot|democrat|republican|world|wire|eagle|beacon|ledger|messenger|voice|tageblatt"
    r"|zeitung)\b|^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$",
    re.IGNORECASE,
)
_MOST_MASTHEAD = 60
_VERB_LIKE = re.compile(r"\b(?:to|as|after|over|amid|says?|said|is|are|was|were|will|for|with|against|by)\b")


class Flat(NamedTuple):
    """A flat page taken apart."""

    lines: list[Line]
    outlet: Fact | None
    headline: Fact | None
    deck: Fact | None


def read_flat(text: str, *, headline: str | None = None, has_head: bool = True) -> Flat:
    """Type the lines of a flat page.

    The lines before the first prose are its head: masthead, headline, deck. `headline` is what its
    container gives; `has_head` says that the text is a page, not a body that a data set has cut out.
    """
    lines = [line for line in paragraphs(text) if line]
    first = next((number for number, line in enumerate(lines) if is_prose(line)), len(lines))
    head = lines[:first] if has_head and first <= _MOST_HEAD else []
    head = [line for line in head if len(line) <= _LONGEST_HEAD]
    typed: list[Line] = []
    outlet = deck = None
    title = Fact(headline, "given", 0.95) if headline else None
    if head and _is_masthead(head[0], len(head)):
        outlet = Fact(head[0], "masthead", 0.8)
        typed.append(Line(head[0], "furniture"))
        head = head[1:]
    start = len(typed)
    for line in head:
        kind = kind_of(line)
        if kind:
            typed.append(Line(line, kind))
        elif title is None or line == title.value:
            title = title or Fact(line, "first line", 0.8)
            typed.append(Line(line, "headline"))
        elif deck is None:
            deck = Fact(line, "line below the headline", 0.7)
            typed.append(Line(line, "deck"))
        else:
            typed.append(Line(line, "body"))
    start += len(head)
    last = max((number for number, line in enumerate(lines) if is_prose(line)), default=len(lines))
    for number, line in enumerate(lines[start:], start):
        kind = kind_of(line)
        if kind is None:
            kind = "furniture" if has_head and number > last and len(line) < _MOST_LABEL else "body"
        typed.append(Line(line, kind))
    return Flat(typed, outlet, title, deck)


def paragraphs(text: str) -> list[str]:
    """Cut text into paragraphs: at empty lines, and at line breaks where lines are not just wrapped."""
    found: list[str] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for part in _EMPTY_LINE.split(_without_markdown(text)):
        lines = [" ".join(line.split()) for line in part.split("\n")]
        if _is_wrapped(lines):
            found.append(" ".join(lines))
        else:
            found.extend(lines)
    return [line.strip() for line in found]


def _without_markdown(text: str) -> str:
    """Leave out the signs of Markdown, where a text has them; headings stay lines of their own."""
    if not _MARKDOWN.search(text):
        return text
    text = _PICTURE.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _HEADING.sub(r"\n\1\n", text)
    return _STRESSED.sub(r"\2", text)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether line breaks only keep lines short: most lines are about as long, and end inside a sentence."""
    if len(lines) < 2:
        return False
    inner = lines[:-1]
    longest = max(map(len, lines))
    full = sum(len(line) > 0.7 * longest for line in inner)
    open_ended = sum(_PROSE_END.search(line) is None for line in inner)
    return longest <= 120 and full >= 0.7 * len(inner) and 2 * open_ended > len(inner)


def is_prose(line: str) -> bool:
    """Whether a line is running text, not a title or a label."""
    words = line.count(" ") + 1
    if words <= _FEW_WORDS:
        return False
    if _QUESTION_END.search(line):
        return len(line) >= _LEAST_QUESTION
    return len(line) >= _LEAST_PROSE or _PROSE_END.search(line) is not None


def _is_masthead(line: str, size: int) -> bool:
    """Whether the first of `size` head lines names the outlet, not the happening."""
    if size < 2 or len(line) > _MOST_MASTHEAD or _VERB_LIKE.search(line):
        return False
    return _MASTHEAD.search(line) is not None
