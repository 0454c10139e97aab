"""The shipped English reader: what it weighs, what it says of itself, and that it is loaded late."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from newstemma.record import analyse

MODEL = Path(str(files("newstemma.record.english").joinpath("model")))
MOST_BYTES = 25_000_000
TEXTS = {
    "a": "The ferry will not sail, harbour master Ilse Marenko said on Monday.",
    "b": "Marenko told reporters: “Nobody has asked us.”",
    "c": "Velmara accused its neighbour of closing the pass.",
}


def test_pipeline_is_small_and_says_what_it_is() -> None:
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) <= MOST_BYTES
    assert "ShareAlike" in (MODEL / "LICENSE").read_text(encoding="utf-8")
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["name"] == "newstemma_english"
    assert {source["name"].split(",")[0] for source in meta["sources"]} == {
        "UD English EWT",
        "UD English GUM",
    }


def test_command_line_starts_without_the_reader() -> None:
    code = "import sys, newstemma.cli, newstemma.record; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_sentence_reads_the_same_alone_and_among_others() -> None:
    together = dict(analyse(TEXTS))
    alone = {key: dict(analyse({key: text}))[key] for key, text in TEXTS.items()}
    assert together == alone
    assert list(together) == list(TEXTS)


@pytest.mark.parametrize(
    "text",
    [
        "Ilse Marenko saud the old ferry will not sail before May.",
        "Ilse Marenko toid reporters the old ferry will not sail before May.",
        "Ilse Marenko sttaed that the old ferry will not sail before May.",
    ],
)
def test_a_misprinted_cue_is_a_cue(text: str) -> None:
    (claim,) = dict(analyse({"a": text}))["a"].claims
    assert claim.speaker is not None
    assert text[claim.speaker.start : claim.speaker.end] == "Ilse Marenko"
    assert text[claim.content[0].start : claim.content[0].end].endswith("ferry will not sail before May")


def test_other_words_near_a_cue_are_none() -> None:
    texts = {
        "a": "The maid and the toad slid into the pond.",
        "b": "The old ferry relied on the state tides.",
    }
    assert not any(analysis.claims for _, analysis in analyse(texts))
