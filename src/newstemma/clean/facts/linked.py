"""A page's JSON-LD -> the object that describes the article."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_ARTICLE = re.compile(r"article|posting|report|review|opinion|analysis|liveblog", re.IGNORECASE)
_MOST_CHARACTERS = 2_000_000
_MOST_DEPTH = 6
_COMMENT = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)|(?://\s*)?(?:\]\]>|-->)\s*$")


def linked_objects(root: Element) -> list[dict[str, Any]]:
    """Give all objects of the page's JSON-LD."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        kind = (script.get("type") or "").lower()
        if "ld+json" not in kind or not script.text or len(script.text) > _MOST_CHARACTERS:
            continue
        try:
            value = json.loads(_COMMENT.sub("", script.text.strip()).rstrip("; \n"), strict=False)
        except (ValueError, RecursionError):
            continue
        found.extend(_objects(value, 0))
    return found


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MOST_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), list | dict):
                yield from _objects(value[key], depth + 1)


def linked_article(objects: list[dict[str, Any]]) -> dict[str, Any]:
    """Give the object that describes the article: the fullest one whose type is a kind of article."""
    articles = [item for item in objects if any(map(_ARTICLE.search, types(item)))]
    return max(articles, key=lambda item: sum(key in item for key in _TELLING), default={})


_TELLING = ("headline", "datePublished", "author", "articleBody", "publisher")


def types(item: dict[str, Any]) -> list[str]:
    """Give the types of a JSON-LD object."""
    kind = item.get("@type")
    return [name for name in (kind if isinstance(kind, list) else [kind]) if isinstance(name, str)]


def names(value: Any, *, only_people: bool = False) -> list[str]:
    """Give the names in an author or publisher, which may be a string, an object, or a list of them."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [name for item in value for name in names(item, only_people=only_people)]
    if isinstance(value, dict):
        if only_people and "Person" not in types(value) and types(value):
            return []
        return names(value.get("name"))
    return []
