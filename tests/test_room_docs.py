"""What the how-to says of the reading room is so."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner
from starlette.routing import Match

from newstemma.cli import main
from newstemma.room import app
from newstemma.room.synopsis import MOST_COLUMNS, USUAL_COLUMNS

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "how-to" / "reading-room.md").read_text(encoding="utf-8")
MOST_PICTURE_BYTES = 250_000


def test_addresses_in_the_how_to_exist(tmp_path: Path) -> None:
    routes = app(tmp_path / "news.db").routes
    addresses = re.findall(r"`(/[^`?]*)", PAGE)
    assert len(addresses) >= 5
    for address in addresses:
        scope = {"type": "http", "method": "GET", "path": address}
        assert any(route.matches(scope)[0] is Match.FULL for route in routes), address


def test_commands_in_the_how_to_exist() -> None:
    told = CliRunner().invoke(main, ["serve", "--help"]).output
    for option in re.findall(r"newstemma serve (--\w+)", PAGE):
        assert option in told
    for verb in re.findall(r"newstemma (\w+)", PAGE):
        assert verb in main.commands


def test_numbers_in_the_how_to_are_those_of_the_program() -> None:
    assert (USUAL_COLUMNS, MOST_COLUMNS) == (4, 6)
    assert "Up to four versions are chosen" in PAGE
    assert "Choose others, up to six" in PAGE


def test_picture_is_there_and_small() -> None:
    (picture,) = re.findall(r"\]\(\.\./(pictures/\w+\.png)\)", PAGE)
    assert 0 < (DOCS / picture).stat().st_size < MOST_PICTURE_BYTES
