"""What is told of the pipeline beside it: what it was made from, how, and what it reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

_NAMES = {
    "ewt_dev": "UD English EWT, dev: web text",
    "gum_dev": "UD English GUM, dev, its five open genres",
    "gum_news_dev": "UD English GUM, dev, its news alone",
}
_COLUMNS = {"tags": "tags", "uas": "UAS", "las": "LAS", "base_forms": "base forms", "names_f1": "names F1"}


def card(nlp: Language, steps: int) -> str:
    """Give the card of a trained pipeline as Markdown."""
    meta = nlp.meta
    performance: dict[str, Any] = meta["performance"]
    rows = [
        f"| {title} | " + " | ".join(_figure(performance[key].get(name)) for name in _COLUMNS) + " |"
        for key, title in _NAMES.items()
    ]
    sources = [f"- {one['name']} ({one['url']}). {one['license']}." for one in meta["sources"]]
    return "\n".join(
        [
            f"# {meta['name']} {meta['version']}",
            "",
            str(meta["description"]),
            "",
            f"Licence: {meta['license']}; the file `LICENSE` beside this one says why.",
            "",
            "## Made from",
            "",
            *sources,
            "",
            "Nothing else: no pretrained vectors, no other corpora. The clusters were counted by others, on",
            "a large corpus of English news of which nothing else is at hand.",
            "",
            "## Made by",
            "",
            f"`scripts/train_english TREEBANKS`, {steps:,} batches, with",
            "`scripts/training/english.cfg`; of the states after each 500 the best on the development sets.",
            "The same treebanks give the same pipeline on the same machine.",
            "",
            "## What it reaches",
            "",
            "On raw text, cut into sentences as the treebanks cut it; trees without punctuation. Base",
            "forms of nouns and verbs come from rules (`inflect.py`), given the right tag.",
            "",
            f"| | {' | '.join(_COLUMNS.values())} |",
            f"|---|{'---|' * len(_COLUMNS)}",
            *rows,
            "",
            f"Speed: {performance['words_a_second']:,.0f} words in a second of processor time, one process.",
            "",
            "Names are marked in the small GUM alone and found badly; Newstemma takes them as a hint.",
            "",
        ]
    )


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
