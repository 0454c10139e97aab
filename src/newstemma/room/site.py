"""All addresses of the reading room, and what becomes of requests that go wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from newstemma.archive.reading import NOUNS, table_of
from newstemma.errors import ArchiveError, NotFoundError
from newstemma.room.guard import HEADERS, Guard
from newstemma.room.listing import LISTINGS
from newstemma.room.rendering import refusal
from newstemma.room.shelf import Shelf
from newstemma.room.views.articles import article_view
from newstemma.room.views.findings import finding_view
from newstemma.room.views.front import front_view, words_view
from newstemma.room.views.lists import list_view
from newstemma.room.views.record import actor_view, event_view, fault_view, statement_view
from newstemma.room.views.reports import report_view
from newstemma.room.views.searching import search_view
from newstemma.room.views.stories import story_view
from newstemma.room.views.twins import apparatus_twin, stemma_twin, twin_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive

    View = Callable[[Archive, Request], Response]

VIEWS: dict[str, View] = {
    "/": front_view,
    "/words": words_view,
    "/search": search_view,
    **{listing.path: list_view(listing) for listing in LISTINGS},
    **{f"/{table_of(kind)}/{{id}}.json": twin_view(kind) for kind in NOUNS.values()},
    "/apparatus/{id}.json": apparatus_twin,
    "/stemma/{id}.json": stemma_twin,
    "/story/{id}": story_view,
    "/report/{id}": report_view,
    "/article/{id}": article_view,
    "/statement/{id}": statement_view,
    "/event/{id}": event_view,
    "/actor/{id}": actor_view,
    "/finding/{id}": finding_view,
    "/fault/{id}": fault_view,
}
STATUS = {
    400: "The address asks for something that cannot be.",
    404: "There is nothing at this address.",
}


def app(path: str | Path) -> Starlette:
    """Give the reading room of an archive as a web application."""
    shelf = Shelf(path)
    site = Starlette(
        routes=[
            *(Route(address, _endpoint(shelf, view)) for address, view in VIEWS.items()),
            Mount("/static", StaticFiles(packages=[("newstemma.room", "static")])),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={
            HTTPException: _told,
            NotFoundError: _not_found,
            ArchiveError: _not_now,
            Exception: _failed,
        },
    )
    site.state.shelf = shelf
    return site


def _endpoint(shelf: Shelf, view: View) -> Callable[[Request], Response]:
    """Lend an archive to a view for one request. Starlette calls it in a thread of its own."""

    def endpoint(request: Request) -> Response:
        with shelf.lend() as archive:
            return view(archive, request)

    return endpoint


def _told(_request: Request, error: Any) -> Response:
    status = int(error.status_code)
    given = error.detail if status == 400 else ""
    return refusal(status, given or STATUS.get(status, str(error.detail)))


def _not_found(_request: Request, error: Exception) -> Response:
    return refusal(404, f"{str(error)[:1].upper()}{str(error)[1:]}.")


def _not_now(_request: Request, error: Exception) -> Response:
    return refusal(503, f"The archive cannot be read just now: {error}.")


def _failed(_request: Request, _error: Exception) -> Response:
    """Say that the program failed. Nothing outside this answer puts the headers on it."""
    response = refusal(
        500, "The reading room failed at this page. What went wrong is told where it was started."
    )
    response.headers.update(HEADERS)
    return response
