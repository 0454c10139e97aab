"""Two statements -> whether they are one, and whether its words were changed."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, LCSseq

from newstemma.collate.tokens import stem, tokenise
from newstemma.record.persons import alike

if TYPE_CHECKING:
    from newstemma.collate.tokens import Token
    from newstemma.model import Statement

# Share of the shorter statement's words that the longer one has in the same order. Two edits of one agency
# quotation share 0.9 and more, a quotation with three words changed (shall, any, no one) 0.77; an indirect
# rendering, which may change tense and person, 0.7.
_SAME_WORDS = 0.75
_SAME_RENDERING = 0.65
# Fewer words than this are said twice by chance: "no limits", "very good".
_LEAST_WORDS = 5
# Words of a quotation that two who are named and described (Ana Berg, the mayor) do not both say by chance.
_LEAST_QUOTED = 8
# Letters that damage leaves, of 100, and how many there must be to judge by.
_SAME_LETTERS = 90.0
_LEAST_LETTERS = 30
# Characters of a full name that may be another one misprinted in one letter.
_LEAST_NAME = 8
_EMPTY = frozenset("that the a an of to it is was were be are has had have and in on for".split())


def same_statement(one: Statement, other: Statement) -> bool:
    """Whether two statements, whose speakers bear canonical names, are one: same speaker, same words.

    The words are the same if one has nearly all of the other's in their order; where one is indirect, which
    may change tense and person, fewer will do. A quotation whose speaker was lost may be anybody's, and one
    whose speaker an article calls by the surname alone may be that of anybody who bears it. A letter of
    a name may be misprinted. Whom one article names another may only describe (the company): of him a long
    quotation tells.
    """
    indirect = "indirect" in {one.kind, other.kind}
    alike_named = _may_be_one(one.speaker, other.speaker)
    if not alike_named and (indirect or not (is_described(one.speaker) or is_described(other.speaker))):
        return False
    a, b = _tokens(one.content), _tokens(other.content)
    if not alike_named and min(len(a), len(b)) < _LEAST_QUOTED:
        return False
    if [token.form for token in a] == [token.form for token in b]:
        return bool(a) and (one.speaker == other.speaker or len(a) >= _LEAST_WORDS)
    if min(len(a), len(b)) < _LEAST_WORDS:
        return False
    if _damaged_alike(a, b):
        return True
    return _share(a, b) >= (_SAME_RENDERING if indirect and one.speaker and other.speaker else _SAME_WORDS)


def _may_be_one(one: str | None, other: str | None) -> bool:
    if one == other or one is None or other is None:
        return True
    a, b = one.split(), other.split()
    if 1 in {len(a), len(b)}:
        return alike(a[-1], b[-1])
    return len(one) >= _LEAST_NAME and OSA.distance(one, other, score_cutoff=1) <= 1


def is_described(speaker: str | None) -> bool:
    """Whether a speaker is told by what he is and not by name: company, national security adviser."""
    return speaker is not None and speaker.islower()


def quotation_changed(one: Statement, other: Statement) -> bool:
    """Whether two forms of one quotation differ in more than house style, marks and cuts at its ends."""
    if "indirect" in {one.kind, other.kind}:
        return False
    forms = ([token.form for token in _tokens(statement.content)] for statement in (one, other))
    shorter, longer = sorted(forms, key=len)
    return not any(shorter == longer[at : at + len(shorter)] for at in range(len(longer) - len(shorter) + 1))


def _damaged_alike(a: tuple[Token, ...], b: tuple[Token, ...]) -> bool:
    """Whether one has the other's letters, but for a few that damage exchanged, dropped or joined."""
    shorter, longer = sorted((" ".join(token.form for token in tokens) for tokens in (a, b)), key=len)
    return len(shorter) >= _LEAST_LETTERS and fuzz.partial_ratio(shorter, longer) >= _SAME_LETTERS


@lru_cache(maxsize=10_000)
def _tokens(content: str) -> tuple[Token, ...]:
    return tokenise(content)


def words_shared(one: str, other: str) -> float:
    """Share of the words of the content that has fewer which the other has too, empty words left out."""
    a, b = (
        {stem(token.form) for token in _tokens(text) if token.form not in _EMPTY} for text in (one, other)
    )
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _share(a: tuple[Token, ...], b: tuple[Token, ...]) -> float:
    """Share of the shorter text's words that the longer one has in the same order, empty words left out."""
    one, other = ([stem(token.form) for token in tokens if token.form not in _EMPTY] for tokens in (a, b))
    least = min(len(one), len(other))
    return LCSseq.similarity(one, other) / least if least else 0.0
