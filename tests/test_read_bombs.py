"""Files that grow, climb or link: read in a process of its own, whose memory and time are looked at."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import zipfile
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard

if TYPE_CHECKING:
    from pathlib import Path

BYTES = 1_000_000_000
PIECE = bytes(1_000_000)
MOST_MEMORY = 300_000_000
MOST_SECONDS = 2.0
TRIES = 3  # a noisy machine makes a time longer, never shorter
# The most memory of this process alone; getrusage would count that of the one which started it, before exec.
WATCH = """
import json, re, sys, time
from pathlib import Path
from newstemma.read import read
from newstemma.model import Page
import newstemma.read.formats
started = time.process_time()
found = list(read(sys.argv[1]))
print(json.dumps({
    "seconds": time.process_time() - started,
    "memory": 1024 * int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]),
    "pages": [page.data.decode("utf-8", "replace")[:40] for page in found if isinstance(page, Page)],
    "faults": [one.reason for one in found if not isinstance(one, Page)],
}))
"""


def gzipped() -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as file:
        for _ in range(BYTES // len(PIECE)):
            file.write(PIECE)
    return packed.getvalue()


def zstandarded() -> bytes:
    packed = io.BytesIO()
    with zstandard.ZstdCompressor().stream_writer(packed, closefd=False) as file:
        for _ in range(BYTES // len(PIECE)):
            file.write(PIECE)
    return packed.getvalue()


def zipped() -> bytes:
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("a.html", "w") as file,
    ):
        for _ in range(BYTES // len(PIECE) // 4):
            file.write(PIECE)
    return packed.getvalue()


def nested() -> bytes:
    data = b"<p>Somewhere in here is a line of text.</p>"
    for _ in range(30):
        data = gzip.compress(data)
    return data


def brotli_response() -> bytes:
    body: bytes = brotli.compress(bytes(BYTES // 4), quality=1)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n" + body
    head = f"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def watched(path: Path) -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(path)], capture_output=True, check=True, text=True, timeout=60
    )
    found: dict[str, object] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "make", [gzipped, zstandarded, zipped, nested, brotli_response], ids=lambda make: make.__name__
)
def test_no_bomb_goes_off(tmp_path: Path, make: object) -> None:
    assert callable(make)
    path = tmp_path / "bomb"
    path.write_bytes(make())
    found = watched(path)
    assert found["pages"] == []
    assert found["faults"]
    assert float(str(found["memory"])) < MOST_MEMORY
    tries = (float(str(again["seconds"])) for again in (found, *(watched(path) for _ in range(TRIES - 1))))
    assert any(seconds < MOST_SECONDS for seconds in tries)


@pytest.mark.parametrize("packed", ["zip", "tar"])
def test_members_that_climb_or_link_write_and_read_nothing_outside(tmp_path: Path, packed: str) -> None:
    text = b"<html><body><p>A page inside an archive, with a line of text in it.</p></body></html>"
    secret = tmp_path / "secret.html"
    secret.write_text("<p>This page lies outside the archive and must not be read.</p>")
    folder = tmp_path / "given"
    folder.mkdir()
    names = ["../climbs.html", "/absolute.html", "..\\climbs.html", "C:\\climbs.html", "good.html"]
    path = folder / "pages"
    if packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, text)
            link = zipfile.ZipInfo("link.html")
            link.external_attr = 0o120777 << 16
            archive.writestr(link, str(secret))
    else:
        with tarfile.open(path, "w") as tar:
            for name in names:
                info = tarfile.TarInfo(name)
                info.size = len(text)
                tar.addfile(info, io.BytesIO(text))
            for kind, name in (
                (tarfile.SYMTYPE, "link"),
                (tarfile.LNKTYPE, "hard"),
                (tarfile.CHRTYPE, "device"),
                (tarfile.FIFOTYPE, "pipe"),
            ):
                info = tarfile.TarInfo(name)
                info.type, info.linkname = kind, str(secret)
                tar.addfile(info)
    before = sorted(os.walk(tmp_path))
    found = watched(path)
    assert sorted(os.walk(tmp_path)) == before
    assert "must not be read" not in json.dumps(found)
    assert any("A page inside" in str(page) for page in found["pages"])  # type: ignore[attr-defined]
