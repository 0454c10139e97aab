"""Saved pages -> their articles.

A line of the input: {"id", "path"}, the path relative to the input's folder, and optionally "url". All lines
are one pile.
A line of the output: {"id", "title", "text", "published", "authors", "outlet"}, null where unknown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newstemma.clean.furniture import furnish
from newstemma.engine.local import clean_all
from newstemma.model import Article, Fault, Page
from newstemma.read import read
from newstemma.read.context import page_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def predict(rows: list[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    """Clean the pages of all rows as one pile."""
    cleaned = [result for _, result in clean_all(_page(row, folder) for row in rows)]
    furnished = iter(furnish(result for result in cleaned if isinstance(result, Article)))
    for row, result in zip(rows, cleaned, strict=True):
        article = None if isinstance(result, Fault) else next(furnished)
        yield {
            "id": row["id"],
            "title": article and article.headline,
            "text": "\n\n".join(article.body) if article else "",
            "published": article and article.published,
            "authors": article and article.byline,
            "outlet": article and article.outlet,
        }


def _page(row: dict[str, Any], folder: Path) -> Page | Fault:
    """Read the page of a row: the first of its file."""
    found = next(read(folder / row["path"]))
    url = row.get("url")
    if isinstance(found, Page) and url:
        return replace(found, url=url, id=page_id(found.data, url, found.given))
    return found
