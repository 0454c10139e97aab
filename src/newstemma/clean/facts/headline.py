"""The headline: the page's first heading, checked against what its head says."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.clean.facts.head import Head

_WORDS = re.compile(r"\w+")
# What parts a headline from the name of the site in a page's title.
_PARTING = re.compile(r"\s{1,3}[|•·–»«-]{1,3}\s{1,3}|\s{0,3}\|\s{0,3}")
_LEAST_SHARED = 2  # long words that a heading and the page's title share where they speak of one thing
_LONG = 4  # letters
_LEAST_WORDS = 4  # of a page's only h1, to be a headline that nothing else on the page repeats
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def headline(head: Head, headings: Iterable[str], given: str | None) -> Fact | None:
    """Choose the headline of a page from what its container gives, its h1 elements and its head."""
    if given:
        return Fact(tidy(given), "given", 0.95)
    candidates = [
        (tidy(value), source)
        for value, source in (
            (str(head.article.get("headline") or ""), "JSON-LD headline"),
            (head.metas.get("og:title", ""), "og:title"),
            (head.metas.get("twitter:title", ""), "twitter:title"),
            (head.title, "title"),
        )
        if value.strip()
    ]
    shown = [tidy(text) for text in headings if words(text)]
    for text in shown:
        key = words(text)
        for value, source in candidates:
            other = words(value)
            parts = map(words, _PARTING.split(value))
            if key == other or key in parts or (len(key) > 2 and _within(key, other)):
                return Fact(text, f"h1, as in {source}", 0.95)
    for text in shown:
        for value, source in candidates:
            if len(_content(text) & _content(value)) >= _LEAST_SHARED:
                return Fact(text, f"h1, much as in {source}", 0.85)
    if len(shown) == 1 and len(words(shown[0])) >= _LEAST_WORDS:
        return Fact(shown[0], "the only h1", 0.75)
    if candidates:
        value, source = candidates[0]
        return Fact(_without_site(value), source, 0.7)
    if shown:
        return Fact(shown[0], "h1", 0.6)
    return None


def _content(text: str) -> frozenset[str]:
    """Give the long words of a headline."""
    return frozenset(word for word in words(text) if len(word) >= _LONG)


def tidy(text: str) -> str:
    """Give a headline as one line of plain text."""
    for _ in range(2):
        text = html.unescape(text)
    return " ".join(_TAG.sub("", text).split())


def words(text: str) -> list[str]:
    """Give the words of a headline in small letters."""
    return _WORDS.findall(text.casefold())


def _within(inner: list[str], outer: list[str]) -> bool:
    return " ".join(inner) in " ".join(outer)


def _without_site(title: str) -> str:
    """Leave out the name of the site: the shorter, last part."""
    parts = _PARTING.split(title)
    return title if len(parts) == 1 else max(parts, key=len)


def same(text: str, other: str) -> bool:
    """Whether two lines have the same words."""
    return len(text) < 2 * len(other) + 20 and words(text) == words(other)
