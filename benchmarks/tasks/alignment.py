"""Which sentence of one version is which of the other.

INPUT: {"pair", "a": [sentence, ...], "b": [sentence, ...]}; OUTPUT: {"pair", "links": [[i, j, label], ...]}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newstemma.collate import align

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def predict(rows: list[dict[str, Any]], _folder: Path) -> Iterator[dict[str, Any]]:
    """Give the links of every pair."""
    for row in rows:
        yield {"pair": row["pair"], "links": [list(link) for link in align(row["a"], row["b"])]}
