"""Sentences -> passages: which sentences of a pile are one sentence, whatever happened to it on its way.

Two sentences are one when they share enough of their runs of four words and of their long words, and no
figure contradicts. All is compiled; cost grows with the distinct sentences, not with their copies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from newstemma.group.compiled import compiled
from newstemma.group.words import FIGURE, HASH_SHIFT, LENGTH_SHIFT, LONG, QUOTED

if TYPE_CHECKING:
    from newstemma.group.arrays import Hashes, Index, Indices, Words

RUN = 4
# Words outside quotation marks that a sentence must have to prove anything.
LEAST_WORDS = 5
# How many words a quotation's attribution has without anybody copying it: "the company said in a statement".
ATTRIBUTION = 6
# A run of words that stands in more distinct sentences than this is a phrase of the language, or that of a
# report which very many copied with slips of their own: each sentence is compared with the nearest ones only.
MOST_SENTENCES = 30
NEAREST = 4
# Share of common runs plus share of common long words, of at most 2.
ALIKE = 1.1
LEAST_RUNS = 2
MOST_SMALL = 2**31 - 1
# Of a digest: a long word's bit is told by its highest six bits; the two counts share one number.
BIT_SHIFT = np.uint32(26)
COUNT_BITS = 32
COUNTED = 2**COUNT_BITS - 1
# Stretches up to twice as long are sorted in one round; of longer ones each round compares places that stand
# three times as far apart as the next (Knuth 1973).
SHORT = 16
GROWTH = 3
# Rounds of the sorting of runs, an even number, and the bits of a run that each looks at.
ROUNDS = 4
ROUND_BITS = 8
ROUND_MASK = np.uint64((1 << ROUND_BITS) - 1)


class Features(NamedTuple):
    """Features of many sentences: those of sentence n are values[first[n] : first[n + 1]], sorted."""

    values: Words
    first: Indices


@compiled
def mix(value: np.uint64) -> np.uint64:
    """Spread the bits of a number (the finaliser of MurmurHash3, Appleby 2011)."""
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))


@compiled
def sentence_keys(
    words: Words, starts: Indices, ends: Indices, keys: Hashes, forms: Hashes, sizes: Indices
) -> None:
    """Give each sentence a key from its words in their order, and count those that prove something.

    Its form is the key that it would have without its figures; 0 where it has none.
    """
    for sentence in range(len(starts)):
        key, form = np.uint64(7), np.uint64(7)
        inside, figures = 0, 0
        for place in range(starts[sentence], ends[sentence]):
            word = np.uint64(words[place] >> HASH_SHIFT)
            figure = words[place] & FIGURE != 0
            key = mix(key * np.uint64(31) + word)
            form = mix(form * np.uint64(31) + (np.uint64(0) if figure else word))
            figures += figure
            inside += words[place] & QUOTED
        size = ends[sentence] - starts[sentence] - inside
        keys[sentence] = key
        forms[sentence] = form if figures else 0
        sizes[sentence] = max(0, size - ATTRIBUTION) if inside else size


@compiled
def distinct_of(keys: Hashes, sizes: Indices, numbers: Indices, chosen: Indices) -> int:
    """Give a number to each distinct sentence that is long enough (-1 to others), and choose one of each.

    An open table of twice as many places as sentences; keys are hashes already.
    """
    bits = 4
    while 1 << bits < 2 * len(keys):
        bits += 1
    table = np.full(1 << bits, -1, np.int64)
    shift = np.uint64(64 - bits)
    count = 0
    for sentence in range(len(keys)):
        numbers[sentence] = -1
        if sizes[sentence] < LEAST_WORDS:
            continue
        place = np.int64(keys[sentence] >> shift)
        while table[place] >= 0 and keys[chosen[table[place]]] != keys[sentence]:
            place = (place + 1) & ((1 << bits) - 1)
        if table[place] < 0:
            table[place] = count
            chosen[count] = sentence
            count += 1
        numbers[sentence] = table[place]
    return count


@compiled
def _sort(values: Words) -> None:
    """Sort a stretch in place (Shell 1959). The library's sorting takes two seconds to compile."""
    gap = 1
    while gap < len(values) // SHORT:
        gap = GROWTH * gap + 1
    while gap > 0:
        for place in range(gap, len(values)):
            value = values[place]
            while place >= gap and values[place - gap] > value:
                values[place] = values[place - gap]
                place -= gap  # noqa: PLW2901
            values[place] = value
        gap //= GROWTH


@compiled
def runs_of(words: Words, starts: Indices, ends: Indices, chosen: Indices) -> Features:
    """Hash the runs of words of the chosen sentences that hold a word from outside quotation marks."""
    runs = np.empty((ends[chosen] - starts[chosen]).sum(), np.uint32)
    first = np.empty(len(chosen) + 1, np.int64)
    count = 0
    for number, sentence in enumerate(chosen):
        first[number] = count
        for begin in range(starts[sentence], ends[sentence] - RUN + 1):
            run, inside = np.uint64(11), 0
            for place in range(begin, begin + RUN):
                run = run * np.uint64(0x9E3779B97F4A7C15) + np.uint64(words[place] >> HASH_SHIFT)
                inside += words[place] & QUOTED
            if inside < RUN:
                runs[count] = np.uint32(mix(run))
                count += 1
        _sort(runs[first[number] : count])
        begin, end = first[number], count
        count = begin
        for place in range(begin, end):
            if place == begin or runs[place] != runs[place - 1]:
                runs[count] = runs[place]
                count += 1
    first[len(chosen)] = count
    return Features(runs[:count], first)


@compiled
def marks_of(words: Words, starts: Indices, ends: Indices, chosen: Indices) -> Features:
    """Take out the long words and the figures of the chosen sentences."""
    marks = np.empty((ends[chosen] - starts[chosen]).sum(), np.uint32)
    first = np.empty(len(chosen) + 1, np.int64)
    count = 0
    for number, sentence in enumerate(chosen):
        first[number] = count
        for place in range(starts[sentence], ends[sentence]):
            word = words[place]
            if word & FIGURE or ((word >> LENGTH_SHIFT) & 3) >= LONG:
                marks[count] = word & ~np.uint32(QUOTED)
                count += 1
        _sort(marks[first[number] : count])
    first[len(chosen)] = count
    return Features(marks[:count], first)


@compiled
def _long_share(marks: Words, a: int, a_end: int, b: int, b_end: int) -> float:
    """Give the share of long words in common; -1 if both have a figure that the other lacks."""
    common, a_long, b_long, a_figure, b_figure = 0, 0, 0, False, False
    while a < a_end or b < b_end:
        in_a = a < a_end and (b >= b_end or marks[a] <= marks[b])
        in_b = b < b_end and (a >= a_end or marks[b] <= marks[a])
        figure = (marks[a] if in_a else marks[b]) & FIGURE != 0
        if figure:
            a_figure |= in_a and not in_b
            b_figure |= in_b and not in_a
        else:
            common += in_a and in_b
            a_long += in_a
            b_long += in_b
        a += in_a
        b += in_b
    if a_figure and b_figure:
        return -1.0
    return common / max(a_long, b_long, 1)


@compiled
def root_of(parents: Indices, item: Index) -> Index:
    """Find the item that stands for a set (path halving, Tarjan and van Leeuwen 1984)."""
    while parents[item] != item:
        parents[item] = parents[parents[item]]
        item = parents[item]
    return item


@compiled
def postings_of(runs: Features, postings: Hashes, spare: Hashes) -> None:
    """Write each run with the sentence that has it as one number, in the order of runs, then of sentences.

    A radix sort (Knuth 1973) over the runs alone, because the sentences come in their order. Every other
    round writes to `spare`.
    """
    counts = np.zeros((ROUNDS, 1 << ROUND_BITS), np.int64)
    for run in runs.values:
        for turn in range(ROUNDS):
            counts[turn, (run >> np.uint32(turn * ROUND_BITS)) & ROUND_MASK] += 1
    for turn in range(ROUNDS):
        total = 0
        for digit in range(counts.shape[1]):
            counts[turn, digit], total = total, total + counts[turn, digit]
    for sentence in range(len(runs.first) - 1):
        for place in range(runs.first[sentence], runs.first[sentence + 1]):
            run = np.uint64(runs.values[place])
            at = counts[0, run & ROUND_MASK]
            spare[at] = run << np.uint64(32) | np.uint64(sentence)
            counts[0, run & ROUND_MASK] += 1
    for turn in range(1, ROUNDS):
        shift = np.uint64(32 + turn * ROUND_BITS)
        for posting in spare:
            digit = (posting >> shift) & ROUND_MASK
            postings[counts[turn, digit]] = posting
            counts[turn, digit] += 1
        postings, spare = spare, postings


@compiled
def lists_of(postings: Hashes, runs: Features, lists: Indices) -> Indices:
    """Say for each sentence where in the sorted postings the sentences begin to compare it with.

    Those of sentence n become lists[runs.first[n] : ends[n]], for such runs as an earlier sentence has; given
    are the ends.
    """
    ends = runs.first[:-1].copy()
    begin = 0
    while begin < len(postings):
        run = postings[begin] >> np.uint64(32)
        end = begin + 1
        while end < len(postings) and postings[end] >> np.uint64(32) == run:
            end += 1
        back = NEAREST if end - begin > MOST_SENTENCES else MOST_SENTENCES
        for place in range(begin + 1, end):
            sentence = np.int64(postings[place] & np.uint64(0xFFFFFFFF))
            lists[ends[sentence]] = max(begin, place - back)
            ends[sentence] += 1
        begin = end
    return ends


@compiled
def digests_of(runs: Features, marks: Features) -> Hashes:
    """Give for each sentence what tells most unlike ones apart at a glance: two numbers that lie together.

    The first has a bit for each long word, the second counts the runs and the long words.
    """
    digests = np.empty((len(runs.first) - 1, 2), np.uint64)
    for sentence in range(len(digests)):
        bits, count = np.uint64(0), 0
        for place in range(marks.first[sentence], marks.first[sentence + 1]):
            if marks.values[place] & FIGURE == 0:
                bits |= np.uint64(1) << np.uint64(marks.values[place] >> BIT_SHIFT)
                count += 1
        digests[sentence, 0] = bits
        digests[sentence, 1] = (runs.first[sentence + 1] - runs.first[sentence]) << COUNT_BITS | count
    return digests


@compiled
def _most_long_words(marks: Features, a: Index, bits: np.uint64) -> int:
    """Count the long words of a sentence that another one may have, by the other's digest."""
    count = 0
    for place in range(marks.first[a], marks.first[a + 1]):
        mark = marks.values[place]
        count += (mark & FIGURE == 0) & ((bits >> np.uint64(mark >> BIT_SHIFT)) & np.uint64(1) != 0)
    return count


@compiled
def join_alike(
    sentences: Words, lists: Indices, ends: Indices, runs: Features, marks: Features, parents: Indices
) -> None:
    """Join in `parents` all sentences that are alike. `sentences` are those of the sorted postings.

    For each sentence the runs that it has in common with each earlier one are counted along the lists of its
    runs, so every pair is looked at once. Most pairs have a phrase in common and nothing else; they are left
    aside by bounds that take no look at their words.
    """
    # Small numbers, so that what is counted stays in a processor's cache.
    common = np.zeros(len(parents), np.uint16)
    met = np.empty(len(parents), np.uint32)
    digests = digests_of(runs, marks)
    most_lists = 0
    for a in range(len(ends)):
        most_lists = max(most_lists, ends[a] - runs.first[a])
    heads = np.empty(most_lists, np.uint32)
    for a in range(len(parents)):
        found = 0
        # The heads of all lists first: none waits for another, and each lies far from the others in memory.
        begin = runs.first[a]
        for entry in range(begin, ends[a]):
            heads[entry - begin] = sentences[lists[entry]]
        for entry in range(begin, ends[a]):
            place = lists[entry]
            b = heads[entry - begin]
            while b != a:
                met[found] = b
                found += common[b] == 0
                common[b] += 1
                place += 1
                b = sentences[place]
        size = runs.first[a + 1] - runs.first[a]
        a_long = np.int64(digests[a, 1]) & COUNTED
        for n in range(found):
            b = met[n]
            shared = np.int64(common[b])
            common[b] = 0
            if shared < LEAST_RUNS:
                continue
            counts = np.int64(digests[b, 1])
            most, b_long = max(size, counts >> COUNT_BITS), counts & COUNTED
            most_long = max(a_long, b_long, 1)
            if shared / most + min(a_long, b_long) / most_long < ALIKE:
                continue
            if shared / most + min(_most_long_words(marks, a, digests[b, 0]), b_long) / most_long < ALIKE:
                continue
            a_root, b_root = root_of(parents, a), root_of(parents, b)
            if a_root == b_root:
                continue
            long_share = _long_share(
                marks.values, marks.first[a], marks.first[a + 1], marks.first[b], marks.first[b + 1]
            )
            if long_share >= 0 and shared / most + long_share >= ALIKE:
                parents[max(a_root, b_root)] = min(a_root, b_root)


@compiled
def _settle(parents: Indices, keys: Hashes) -> None:
    """Put the root itself for every item, and the least key of a set for the key of its root."""
    for item in range(len(parents)):
        root = root_of(parents, item)
        parents[item] = root
        keys[root] = min(keys[root], keys[item])


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """The passages of a pile and the sentences that carry them."""

    of: Indices
    """For each sentence the number of its passage; -1 where it is too short to prove anything."""
    sizes: Indices
    """For each sentence its words outside quotation marks."""
    texts: Hashes
    """For each sentence its key."""
    forms: Hashes
    """For each sentence with figures, the key that it would have without them; 0 for others."""
    keys: Hashes
    """For each passage the least key of its sentences: the same on any machine, in any pile that has them."""


def passages_of(words: Words, starts: Indices, ends: Indices) -> Passages:
    """Find out which sentences are one."""
    keys, forms = np.empty(len(starts), np.uint64), np.empty(len(starts), np.uint64)
    sizes = np.empty(len(starts), np.int64)
    sentence_keys(words, starts, ends, keys, forms, sizes)
    numbers, chosen = np.empty(len(starts), np.int64), np.empty(len(starts), np.int64)
    chosen = chosen[: distinct_of(keys, sizes, numbers, chosen)]
    runs, marks = runs_of(words, starts, ends, chosen), marks_of(words, starts, ends, chosen)
    count = len(runs.values)
    postings, spare = np.empty(count, np.uint64), np.empty(count, np.uint64)
    postings_of(runs, postings, spare)
    # Both lie in what sorting needed: memory is what they cost, and they are walked through in leaps.
    halves = spare.view(np.uint32)
    lists: Any = halves[count:].view(np.int32) if count <= MOST_SMALL else np.empty(count, np.int64)
    list_ends = lists_of(postings, runs, lists)
    sentences = halves[:count]
    np.copyto(sentences, postings, casting="unsafe")
    del postings
    parents = np.arange(len(chosen))
    join_alike(sentences, lists, list_ends, runs, marks, parents)
    passage_keys = keys[chosen]
    _settle(parents, passage_keys)
    roots = parents == np.arange(len(parents))
    # One more for the sentences that have no number.
    dense = np.append((np.cumsum(roots) - 1)[parents], -1)
    return Passages(dense[numbers], sizes, keys, forms, passage_keys[roots])
