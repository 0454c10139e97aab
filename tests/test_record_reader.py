"""The shipped English reader: what it weighs, what it says of itself, and that it is loaded late."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from thinc.api import get_current_ops, use_ops

from newstemma.clean.sentences import split
from newstemma.record import analyse
from newstemma.record.english import remembered
from newstemma.record.english.clusters import clustered, clusters
from newstemma.record.english.pipeline import Unseen
from newstemma.record.english.products import Products
from newstemma.record.english.remembered import remember_words

MODEL = Path(str(files("newstemma.record.english").joinpath("model")))
MOST_BYTES = 25_000_000
CASES = Path(__file__).parent / "cases" / "statements"
LEAST_SENTENCES = 100
TEXTS = {
    "a": "The ferry will not sail, harbour master Ilse Marenko said on Monday.",
    "b": "Marenko told reporters: “Nobody has asked us.”",
    "c": "Velmara accused its neighbour of closing the pass.",
}


def sentences(text: str) -> list[str]:
    return [part[one.start : one.end] for part in text.split("\n\n") for one in split(part)]


def test_pipeline_is_small_and_says_what_it_is() -> None:
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) <= MOST_BYTES
    assert "ShareAlike" in (MODEL / "LICENSE").read_text(encoding="utf-8")
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["name"] == "newstemma_english"
    assert {source["name"].split(",")[0] for source in meta["sources"]} == {
        "UD English EWT",
        "UD English GUM",
        "Brown clusters of spacy-lookups-data 1.0.5",
    }


def test_command_line_starts_without_the_reader() -> None:
    code = "import sys, newstemma.cli, newstemma.record; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_sentence_reads_the_same_alone_and_among_others() -> None:
    together = dict(analyse(TEXTS))
    alone = {key: dict(analyse({key: text}))[key] for key, text in TEXTS.items()}
    assert together == alone
    assert list(together) == list(TEXTS)


def test_sentences_read_the_same_in_any_order_and_company() -> None:
    """Last digits differ with the place of a sentence among others, what is read of it does not."""
    found = [sentences(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.txt"))]
    texts = {text: text for some in found for text in some}
    assert len(texts) > LEAST_SENTENCES
    read = dict(analyse(texts))
    order = list(texts)
    for seed in range(3):
        random.Random(seed).shuffle(order)
        some = order[seed :: seed + 1]
        assert dict(analyse({text: text for text in some})) == {text: read[text] for text in some}
    assert all(dict(analyse({text: text}))[text] == read[text] for text in order[::5])


@pytest.mark.parametrize("columns", [(128, 384), (192, 51), (1152, 576)])
def test_products_are_those_of_numpy_wherever_a_row_stands(columns: tuple[int, int]) -> None:
    products, chance = Products(), np.random.default_rng(1)
    row = chance.standard_normal((1, columns[0]), dtype=np.float32)
    weights = chance.standard_normal((columns[1], columns[0]), dtype=np.float32)
    exact = row.astype(np.float64) @ weights.astype(np.float64).T
    for count in (1, 2, 7, 24, 71, 300):
        found = np.empty((count, columns[1]), dtype=np.float32)
        many = np.repeat(row, count, axis=0)
        assert np.allclose(products.gemm(many, weights, trans2=True), exact, atol=1e-3), count
        assert np.allclose(products.gemm(many, weights, trans2=True, out=found), exact, atol=1e-3), count
        assert np.allclose(found, exact, atol=1e-3), count


def test_remembered_words_have_the_vectors_that_they_had(monkeypatch: pytest.MonkeyPatch) -> None:
    with use_ops("newstemma"):
        plain = spacy.load(MODEL)
        remembering = spacy.load(MODEL)
    remember_words(remembering)
    monkeypatch.setattr(remembered, "MOST_KEPT", 25)  # so that all is forgotten now and then
    texts = [*TEXTS.values(), "", *TEXTS.values(), "The ferry, the ferry, the old ferry."]
    for some in (texts[:1], texts[1:3], texts, texts[::-1]):
        for one, other in zip(plain.pipe(some), remembering.pipe(some), strict=True):
            assert np.allclose(one.tensor, other.tensor, atol=1e-4)
    component: Any = remembering.get_pipe("tok2vec")
    kept = component.model.layers[0].attrs["kept"]
    assert 0 < len(kept) <= len({token.text for text in texts for token in plain.make_doc(text)})


def test_reading_leaves_the_backend_of_others_as_it_is() -> None:
    before = get_current_ops()
    assert dict(analyse(TEXTS))
    assert get_current_ops() is before


def test_words_get_their_clusters() -> None:
    doc = spacy.blank("en")("Warned WARNED warned insisted Qwxzy Qwxson 17 saud")
    unseen = Unseen(least=2)
    unseen.known = frozenset(("warned", "insisted", "said", "?Xxson"))
    warned, shouted, plain, insisted, nobody, nobodys, number, misprint = clustered(unseen(doc))
    assert (plain.lemma_, plain.ent_kb_id_) == clusters()["warned"] == clusters()["insisted"]
    assert insisted.lemma_ == plain.lemma_
    assert shouted.lemma_ == clusters().get("WARNED", clusters()["warned"])[0]
    assert warned.lemma_ == clusters().get("Warned", clusters()["warned"])[0]
    assert nobody.lemma_ == nobody.ent_kb_id_ == nobody.norm_ == "?Xx"
    assert (nobodys.norm_, nobodys.lemma_) == ("?Xxson", "?Xx"), (
        "its last letters are known, its place is not"
    )
    assert number.lemma_ == number.norm_ == "?0"
    assert misprint.lemma_ == clusters()["said"][0], "a misprinted cue stands where the cue stands"


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
