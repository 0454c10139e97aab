"""What was made of a pile before it grew, and need not be made again.

Each thing is kept under a key: a hash of everything that it was made from. So what is taken over is what
would have been made, byte for byte, and nobody has to say what a new page may have changed.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from newstemma.model import Apparatus, Stemma
from newstemma.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from importlib.resources.abc import Traversable

    from newstemma.model import Id
    from newstemma.record import Analysis

Made = TypeVar("Made", Apparatus, Stemma, Record)

NOT_SOURCE = ("__pycache__",)


class Earlier(Protocol):
    """Whoever keeps what was made before."""

    def made(self, kind: type[Made], identity: Id, key: str) -> Made | None:
        """Give the apparatus or the stemma of a report, or the record of an article, kept under this key."""

    def analyses(self, keys: Iterable[str]) -> dict[str, Analysis]:
        """Give what was seen in sentences, as far as it is kept."""


class Nothing:
    """Keeps nothing."""

    def made(self, kind: type[Made], identity: Id, key: str) -> None:
        """Give none."""

    def analyses(self, keys: Iterable[str]) -> dict[str, Analysis]:
        """Give none."""
        del keys
        return {}


def key_of(*parts: object) -> str:
    """Give the hash of nouns, strings, numbers, and tuples and lists of them."""
    return blake2b(msgspec.msgpack.encode(parts), digest_size=16).hexdigest()


@cache
def maker() -> str:
    """Give the hash of this program: what another one made is not taken over."""
    digest = blake2b(digest_size=16)
    for name, data in _sources(files(__package__)):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _sources(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name in NOT_SOURCE:
            continue
        if entry.is_dir():
            yield from _sources(entry)
        else:
            yield entry.name, entry.read_bytes()
