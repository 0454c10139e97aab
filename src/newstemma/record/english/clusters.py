"""Words that stand in like places: Brown clusters of English words, and the component that hands them out.

`clusters.txt` holds a cluster a line: its number, a tab, its words. The numbers are the places of the
clusters in a binary tree, read from its root: the lowest bit says left or right there, the next one below,
and so on. So two words are the more alike the more of their lowest bits are the same.

Brown, P. F. et al. (1992), Class-based n-gram models of natural language, Computational Linguistics 18(4); in
parsers: Koo, T., Carreras, X. & Collins, M. (2008), Simple semi-supervised dependency parsing, ACL.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language

from newstemma.record.english.gazetteer import lines
from newstemma.record.english.pipeline import looks

if TYPE_CHECKING:
    from spacy.tokens import Doc

_TOP = 0b111111
"""The six uppermost choices of the tree."""


@cache
def clusters() -> dict[str, tuple[str, str]]:
    """Give for each word its cluster, and the large one that this lies in."""
    found: dict[str, tuple[str, str]] = {}
    for line in lines("clusters.txt"):
        number, _, words = line.partition("\t")
        found.update(dict.fromkeys(words.split(" "), (number, f"top {int(number) & _TOP}")))
    return found


@Language.component("newstemma_clusters")
def clustered(doc: Doc) -> Doc:
    """Give every word its clusters; a word that has none gets its norm, or its looks if it is unseen.

    The network looks words up by their attributes. It reads the cluster where spaCy has the lemma, and the
    large one where it has the knowledge base's key, for nothing else sets these two here.
    """
    known = clusters()
    for token in doc:
        norm = token.norm_
        word = token.lemma_ or token.text  # a cue that was misprinted stands there as a lemma
        found = known.get(word) or known.get(token.lower_) or known.get(norm)
        if found is None:
            alone = looks(token.text) if norm.startswith("?") else norm
            found = alone, alone
        token.lemma_, token.ent_kb_id_ = found
    return doc
