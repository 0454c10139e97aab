"""What the trained pipeline reaches on the development sets."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from spacy.scorer import Scorer
from spacy.training import Example

from newstemma.record.english.inflect import base_form
from training.treebank import Treebank, documents, sentences

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Figures = dict[str, float]


def figures(nlp: Language, ewt: Treebank, gum: Treebank) -> dict[str, Figures | float]:
    """Give tags, trees, names and base forms on EWT, on GUM and on GUM's news alone, and the speed."""
    docs = list(documents(gum, nlp))
    news = [doc for doc, (name, _) in zip(docs, sentences(gum), strict=True) if "_news_" in name]
    web = list(documents(ewt, nlp))
    return {
        "ewt_dev": score(nlp, web),
        "gum_dev": score(nlp, docs),
        "gum_news_dev": score(nlp, news),
        "words_a_second": speed(nlp, [doc.text for doc in web]),
    }


def score(nlp: Language, gold: list[Doc]) -> Figures:
    """Score documents read from raw text against the gold ones; punctuation is left out of the trees."""
    read = nlp.pipe([doc.text for doc in gold], batch_size=256)
    examples = [Example(doc, reference) for doc, reference in zip(read, gold, strict=True)]
    scores = Scorer(nlp).score(examples)
    words = [token for doc in gold for token in doc if token.pos_ in {"NOUN", "VERB"}]
    right = sum(base_form(token.lower_, token.tag_) == token.lemma_.lower() for token in words)
    found = {"tags": scores["tag_acc"], "uas": scores["dep_uas"], "las": scores["dep_las"]}
    if scores.get("ents_f"):
        found["names_f1"] = scores["ents_f"]
    return {name: round(value, 4) for name, value in (found | {"base_forms": right / len(words)}).items()}


def speed(nlp: Language, texts: list[str]) -> float:
    """Count words read in a second of processor time: the best of three runs."""
    words = sum(len(text.split()) for text in texts)
    best = 0.0
    for _ in range(3):
        started = time.process_time()
        for _doc in nlp.pipe(texts, batch_size=256):
            pass
        best = max(best, words / (time.process_time() - started))
    return round(best)
