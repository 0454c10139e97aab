"""A search: articles by their words, actors by name, anything by its id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from newstemma.archive.reading import FOUND, FOUND_END
from newstemma.errors import NotFoundError, QueryError
from newstemma.model import Actor
from newstemma.room.addresses import PLACES, address
from newstemma.room.asked import Asked
from newstemma.room.rendering import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive
    from newstemma.archive.reading import Hit

HITS = 20
"""Hits on one page."""
MOST_PAGES = 25
"""Nobody reads the 500th hit; who wants more, searches closer."""
MOST_ACTORS = 5


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words of a snippet."""

    text: str
    found: bool


def search_view(archive: Archive, request: Request) -> Response:
    """Show what a search finds, or go where an id leads."""
    asked = Asked(request.query_params)
    query = asked.text("q")
    page = min(asked.number("page", default=1) or 1, MOST_PAGES)
    if query[:3] in PLACES and query[3:4] == "_":
        try:
            return RedirectResponse(address(archive.find(query).id), status_code=303)
        except NotFoundError:
            pass
    found = search(archive, query, page)
    return render(
        "search.html",
        here="/search",
        query=query,
        hits=[(hit, tuple(bits(hit.snippet))) for hit in found[:HITS]],
        page=page,
        more=len(found) > HITS and page < MOST_PAGES,
        actors=list(archive.ask.all(Actor, "instr(lower(name), lower(?)) > 0", query, limit=MOST_ACTORS))
        if found
        else [],
    )


def search(archive: Archive, query: str, page: int = 1) -> list[Hit]:
    """Give one page of hits and one hit of the next; nothing for a text without a letter or digit."""
    try:
        return archive.ask.search(query, limit=HITS + 1, offset=(page - 1) * HITS)
    except QueryError:
        return []


def bits(snippet: str) -> Iterator[Bit]:
    """Cut a snippet where the words found begin and end."""
    for number, part in enumerate(snippet.split(FOUND)):
        found, end, rest = part.partition(FOUND_END)
        if not number or not end:
            found, rest = "", part
        yield from (bit for bit in (Bit(found, found=True), Bit(rest, found=False)) if bit.text)
