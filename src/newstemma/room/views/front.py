"""The first page, and the words used on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.model import Finding, Report, Story
from newstemma.room.listing import of_stories
from newstemma.room.rendering import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive

TOP_STORIES = 5
TOP_REPORTS = 6
TOP_FINDINGS = 8
"""What fits on a first screen or two."""


def front_view(archive: Archive, request: Request) -> Response:
    """Show what the archive holds."""
    stories = list(archive.ask.all(Story, limit=TOP_STORIES))
    return render(
        "front.html",
        here="/",
        name=request.app.state.shelf.path.name,
        summary=archive.summary(),
        stories=stories,
        printed=list(archive.ask.all(Report, limit=TOP_REPORTS)),
        findings=list(archive.ask.all(Finding, limit=TOP_FINDINGS)),
        **of_stories(archive, stories),
    )


def words_view(_archive: Archive, _request: Request) -> Response:
    """Explain the words."""
    return render("words.html", here="/words")
