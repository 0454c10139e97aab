"""A page of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from newstemma.archive.reading import table_of
from newstemma.room.asked import Asked, Paging
from newstemma.room.rendering import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive
    from newstemma.room.listing import Filter, Listing


def list_view(listing: Listing) -> Callable[[Archive, Request], Response]:
    """Give the view of a list."""
    return partial(_show, listing)


def _show(listing: Listing, archive: Archive, request: Request) -> Response:
    asked = Asked(request.query_params)
    given = {filter_.name: value for filter_ in listing.filters if (value := _value(asked, filter_))}
    chosen = [filter_ for filter_ in listing.filters if filter_.name in given]
    where = " AND ".join(f"({filter_.condition})" for filter_ in chosen) or "1"
    values = [value for filter_ in chosen for value in filter_.values(given[filter_.name])]
    paging = Paging(
        listing.path,
        given,
        page=asked.number("page", default=1) or 1,
        whole=archive.ask.count(listing.kind, where, *values),
    )
    nouns = list(archive.ask.all(listing.kind, where, *values, limit=paging.size, offset=paging.offset))
    return render(
        "list.html",
        here=listing.path,
        listing=listing,
        noun=table_of(listing.kind),
        given=given,
        paging=paging,
        nouns=nouns,
        **listing.beside(archive, nouns),
    )


def _value(asked: Asked, filter_: Filter) -> str | int | None:
    if filter_.kind == "number":
        return asked.number(filter_.name)
    if filter_.kind == "choice":
        return asked.choice(filter_.name, filter_.choices)
    return asked.text(filter_.name)
