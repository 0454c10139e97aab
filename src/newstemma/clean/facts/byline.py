"""Who wrote an article: as JSON-LD, the head, or the line below its headline say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact
from newstemma.clean.facts.linked import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.clean.facts.head import Head

LINE = re.compile(r"^(?:By|BY|by|Written by|Words by|Story by|Reported by|Posted by)[:\s]\s*(\S.{1,150})$")
_ADDRESS = re.compile(r"https?://\S+|\S+@\S+|^@\w+$")
_METAS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "citation_author",
)


def byline(head: Head, lines: Iterable[str], given: str | None) -> Fact | None:
    """Choose the authors' names, parted by commas."""
    if given and given.strip():
        return Fact(" ".join(given.split()), "given", 0.95)
    stated = _people(names(head.article.get("author")))
    if stated:
        return Fact(stated, "JSON-LD author", 0.9)
    for name in _METAS:
        stated = _people([head.metas.get(name, "")])
        if stated:
            return Fact(stated, name, 0.8)
    for line in lines:
        found = LINE.match(line)
        if found:
            return Fact(found.group(1).strip(), "byline", 0.8)
    return None


def _people(found: list[str]) -> str:
    kept = [" ".join(name.split()).removeprefix("By ") for name in found]
    return ", ".join(dict.fromkeys(name for name in kept if name and not _ADDRESS.search(name)))
