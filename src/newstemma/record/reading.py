"""Texts of distinct sentences -> what the reader sees in each."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from newstemma.collate.tokens import DATELINE
from newstemma.errors import InputError
from newstemma.identity import plain
from newstemma.record.analysis import Analysis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.language import Language

# Sentences that the pipeline takes at a time. Measured: 64 to 256 alike, 1024 a third slower.
_BATCH = 128
_RELATIONS = frozenset(("nsubj", "nsubj:pass", "obl", "ccomp", "xcomp", "case", "mark"))
"""Relations that the rules ask for; a parser without them speaks of sentences in other terms."""
_BRACKETS = re.compile(r"\(([^()]*)\)\s*\Z")
_PHOTO = re.compile(r"\bPhotos?\b|[a-z.] ?/ ?[A-Z]")
SHIPPED = "newstemma"
"""Name of the pipeline that comes with this package."""


def analyse(
    texts: Mapping[str, str], *, reader: str = SHIPPED, workers: int = 1
) -> Iterator[tuple[str, Analysis]]:
    """Read every sentence once: its key -> what is seen in it, in the order given.

    `reader` names an installed spaCy pipeline to read with in place of the one that is shipped; `workers` is
    the number of processes. What is seen does not depend on the number of workers or on the other sentences,
    but for what a last digit decides (see `english.products`).
    """
    from newstemma.record.english import claims, deeds, names
    from newstemma.record.english.repairs import tree_of
    from newstemma.record.english.scene import Scene

    pipeline = _pipeline(reader)
    # A dateline is no part of its sentence, and neither is who took a picture.
    flat = [_without_photographer(plain(text)) for text in texts.values()]
    datelines = [DATELINE.match(text) for text in flat]
    parsed = [text[line.end() :] if line else text for text, line in zip(flat, datelines, strict=True)]
    documents = pipeline.pipe(parsed, batch_size=_BATCH, n_process=workers)
    for key, text, document in zip(texts, flat, documents, strict=True):
        scene = Scene(tree_of(document, text))
        yield key, Analysis(names.find(scene), claims.find(scene), deeds.find(scene))


def _without_photographer(text: str) -> str:
    """Cut off who took a picture: (Ana Berg/Northwire), (Northwire Photo)."""
    last = _BRACKETS.search(text)
    cut = last is not None and _PHOTO.search(last.group(1)) and text[: last.start()].strip()
    return text[: last.start()].rstrip() if last is not None and cut else text


@cache
def _pipeline(reader: str) -> Language:
    """Load the shipped pipeline, or the installed one that is named; loading it takes a second."""
    import spacy
    from thinc.api import use_ops

    # These register what the shipped pipeline is made of.
    import newstemma.record.english.clusters
    import newstemma.record.english.pipeline
    import newstemma.record.english.products  # noqa: F401
    from newstemma.record.english.remembered import remember_words

    if reader == SHIPPED:
        with use_ops("newstemma"):
            shipped = spacy.load(str(files("newstemma.record.english").joinpath("model")))
        remember_words(shipped)
        return shipped
    try:
        pipeline = spacy.load(reader)
    except OSError as error:
        installed = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
        raise InputError(
            f"{reader}: no spaCy pipeline by this name or at this path; installed are: {installed}"
        ) from error
    if not set(pipeline.pipe_labels.get("parser", ())) >= _RELATIONS or "tagger" not in pipeline.pipe_names:
        raise InputError(
            f"{reader}: no pipeline for English that tags words and parses them in Universal Dependencies; "
            "leave --reader away, or train one with scripts/train_english"
        )
    return pipeline


def reader_version(reader: str) -> str:
    """Give name and version of a pipeline; raises InputError where it cannot be used."""
    if reader == SHIPPED:
        return SHIPPED  # what it is the program's own hash tells
    return f"{reader} {_pipeline(reader).meta['version']}"
