"""Characters -> words, and which of them stand inside quotation marks: compiled, for any Unicode text.

A word is kept in 32 bits: 28 of a hash of its spelling, and four that say what it is (`QUOTED`, `FIGURE`, and
a class of length). Spelling is folded so far that house styles agree: case, accents, doubled letters and
the vowels after the first letter do not count; c, s and z are one letter; points inside initials and figures
are no breaks. So centre and center, organise and organize, U.S. and US, Sergei and Sergey are one word
each. That some different words become one as well (form, from) does no harm to runs of four words.
Writing without spaces (Chinese, Japanese, Thai) is taken letter by letter.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from newstemma.group.compiled import compiled, inlined

if TYPE_CHECKING:
    from newstemma.group.arrays import Bytes, Codes, Flags, Index, Indices, Words

QUOTED = 1
FIGURE = 2
LENGTH_SHIFT = 2
# The third of four classes of length: six letters or more. Such words carry what a sentence is about.
LONG = 2
HASH_SHIFT = 4
# How many words of a quotation are kept next to what stands outside it: with runs of four words, each run
# then has a word from outside, and the inside of a quotation proves nothing.
BORDER = 3

_TABLE_SIZE = 0x20000
# Above the letter itself: what the table knows of it.
_ALONE = np.uint32(1 << 31)
_DIGIT = np.uint32(1 << 30)
_VOWEL = np.uint32(1 << 29)
_NONE = np.uint32(0)
_ONE = np.uint32(1)
# An accent, a vowel sign or the like that stands as a character of its own: no part of a spelling.
_MARK = np.uint32(0xFFFFFFFF)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_LEAST_PLACES = 256
_QUOTING = (0x22, 0x27, 0x60, 0xAB, 0xBB, *range(0x2018, 0x2020), *range(0x300C, 0x3010))
_QUOTING_SIZE = max(_QUOTING) + 1
# Thai and Lao, Tibetan, Myanmar, Khmer, kana, CJK ideographs.
_UNSPACED = (
    (0x0E00, 0x0FFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
# Scripts where a letter may be a plain one with a mark, or in another form (full-width, mathematical).
_COMPOSED = ((0x0080, 0x2FFF), (0xFB00, 0xFFFF), (0x1D400, 0x1D7FF))
# What one house prints and another drops, or writes as a sign: "Mr.", "percent", "per cent", "%".
_HOUSE_WORDS = ("mr", "mrs", "ms", "mx", "dr", "per", "cent", "percent")


@cache
def letters() -> Codes:
    """Give for each character its folded letter; 0 where it is none, marked where it is a word by itself."""
    table = np.zeros(_TABLE_SIZE, np.uint32)
    marks = []
    for code in range(_TABLE_SIZE):
        character = chr(code)
        if character.isalnum():
            if any(first <= code <= last for first, last in _COMPOSED):
                character = unicodedata.normalize("NFKD", character)[:1]
            table[code] = ord(character.lower()[:1])
        elif unicodedata.category(character) in ("Mn", "Mc"):
            marks.append(code)
    folded = np.arange(_TABLE_SIZE, dtype=np.uint32)
    folded[[ord("c"), ord("z")]] = ord("s")
    folded[[ord(vowel) for vowel in "aeiouy"]] |= _VOWEL
    folded[ord("0") : ord("9") + 1] |= _DIGIT
    table = folded[table]
    for first, last in _UNSPACED:
        span = table[first : last + 1]
        span[span > 0] |= _ALONE
    table[marks] = _MARK
    return table


@cache
def quoting() -> Flags:
    """Say for each character up to the last such one whether it may open or close a quotation."""
    table = np.zeros(_QUOTING_SIZE, bool)
    table[list(_QUOTING)] = True
    return table


def word(spelling: str) -> np.uint32:
    """Give the 32 bits of one word outside quotation marks."""
    codes = np.frombuffer(spelling.encode("utf-32-le"), np.uint32)
    return np.uint32(_word(codes, 0, len(codes), letters())[1])


@cache
def house_words() -> Words:
    """Give the words that are left out everywhere, each at the place of its hash's last bits."""
    spelled = np.array([word(spelling) for spelling in _HOUSE_WORDS], np.uint32)
    size = _LEAST_PLACES
    while len(np.unique((spelled >> HASH_SHIFT) % size)) < len(spelled):
        size *= 2
    table = np.zeros(size, np.uint32)
    table[(spelled >> HASH_SHIFT) % size] = spelled
    return table


@compiled
def _letter(code: np.uint32, table: Codes) -> np.uint32:
    """Fold one character; 0 where it is no letter and no digit."""
    if code < _TABLE_SIZE:
        return np.uint32(table[code])
    return np.uint32(code | _ALONE)


@compiled
def _find_marks(codes: Codes, may_quote: Flags, marks: Indices) -> int:
    """List the places of all characters that may open or close a quotation."""
    count = 0
    for at, code in enumerate(codes):
        if code < _QUOTING_SIZE and may_quote[code]:
            marks[count] = at
            count += 1
    return count


@compiled
def _closes_single(codes: Codes, at: int, end: int, table: Codes) -> bool:
    """Whether a single mark may close a quotation here: after a character, before none that goes on."""
    if codes[at] != 0x2019 and codes[at] != 0x27:
        return False
    return codes[at - 1] > 32 and (at + 1 >= end or _letter(codes[at + 1], table) == _NONE)


@compiled
def _kind_opened(codes: Codes, marks: Indices, n: int, start: int, end: int, table: Codes) -> int:
    """Give the kind of quotation that mark n opens: its own code, 1 single, 2 doubled single, 0 none."""
    at = marks[n]
    code = codes[at]
    if code not in (0x27, 0x60, 0x2018):
        return 0 if code in (0x2019, 0x201A, 0x201B, 0x201D, 0xBB, 0x300D, 0x300F) else int(code)
    if at + 1 >= end:
        return 0
    if codes[at + 1] == code:
        return 2
    following = _letter(codes[at + 1], table)
    if following == _NONE or following & _DIGIT or (at > start and _letter(codes[at - 1], table)):
        return 0  # an apostrophe: don't, '90s
    for later in range(n + 1, len(marks)):
        if marks[later] >= end:
            break
        if _closes_single(codes, marks[later], end, table):
            return 1
    return 0


@compiled
def _closes(codes: Codes, marks: Indices, n: int, end: int, kind: int, table: Codes) -> bool:
    """Whether mark n closes a quotation of this kind."""
    at = marks[n]
    code = codes[at]
    if kind == 1:
        if not _closes_single(codes, at, end, table):
            return False
        if codes[at - 1] != 115 or at + 1 >= end or codes[at + 1] != 32:
            return True
        # "the workers' strike": an apostrophe, if the quotation closes later on.
        for later in range(n + 1, len(marks)):
            if marks[later] >= end or codes[marks[later]] == 0x2018:
                return True
            if _closes_single(codes, marks[later], end, table):
                return False
        return True
    if kind == 2:
        return code in (0x27, 0x2019) and at + 1 < end and codes[at + 1] == code
    if kind == 0xAB:
        return bool(code == 0xBB)
    if kind in (0x300C, 0x300E):
        return bool(code == kind + 1)
    if kind == 0x201E:
        return code in (0x201C, 0x201D)
    return code in (0x22, 0x201D)


@compiled
def mark_quotations(
    codes: Codes, starts: Indices, ends: Indices, table: Codes, may_quote: Flags, quoted: Bytes
) -> None:
    """Mark with 1 all characters inside quotation marks; each span is one paragraph, in their order.

    A quotation that does not close goes on to the paragraph's end, as those of several paragraphs do.
    """
    marks = np.empty(len(codes), np.int64)
    marks = marks[: _find_marks(codes, may_quote, marks)]
    n = 0
    for paragraph in range(len(starts)):
        start, end = starts[paragraph], ends[paragraph]
        kind, since, passed = 0, start, start
        while n < len(marks) and marks[n] < end:
            at = marks[n]
            if at >= passed:
                if kind == 0:
                    kind = _kind_opened(codes, marks, n, start, end, table)
                    since = at
                    passed = at + kind if kind == 2 else at
                elif _closes(codes, marks, n, end, kind, table):
                    passed = at + kind if kind == 2 else at
                    quoted[since : at + (2 if kind == 2 else 1)] = 1
                    kind = 0
            n += 1
        if kind > 2 and since + 1 < end and (since == start or codes[since - 1] <= 32):
            quoted[since:end] = 1


@compiled
def _goes_on(codes: Codes, at: Index, end: Index, table: Codes, run: Index) -> bool:
    """Whether a word goes on after this character, which is no letter: don't, 2,500, U.S.

    `run` counts the letters since the word's last such character.
    """
    code = codes[at]
    if at + 1 >= end or code not in (0x27, 0x2019, 0xAD, 0x200B, 0x2C, 0x2E):
        return False
    last, following = _letter(codes[at - 1], table), _letter(codes[at + 1], table)
    if following == _NONE or following >= _ALONE:
        return False
    if code not in (0x2C, 0x2E) or last & following & _DIGIT:
        return True
    if code != 0x2E or run != 1 or following & _DIGIT:
        return False
    return bool(at + 2 >= end or _letter(codes[at + 2], table) == _NONE)


@inlined
def _word(codes: Codes, at: Index, end: Index, table: Codes) -> tuple[Index, np.uint32]:
    """Read the word that begins here: where it ends, and its 32 bits."""
    letter = _letter(codes[at], table)
    begin, since, skipped = at, at, 0
    hashed, last, digits = np.uint64(letter), letter, letter
    at += 1
    if letter < _ALONE:
        while True:
            # Unsigned, because each look at an array by a signed number asks first whether it is negative.
            place, stop = np.uint64(at), np.uint64(end)
            while place < stop:
                letter = _letter(codes[place], table)
                if letter - _ONE >= _ALONE - _ONE:
                    break
                # Without branches: whether a letter is a vowel is what a processor guesses worst.
                counts = (letter & _VOWEL == _NONE) & ((letter != last) | (letter & _DIGIT != _NONE))
                hashed = hashed * (_SPREAD if counts else np.uint64(1))
                hashed += np.uint64(letter) if counts else np.uint64(0)
                digits &= letter
                last = letter
                place += np.uint64(1)
            at = np.int64(place)
            # The space is asked for here because a call for every word would cost a third of the time.
            if at >= end or codes[at] == 0x20:
                break
            if letter == _MARK:
                since += 1
            elif letter < _ALONE and _goes_on(codes, at, end, table, at - since):
                since = at + 1
            else:
                break
            skipped += 1
            at += 1
        length = at - begin - skipped
        size = int(length >= 4) + int(length >= 6) + int(length >= 8)
    else:
        size = LONG
    hashed = (hashed ^ (hashed >> np.uint64(32))) * _SPREAD
    bits = np.uint32(size << LENGTH_SHIFT) | np.uint32(FIGURE * (digits & _DIGIT != _NONE))
    return at, np.uint32(np.uint32(hashed >> np.uint64(32)) << np.uint32(HASH_SHIFT)) | bits


@compiled
def _among(bits: np.uint32, house: Words) -> bool:
    """Whether a word is among the house words; their table has a power of two places."""
    return bool(house[(bits >> HASH_SHIFT) & (len(house) - 1)] == bits)


@compiled
def cut_words(
    codes: Codes,
    starts: Indices,
    ends: Indices,
    quoted: Bytes,
    table: Codes,
    house: Words,
    words: Words,
    first: Indices,
) -> None:
    """Cut sentences into words: those of sentence n become words[first[n] : first[n + 1]], from first[0] on.

    Of a quotation only the words next to what stands outside it are kept, `BORDER` on each side.
    """
    count = first[0]
    for sentence in range(len(starts)):
        first[sentence] = count
        at, end, inside = starts[sentence], ends[sentence], 0
        while at < end:
            letter = _letter(codes[at], table)
            if letter in (_NONE, _MARK):
                at += 1
                continue
            within = quoted[at]
            at, bits = _word(codes, at, end, table)
            if _among(bits, house):
                continue
            if within:
                inside += 1
                bits |= np.uint32(QUOTED)
            elif inside:
                begin = count - inside
                head = BORDER if begin > first[sentence] else 0
                if inside > head + BORDER:
                    for place in range(BORDER):
                        words[begin + head + place] = words[count - BORDER + place]
                    count = begin + head + BORDER
                inside = 0
            words[count] = bits
            count += 1
        if inside:
            begin = count - inside
            head = BORDER if begin > first[sentence] else 0
            count = begin + min(inside, head)
    first[len(starts)] = count
