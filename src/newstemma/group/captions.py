"""Which paragraphs of flat text are captions: two reports that print one photograph are not one report.

Pages come with their captions typed (`Paragraph.kind`). Text that lost its markup does not, so what a caption
says of itself is looked for: a photographer's credit, or a file photo.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from newstemma.clean.captions import LONGEST_CREDIT, PAIRS
from newstemma.group import words
from newstemma.group.compiled import compiled
from newstemma.group.words import HASH_SHIFT

if TYPE_CHECKING:
    from newstemma.group.arrays import Codes, Flags, Indices, Words

LIKELY = 256


@cache
def caption_pairs() -> Words:
    """Give the pairs of words that captions have, one pair a row."""
    pairs = [pair.split() for pair in PAIRS]
    return np.array([[words.word(first), words.word(second)] for first, second in pairs], np.uint32)


@cache
def likely_words() -> Flags:
    """Say by the last bits of a word's hash whether a pair may begin with it: most words cannot."""
    likely = np.zeros(LIKELY, bool)
    likely[(caption_pairs()[:, 0] >> HASH_SHIFT) % LIKELY] = True
    return likely


@compiled
def _ends_in_credit(codes: Codes, start: int, end: int) -> bool:
    at = end - 1
    while at > start and codes[at] in (0x20, 0x2E):
        at -= 1
    if codes[at] != 0x29:
        return False
    slash = False
    for place in range(at - 1, max(start, at - LONGEST_CREDIT) - 1, -1):
        slash |= codes[place] == 0x2F
        if codes[place] == 0x28:
            return bool(slash)
    return False


@compiled
def mark_captions(
    codes: Codes,
    paragraph_starts: Indices,
    paragraph_ends: Indices,
    paragraphs: Indices,
    cut: Words,
    first: Indices,
    pairs: Words,
    likely: Flags,
    captions: Flags,
) -> None:
    """Mark the paragraphs that are captions; `paragraphs` says for each sentence in which it stands."""
    for paragraph in range(len(paragraph_starts)):
        captions[paragraph] = _ends_in_credit(codes, paragraph_starts[paragraph], paragraph_ends[paragraph])
    for sentence in range(len(paragraphs)):
        for place in range(first[sentence], first[sentence + 1] - 1):
            word = cut[place] >> HASH_SHIFT
            if not likely[word % LIKELY]:
                continue
            following = cut[place + 1] >> HASH_SHIFT
            for pair in range(len(pairs)):
                if pairs[pair, 0] >> HASH_SHIFT == word and pairs[pair, 1] >> HASH_SHIFT == following:
                    captions[paragraphs[sentence]] = True
