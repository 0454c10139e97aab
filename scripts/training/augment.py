"""Sentences with other names in them, so that the pipeline knows a name by its place and not by its letters.

Web text begins few sentences as news does, with a surname that nobody has seen before; its last letters then
decide what it is taken for ("Husted called" as a participle).
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

_ONSETS = "b br c ch d dr f g gr h j k kr l m n p pr r s sh sk st t tr v w y z th".split()
_VOWELS = "a e i o u ai ea ee ia io oo ou a e i o u".split()
_CODAS = """n r s l m t d k ck ll nd ng rt st x y ne te re son man ton ley ski ov ova ic ez ini berg ed er
    ing s""".split()
_HE = frozenset(("he", "she"))
_HIM = frozenset(("him", "her"))


@registry.augmenters("newstemma.names")  # type: ignore[untyped-decorator]
def names(share: float) -> Callable[[Language, Example], Iterator[Example]]:
    """Give the augmenter: sentences as they are, a share of those with names once more with others."""
    chance = random.Random(1)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        yield example
        if chance.random() >= share:
            return
        other = renamed(example.reference, chance)
        if other is not None:
            yield Example(nlp.make_doc(other.text), other)

    return augment


def renamed(doc: Doc, chance: random.Random) -> Doc | None:
    """Give a sentence with invented names for its own, and for some pronouns; None if it has neither."""
    words, tags, upos, lemmas = [], [], [], []
    changed = False
    for token in doc:
        lower = token.lower_
        named = token.pos_ == "PROPN" and token.is_title and len(token) > 2
        he = lower in _HE or (lower in _HIM and token.tag_ == "PRP")
        if (named and chance.random() < 0.7) or (he and chance.random() < 0.5):
            changed = True
            word = name(chance)
            words.append(word)
            tags.append(token.tag_ if named else "NNP")
            upos.append("PROPN")
            lemmas.append(word)
        else:
            words.append(token.text)
            tags.append(token.tag_)
            upos.append(token.pos_)
            lemmas.append(token.lemma_)
    if not changed:
        return None
    other = Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        tags=tags,
        pos=upos,
        lemmas=lemmas,
        heads=[token.head.i for token in doc],
        deps=[token.dep_ for token in doc],
    )
    # Names that stand for pronouns are nowhere marked, so that the whole sentence says nothing of names.
    other.set_ents([], default="missing")
    return other


def name(chance: random.Random) -> str:
    """Invent a name of two or three syllables."""
    syllables = [chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(chance.choice((1, 1, 2)))]
    return ("".join(syllables) + chance.choice(_CODAS)).capitalize()
