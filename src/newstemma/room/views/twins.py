"""Every noun as JSON, with the model's field names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from newstemma.archive import Archive


def twin_view(kind: type[Any]) -> Callable[[Archive, Request], Response]:
    """Give the view of a noun's fields."""
    return partial(_show, kind)


def _show(kind: type[Any], archive: Archive, request: Request) -> Response:
    return _json(archive.ask.get(kind, request.path_params["id"]))


def apparatus_twin(archive: Archive, request: Request) -> Response:
    """Show the fields of a report's apparatus."""
    return _json(archive.apparatus(request.path_params["id"]))


def stemma_twin(archive: Archive, request: Request) -> Response:
    """Show the fields of a report's stemma."""
    return _json(archive.stemma(request.path_params["id"]))


def _json(noun: object) -> Response:
    return Response(msgspec.json.encode(noun), media_type="application/json")
