"""The reading room as a process of its own."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
from room_pile import fill, noun_set

from newstemma.errors import ArchiveVersionError, NewstemmaError, NotFoundError
from newstemma.room import serve

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = [sys.executable, "-c", "from newstemma.cli import main; main()", "serve", "--archive"]


def test_room_tells_its_address_answers_there_and_closes_at_ctrl_c(tmp_path: Path) -> None:
    pile, _ = noun_set(0, "harmless words")
    path = fill(tmp_path / "news.db", pile)
    with subprocess.Popen([*COMMAND, str(path), "--port", "0"], stderr=subprocess.PIPE, text=True) as room:
        assert room.stderr is not None
        told = room.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", told)
        assert found, told
        page = httpx.get(found.group())
        assert "harmless words" in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "server" not in page.headers
        assert httpx.get(found.group(), headers={"Host": f"evil.example:{found.group(1)}"}).status_code == 400
        reached = [one for one in _listening() if one.endswith(f":{int(found.group(1)):04X}")]
        assert reached == [f"0100007F:{int(found.group(1)):04X}"]
        room.send_signal(signal.SIGINT)
        assert room.wait(timeout=10) == 0
        assert "Traceback" not in room.stderr.read()


def _listening() -> list[str]:
    """Give the addresses on which this machine listens, as Linux tells them."""
    with open("/proc/net/tcp", encoding="ascii") as file:  # noqa: PTH123 - no file, but the kernel's word
        rows = [line.split() for line in file.readlines()[1:]]
    return [row[1] for row in rows if row[3] == "0A"]


def test_taken_port_is_told(tmp_path: Path) -> None:
    path = fill(tmp_path / "news.db", noun_set(0, "words")[0])
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(NewstemmaError, match=rf"port {port} is taken.*--port 0"):
            serve(path, port=port, tell=print)


def test_missing_archive_is_told_before_anything_is_opened(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="newstemma read"):
        serve(tmp_path / "news.db", port=0, tell=print)
    assert not list(tmp_path.iterdir())


def test_file_that_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "news.db").write_text("words " * 1000, encoding="ascii")
    with pytest.raises(ArchiveVersionError, match="not an archive"):
        serve(tmp_path / "news.db", port=0, tell=print)
