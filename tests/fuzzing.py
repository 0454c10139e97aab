"""Inputs that nobody meant: files of the cases, damaged at random but the same each time."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

NIGHTLY = int(os.environ.get("NEWSTEMMA_FUZZ", "0"))
"""Inputs a format in the nightly run; 0 in the usual one."""
_TELLING = (
    *(
        b"<",
        b">",
        b"&lt;",
        b"&amp;",
        b"&#0;",
        b"<!--",
        b"]]>",
        b"<![CDATA[",
        b"</",
        b'"',
        b"\\u0000",
        b"\x00",
    ),
    *(
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\r\n\r\n",
        b"=\r\n",
        b"=3D",
        b"--",
        b"{",
        b"[",
        b"}",
        b"9" * 400,
    ),
    *(b"\x1f\x8b", b"PK\x03\x04", b"(\xb5/\xfd", b"WARC/1.0\r\n", b"charset=utf-7", b"\xed\xa0\x80"),
    b"Content-Length: 99999999999999\r\n",
)
_MOST_EDITS = 6
_MOST_BYTES = 400


def mutants(data: bytes, count: int, *, seed: int = 0) -> Iterator[bytes]:
    """Give `count` damaged forms of a file."""
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        form = bytearray(data)
        for _ in range(rng.randint(1, _MOST_EDITS)):
            _edit(form, rng)
        yield bytes(form)


def _edit(form: bytearray, rng: random.Random) -> None:
    """Damage a file in one place."""
    at = rng.randrange(len(form) + 1)
    size = rng.randint(1, _MOST_BYTES)
    match rng.randrange(7):
        case 0 if form:
            form[min(at, len(form) - 1)] ^= 1 << rng.randrange(8)
        case 1:
            form[at:at] = rng.choice(_TELLING)
        case 2:
            del form[at : at + size]
        case 3:
            form[at : at + size] = rng.randbytes(size)
        case 4:
            begin = rng.randrange(len(form) + 1)
            form[at:at] = form[begin : begin + size]
        case 5:
            del form[at:]
        case _:
            form[at:at] = rng.choice(_TELLING) * rng.randint(2, 50)
