"""Two statements -> whether they are one, and whether its words were changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from newstemma.identity import plain
from newstemma.record.english.inflect import base_forms

if TYPE_CHECKING:
    from newstemma.model import Statement

_WORD = re.compile(r"\w+")
# Share of the shorter statement's words that the longer one has in the same order. Two edits of one agency
# quotation share 0.9 and more; an indirect rendering, which may change tense and person, 0.7.
_SAME_WORDS = 0.8
_SAME_RENDERING = 0.65
# Fewer words than this are said twice by chance: "no limits", "very good".
_LEAST_WORDS = 5
_EMPTY = frozenset("that the a an of to it is was were be are has had have said and in on for".split())


def same_statement(one: Statement, other: Statement) -> bool:
    """Whether two statements, whose speakers bear canonical names, are one: same speaker, same words.

    The words are the same if one has nearly all of the other's in their order; where one is indirect, which
    may change tense and person, fewer will do. A quotation whose speaker was lost may be anybody's.
    """
    if one.speaker != other.speaker and one.speaker is not None and other.speaker is not None:
        return False
    a, b = _words(one.content), _words(other.content)
    if a == b:
        return bool(a) and (one.speaker == other.speaker or len(a) >= _LEAST_WORDS)
    if min(len(a), len(b)) < _LEAST_WORDS:
        return False
    indirect = "indirect" in {one.kind, other.kind}
    return _share(a, b) >= (_SAME_RENDERING if indirect and one.speaker and other.speaker else _SAME_WORDS)


def quotation_changed(one: Statement, other: Statement) -> bool:
    """Whether two forms of one direct quotation differ in more than spelling, marks and cuts at its ends."""
    if "indirect" in {one.kind, other.kind}:
        return False
    shorter, longer = sorted((_words(one.content), _words(other.content)), key=len)
    return not any(shorter == longer[at : at + len(shorter)] for at in range(len(longer) - len(shorter) + 1))


def _words(text: str) -> list[str]:
    return [word.replace("ise", "ize") for word in _WORD.findall(plain(text).casefold())]


def _share(a: list[str], b: list[str]) -> float:
    """Share of the shorter list that stands in the longer one in the same order, empty words left out."""
    one = [base_forms(word)[-1] for word in a if word not in _EMPTY]
    other = [base_forms(word)[-1] for word in b if word not in _EMPTY]
    least = min(len(one), len(other))
    return LCSseq.similarity(one, other) / least if least else 0.0
