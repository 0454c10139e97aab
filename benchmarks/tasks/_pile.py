"""Rows of articles as the scorers give them -> articles of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.clean.compose import Fact, Line, compose
from newstemma.model import Page, Place

if TYPE_CHECKING:
    from newstemma.model import Article


def article_of(row: dict[str, Any]) -> Article:
    """Give the article of a row {"id", "outlet", "url", "published", "title", "text"}.

    Its id is the row's, so that predictions can be written without a table between the two.
    """
    page = Page(id=str(row["id"]), place=Place(file=str(row["id"])), data=b"", url=row.get("url"))
    named = {"outlet": row.get("outlet"), "headline": row.get("title"), "published": row.get("published")}
    facts = {name: Fact(str(value), "row") for name, value in named.items() if value}
    title = [Line(str(row["title"]), "headline")] if row.get("title") else []
    return compose(page, [*title, *(Line(text) for text in str(row["text"]).split("\n\n"))], facts)
