"""The outlet: by the name it gives itself, else by its domain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newstemma.clean.compose import Fact
from newstemma.clean.facts.linked import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newstemma.clean.facts.head import Head

_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition|news)\.")
# "Discover more from NAME", "Get more from NAME": boxes for subscribers that sites print below their posts.
_SELF_NAMING = re.compile(r"^(?:Discover|Get|Read|See) more from ([^.!?]{2,60})$")
_MOST_NAME = 60


def outlet(head: Head, url: str | None, given: str | None, lines: Iterable[str]) -> Fact | None:
    """Choose the outlet's name."""
    if given and given.strip():
        return Fact(" ".join(given.split()), "given", 0.95)
    stated = head.meta("og:site_name", "application-name", "al:iphone:app_name")
    if stated and len(stated[1]) <= _MOST_NAME:
        return Fact(stated[1], stated[0], 0.9)
    publisher = next(iter(names(head.article.get("publisher"))), "").strip()
    if publisher and len(publisher) <= _MOST_NAME:
        return Fact(publisher, "JSON-LD publisher", 0.85)
    if named := self_named(lines):
        return named
    host = domain(url or head.canonical or head.metas.get("og:url"))
    return Fact(host, "domain", 0.7) if host else None


def self_named(lines: Iterable[str]) -> Fact | None:
    """Read the outlet's name in the line in which it offers more of itself."""
    found = next(filter(None, (_SELF_NAMING.match(line.strip()) for line in lines)), None)
    return Fact(found.group(1).strip(), "subscription line", 0.8) if found else None


def own_names(head: Head) -> Iterator[str]:
    """Give the names that a page has for its outlet."""
    stated = head.meta("og:site_name", "application-name")
    if stated:
        yield stated[1]
    yield from names(head.article.get("publisher"))


def domain(url: str | None) -> str | None:
    """Give the domain of an address without what all sites put before theirs."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return _HOST_PREFIX.sub("", host) if host and "." in host else None
