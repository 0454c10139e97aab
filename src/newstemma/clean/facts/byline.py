"""Who wrote an article: as JSON-LD, the head, or the line below its headline say."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any

from newstemma.clean.compose import Fact
from newstemma.clean.facts.linked import names
from newstemma.clean.facts.outlet import own_names
from newstemma.clean.facts.people import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newstemma.clean.blocks import Block
    from newstemma.clean.facts.head import Head

_LINE = re.compile(r"^(?:By|BY|by|Written by|Words by|Story by|Reported by|Posted by)[:\s]\s*\S")
_ADDRESS = re.compile(r"https?://|\S@\S|^@\w+$")
_WRITER = frozenset(("author", "authors", "byline", "bylines"))
_NEAR = 3  # elements around a block whose names speak of it
_LONGEST = 150  # characters of a byline
_METAS = (
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "citation_author",
)


def byline(head: Head, found: Sequence[Block], given: str | None) -> tuple[Fact | None, str | None]:
    """Choose the names of the writers, parted by commas; and the byline that they were read from.

    Where the page states no person, the second tells what it states instead: an agency, a desk.
    """
    if given and given.strip():
        whole = " ".join(given.split())
        told = ", ".join(dict.fromkeys(people(whole, is_stated=True)))
        return (Fact(told, "given", 0.95) if told else None), whole
    own = frozenset(name.casefold() for name in own_names(head))
    first = None
    for text, source, confidence in _stated(head, found):
        first = first or text
        told = ", ".join(dict.fromkeys(people(text, outlets=own, is_stated=source not in _SHOWN)))
        if told:
            return Fact(told, source, confidence), text
    return None, first


_SHOWN = frozenset(("byline", "name of its element"))


def _stated(head: Head, found: Sequence[Block]) -> Iterator[tuple[str, str, float]]:
    """Give what states the writers, the surest first: its text, where it stands, and how sure it is."""
    authors = head.article.get("author")
    linked = _joined(names(authors, only_people=True))
    if linked:
        yield linked, "JSON-LD author", 0.9
    for name in _METAS:
        if stated := _joined([head.metas.get(name, "")]):
            yield stated, name, 0.8
    shown = list(_shown(found))
    yield from ((text, "byline", 0.8) for text in shown if _LINE.match(text))
    yield from ((text, "name of its element", 0.7) for text in shown if not _LINE.match(text))
    if others := _joined(names(authors)):
        yield others, "JSON-LD author", 0.6


def _shown(found: Sequence[Block]) -> Iterator[str]:
    """Give the lines that are written as bylines, or whose element is named so, in the order of the page."""
    for block in found:
        if len(block.text) > _LONGEST:
            continue
        named = any(place.words & _WRITER for place in islice(block.place.chain(), _NEAR))
        if named or _LINE.match(block.text):
            yield block.text


def _joined(stated: Iterable[Any]) -> str:
    kept = [" ".join(str(name).split()) for name in stated]
    return ", ".join(dict.fromkeys(name for name in kept if name and not _ADDRESS.search(name)))
