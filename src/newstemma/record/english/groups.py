"""Unnamed people and bodies -> their mentions: officials in Avel, the Chilean government."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.record.analysis import Mention
from newstemma.record.english.gazetteer import demonyms, well_known, word_list

if TYPE_CHECKING:
    from newstemma.record.english.scene import Scene

_GOVERNMENTS = frozenset("government administration".split())
_LONGEST_WHOSE = 6


def group(scene: Scene, word: int, start: int) -> Mention:
    """Give the mention of unnamed people or a body, by the noun for them, and where that begins."""
    tree = scene.tree
    core = scene.core(word)
    country = _governed(scene, word) if tree.lemmas[word] in _GOVERNMENTS else None
    if country is not None:
        return Mention(core.start if core else start, tree.end(word), "capital", country)
    if core is None or core.end < tree.end(word):
        return Mention(start, tree.end(word), "group", tree.text[start : tree.end(word)])
    end = _whose(scene, word) or core.end
    return Mention(core.start, core.end, "group", tree.text[core.start : end])


def _whose(scene: Scene, head: int) -> int | None:
    """Give where a phrase ends that tells by a name whose people they are: officials in Avel."""
    tree = scene.tree
    for kid in tree.kids[head]:
        beside = kid > head and tree.left[kid] == head + 1 and tree.right[kid] - head <= _LONGEST_WHOSE
        named = tree.tags[kid].startswith("NNP") and tree.words[kid].lower() not in word_list("times")
        if beside and named and tree.deps[kid] == "nmod":
            span = scene.span(head, tree.right[kid])
            return span.end if span else None
    return None


def _governed(scene: Scene, head: int) -> str | None:
    """Give the country of a government: the Chilean government, Chile's, the one in Santiago."""
    tree = scene.tree
    for kid in tree.kids[head]:
        if tree.deps[kid] in {"amod", "compound", "nmod:poss", "nmod"}:
            word = tree.words[kid]
            entry = well_known().get((word,))
            if word in demonyms():
                return demonyms()[word]
            if entry is not None and entry.kind in {"country", "capital"}:
                return entry.name
    return None
