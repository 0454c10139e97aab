from __future__ import annotations

import gzip
import hashlib
import random
from base64 import b32encode
from typing import TYPE_CHECKING

import pytest

from newstemma.model import Fault, Page
from newstemma.read import read

if TYPE_CHECKING:
    from pathlib import Path

RECORDS = 100


def block(number: int) -> bytes:
    words = random.Random(number)
    text = " ".join(f"word{words.randrange(5000)}" for _ in range(300))
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    return f"{head}<html><body><p>{number} {text}</p></body></html>".encode()


def record(number: int) -> bytes:
    body = block(number)
    digest = b32encode(hashlib.sha1(body).digest()).decode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://osk.example/{number}\r\n"
        f"WARC-Block-Digest: sha1:{digest}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def damaged(parts: list[bytes], seed: int) -> tuple[bytes, int]:
    """The file with eight damages of one kind, and how many of its records still have their beginning."""
    rng = random.Random(seed)
    data = bytearray(b"".join(parts))
    begin = [0]
    for part in parts:
        begin.append(begin[-1] + len(part))
    keep = set(range(len(parts)))
    kind = ("flip", "zero", "noise", "tail")[seed % 4]
    if kind == "tail":
        cut = rng.randrange(begin[90], len(data))
        return bytes(data[:cut]), sum(at < cut for at in begin[:-1])
    for _ in range(8):
        at, size = rng.randrange(len(data)), 1 if kind == "flip" else rng.randrange(2, 60)
        for place in range(at, min(at + size, len(data))):
            data[place] = 0 if kind == "zero" else rng.randrange(256)
        keep -= {number for number in keep if at < begin[number] + 10 and begin[number] < at + size}
    return bytes(data), len(keep)


@pytest.mark.parametrize("packed", [True, False])
def test_damaged_warc_gives_its_whole_records_and_tells_its_losses(tmp_path: Path, *, packed: bool) -> None:
    parts = [gzip.compress(record(number)) if packed else record(number) for number in range(RECORDS)]
    right = {hashlib.sha1(block(number).split(b"\r\n\r\n", 1)[1]).digest() for number in range(RECORDS)}
    path = tmp_path / "crawl.warc"
    fewest = RECORDS
    for seed in range(200):
        data, present = damaged(parts, seed)
        path.write_bytes(data)
        found = list(read(path))
        pages = [page for page in found if isinstance(page, Page)]
        assert {hashlib.sha1(page.data).digest() for page in pages} <= right
        assert len(found) >= present
        assert len(pages) < RECORDS
        assert any(isinstance(one, Fault) for one in found)
        fewest = min(fewest, len(pages))
    assert fewest >= 80


def test_whole_file_packed_as_one_member(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(gzip.compress(b"".join(map(record, range(10)))))
    pages = list(read(path))
    assert [page.place.item for page in pages] == list(range(1, 11))
    assert all(isinstance(page, Page) for page in pages)


def test_place_leads_to_the_record(tmp_path: Path) -> None:
    parts = [gzip.compress(record(number)) for number in range(3)]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(b"".join(parts))
    last = list(read(path))[-1]
    assert last.place.offset == len(parts[0]) + len(parts[1])
    assert isinstance(last, Page)
    assert gzip.decompress(path.read_bytes()[last.place.offset :]) == record(2)
    assert last.url == "https://osk.example/2"
