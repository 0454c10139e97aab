"""Rows of articles as the scorers give them -> articles of the program."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from newstemma.clean import clean
from newstemma.clean.compose import Line, compose
from newstemma.clean.furniture import furnish
from newstemma.model import Article, Given, Page, Place

if TYPE_CHECKING:
    from collections.abc import Iterable


def articles_of(rows: Iterable[dict[str, Any]]) -> tuple[Article, ...]:
    """Give the articles of rows {"id", "outlet", "url", "published", "title", "text"}, which are one pile.

    An article's id is the row's, so that predictions can be written without a table between the two.
    """
    articles = {row["id"]: _article(row) for row in rows}
    return furnish(articles.values())


def _article(row: dict[str, Any]) -> Article:
    given = Given(headline=row.get("title"), outlet=row.get("outlet"), published=row.get("published"))
    text = str(row["text"]).encode()
    page = Page(id=row["id"], place=Place(row["id"]), data=text, url=row.get("url"), given=given)
    article = clean(page)
    if not isinstance(article, Article):  # the scorers want an answer for every row
        article = compose(page, [Line(text) for text in str(row["text"]).split("\n\n")], {})
    return replace(article, id=row["id"])
