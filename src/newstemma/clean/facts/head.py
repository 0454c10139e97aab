"""A page's head and JSON-LD -> one small object that all facts are read from."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newstemma.clean.facts.linked import linked_article, linked_objects

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself outside its text."""

    metas: dict[str, str]
    """Contents of meta elements, by name, property or itemprop in lower case; the first of each."""
    title: str
    canonical: str | None
    language: str | None
    objects: list[dict[str, Any]]
    article: dict[str, Any]
    """The JSON-LD object of the article; empty where there is none."""

    def meta(self, *names: str) -> tuple[str, str] | None:
        """Give the first of these metas that says anything, with its name."""
        return next(((name, value) for name in names if (value := self.metas.get(name))), None)


def read_head(root: Element) -> Head:
    """Read the head of a page."""
    metas: dict[str, str] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        if content:
            for attribute in ("property", "name", "itemprop"):
                name = element.get(attribute)
                if name:
                    metas.setdefault(name.strip().lower(), html.unescape(content))
    titles = [" ".join((element.text or "").split()) for element in root.iter("title")]
    canonical = next(
        (link.get("href") for link in root.iter("link") if (link.get("rel") or "").lower() == "canonical"),
        None,
    )
    objects = linked_objects(root)
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or None
    return Head(
        metas=metas,
        title=next(filter(None, titles), ""),
        canonical=canonical,
        language=language or metas.get("og:locale") or metas.get("content-language"),
        objects=objects,
        article=linked_article(objects),
    )


EMPTY = Head({}, "", None, None, [], {})
