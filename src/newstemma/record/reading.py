"""Texts of distinct sentences -> what the reader sees in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.identity import plain
from newstemma.record.analysis import Analysis
from newstemma.record.english import claims, deeds, names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def analyse(
    texts: Mapping[str, str], *, reader: str | None = None, workers: int = 1
) -> Iterator[tuple[str, Analysis]]:
    """Read every sentence once: its key -> what is seen in it, in the order given.

    `reader` names an installed spaCy pipeline to read with in place of the one that is shipped; `workers` is
    the number of processes. What is seen does not depend on the number of workers or on the other sentences.
    """
    del reader, workers
    for key, text in texts.items():
        yield key, _read(plain(text))


def _read(text: str) -> Analysis:
    mentions = names.find(text)
    return Analysis(mentions, claims.find(text, mentions), deeds.find(text, mentions))
