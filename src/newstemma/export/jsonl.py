"""JSON Lines: each noun whole, with the model's field names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO


def write(nouns: Iterable[object], file: TextIO) -> int:
    """Write a line a noun, and count them."""
    count = 0
    for noun in nouns:
        file.write(msgspec.json.encode(noun).decode() + "\n")
        count += 1
    return count
