"""Texts of distinct sentences -> what the reader sees in each."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newstemma.collate.tokens import DATELINE
from newstemma.identity import plain
from newstemma.record.analysis import Analysis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.language import Language

# Sentences that the pipeline takes at a time. Measured: 64 to 256 alike, 1024 a third slower.
_BATCH = 128


def analyse(
    texts: Mapping[str, str], *, reader: str | None = None, workers: int = 1
) -> Iterator[tuple[str, Analysis]]:
    """Read every sentence once: its key -> what is seen in it, in the order given.

    `reader` names an installed spaCy pipeline to read with in place of the one that is shipped; `workers` is
    the number of processes. What is seen does not depend on the number of workers or on the other sentences.
    """
    from newstemma.record.english import claims, deeds, names
    from newstemma.record.english.scene import Scene
    from newstemma.record.english.tree import tree_of

    pipeline = _pipeline(reader)
    flat = [plain(text) for text in texts.values()]
    # A dateline is no part of its sentence.
    datelines = [DATELINE.match(text) for text in flat]
    parsed = [text[line.end() :] if line else text for text, line in zip(flat, datelines, strict=True)]
    documents = pipeline.pipe(parsed, batch_size=_BATCH, n_process=workers)
    for key, text, document in zip(texts, flat, documents, strict=True):
        scene = Scene(tree_of(document, text))
        yield key, Analysis(names.find(scene), claims.find(scene), deeds.find(scene))


@cache
def _pipeline(reader: str | None) -> Language:
    """Load the shipped pipeline, or the installed one that is named; loading it takes a second."""
    import spacy

    import newstemma.record.english.pipeline  # noqa: F401  (registers what the shipped pipeline is made of)

    if reader is not None:
        return spacy.load(reader)
    return spacy.load(str(files("newstemma.record.english").joinpath("model")))
