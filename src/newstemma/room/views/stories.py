"""A story: the reports about one happening, and what was found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from newstemma.model import Finding, Story
from newstemma.room.listing import reports
from newstemma.room.rendering import render

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from newstemma.archive import Archive

MOST_FINDINGS = 20
_IN_REPORTS = (
    "id IN (SELECT finding FROM member WHERE noun IN (SELECT id FROM {table} WHERE article IN "
    "(SELECT article FROM version WHERE report IN (SELECT value FROM json_each(?)))))"
)


def story_view(archive: Archive, request: Request) -> Response:
    """Show a story."""
    story = archive.ask.get(Story, request.path_params["id"])
    printed = reports(archive, story.reports)
    where = " OR ".join(_IN_REPORTS.format(table=table) for table in ("statement", "event"))
    ids = msgspec.json.encode(story.reports).decode()
    return render(
        "story.html",
        here="/stories",
        story=story,
        reports=[printed[one] for one in story.reports if one in printed],
        findings=list(archive.ask.all(Finding, where, ids, ids, limit=MOST_FINDINGS)),
    )
