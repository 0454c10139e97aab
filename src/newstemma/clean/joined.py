"""Words that lost what stood between them ("saidMonday"), parted where the pile proves it.

A word that hardly any other sentence has may be two, run together, if two neighbours of another sentence have
its letters. English joins words itself ("backdoor", "healthcare"), so they must also be such as make no word
of their own: a capital in the middle, a function word, a name before a word that is none, an adverb. And the
place must speak for the pair: the same neighbours on both sides, as in another version of the sentence; or a
pair so common that one neighbour is enough, or none where it could not be the end of a word. Two names of one
report that stand together as a word of nobody else have lost their hyphen.

The text stays as printed; what is read instead is an `Emendation` of the article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import product
from operator import add, eq
from typing import TYPE_CHECKING, NamedTuple

from newstemma.identity import plain
from newstemma.model import Emendation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newstemma.model import Article, Id, Report

MENDING = "joined words"
MOST_PRINTED = 2
"""Distinct sentences that may have the word itself: copies pass damage on."""
LEAST_LENGTH = 3
LEAST_TIMES = 3
"""Times that a pair must stand elsewhere, whatever stands around it, if the word has a capital inside."""
COMMON = 10
"""Times for a pair with a function word in it, where one neighbour is the same."""
LEAST_FIRST = 4
"""Letters of a word before a function word that ends no word."""
LEAST_NAME = 4
"""Letters of each of two names that lost their hyphen."""
LEAST_KNOWN = 2
"""Times that a word is printed, from which on it is told whether it is a name."""
LEAST_BEFORE_CAPITAL = 4
"""Letters before a capital in the middle; fewer open names that are one word: "DelMonte", "MacLeod"."""
MOST_PAIRS = 1000
"""Pairs of one kind that are looked at, but for those with the same neighbours."""
FAR = 80
"""Characters before and after within which neighbours are looked for."""
MOST_WITNESSES = 3
_FUNCTION = frozenset(
    """the of and or but that this these those is was are were be been has have had did does would could
    should he she it they them we who which as than his her its their our your my not an from also
    said says told while because between during against""".split()
)
_PREPOSITIONS = frozenset("to for from with".split())
"""The same where they are the second half."""
_NO_ENDINGS = frozenset(
    """the of and that this these those was were has have had would could should they which their to for from
    with said told while because between during against""".split()
)
"""Those of both that end no longer word, as "or" does ("investor"); "and" ends names."""
# English makes words with them, of verbs ("a setup", "the rollout") and of all kinds ("onboard", "amass").
_PARTICLES = frozenset(
    "a about around at away back by down for i in off on out over through to under up with".split()
)
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
# What words stand in before they are cut finely: anything between spaces.
_MARKS = ".,;:!?…\"'“”‘’«»()[]-–—*"
_ENDINGS = ("", ".", ",")
# An address, a hashtag, the name of an account.
_BEHIND_ADDRESS = re.compile(r"[@#./_-]$")
_AHEAD_ADDRESS = re.compile(r"[@#./_-]\w")

Halves = tuple[str, str]
Around = tuple[str, str, str, str]
"""The next word before and after, and the next but one; empty beyond the ends of the sentence."""


class _Pair(NamedTuple):
    """Two neighbours in some sentence, and what stands around them."""

    halves: Halves
    between: str
    around: Around
    printer: Id


class _Place(NamedTuple):
    """Where a word stands that may be joined."""

    sentence: str
    printed: str
    around: Around


class _Found(NamedTuple):
    """A joined word of a sentence, and what it is joined of."""

    printed: str
    apart: str
    witnesses: tuple[Id, ...]


@dataclass(slots=True)
class _Words:
    """What a pile tells of its words, all in lower case."""

    counts: Counter[str] = field(default_factory=Counter)
    capitals: Counter[str] = field(default_factory=Counter)
    """How often they are printed with a capital."""
    printed: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """How rare ones are printed, with what marks."""

    @classmethod
    def of(cls, sentences: Iterable[str]) -> _Words:
        """Count the words of sentences."""
        met: Counter[str] = Counter()
        for text in sentences:
            met.update(text.split())
        words = cls()
        for text, count in met.items():
            if bare := text.strip(_MARKS):
                word = bare.lower()
                words.counts[word] += count
                words.capitals[word] += count * bare[0].isupper()
        for text in met:
            if 0 < words.counts[word := text.strip(_MARKS).lower()] <= MOST_PRINTED:
                words.printed[word].add(text)
        return words

    def is_name(self, word: str) -> bool:
        """Whether a word is always printed with a capital."""
        return LEAST_KNOWN <= self.counts[word] == self.capitals[word]

    def is_long_name(self, word: str) -> bool:
        """Whether a word is a name of which not only the letters of two short words are left."""
        return len(word) >= LEAST_NAME and self.is_name(word)

    def suspects(self) -> Iterator[tuple[str, tuple[Halves, ...]]]:
        """Give the rare words that may be joined, and of what."""
        for word, count in self.counts.items():
            if count <= MOST_PRINTED and len(word) >= LEAST_LENGTH and word.isalpha():
                cuts = ((word[:cut], word[cut:]) for cut in range(1, len(word)))
                known = (pair for pair in cuts if pair[0] in self.counts and pair[1] in self.counts)
                printed = min(self.printed[word]).strip(_MARKS)
                halves = tuple(pair for pair in known if self._are_two(pair, printed))
                if halves and len(printed) == len(word):
                    yield word, halves

    def _are_two(self, halves: Halves, printed: str) -> bool:
        """Whether two words are such that nobody would write them as one."""
        first, second = halves
        if any(len(half) == 1 and half not in {"a", "i"} for half in halves) or _PARTICLES.issuperset(halves):
            return False  # "onto", "within"
        return (
            first in _FUNCTION
            or (first in _PARTICLES and (first in {"a", "to"} or printed[len(first)].isupper()))
            or second in _FUNCTION | _PREPOSITIONS
            or second.endswith("ly")
            or has_seam(printed, first)
            or (printed[0].isupper() and printed[len(first) :].islower() and self.is_name(first))
        )


def part_joined(pile: Iterable[Article], reports: Iterable[Report]) -> tuple[Article, ...]:
    """Find joined words: a pile and its reports -> the pile in its order, with emendations.

    Which witnesses are named, and which of more than MOST_PAIRS places of one pair are looked at, goes by the
    order of the pile.
    """
    articles = tuple(pile)
    words = _Words.of(text for _, text, _ in _distinct(articles))
    suspects = dict(words.suspects())
    places = _places(articles, {text.lower(): word for word in suspects for text in words.printed[word]})
    pairs = _pairs(articles, {word: suspects[word] for word in places}, places)
    found: dict[str, list[_Found]] = defaultdict(list)
    for word, alike in pairs.items():
        for place in places[word]:
            if proof := _proof(place, alike):
                witnesses = tuple(dict.fromkeys(pair.printer for pair in proof))[:MOST_WITNESSES]
                found[place.sentence].append(
                    _Found(place.printed, _apart(place.printed, proof[0], words), witnesses)
                )
    alone = {word: [place.sentence for place in places[word]] for word in places.keys() - pairs.keys()}
    by_id = {article.id: article for article in articles}
    versions = ([by_id[version.article] for version in report.versions] for report in reports)
    for key, names in _without_hyphen(versions, alone, suspects, words):
        found[key].append(names)
    return tuple(_emended(article, found) for article in articles)


def _distinct(articles: Iterable[Article]) -> Iterator[tuple[str, str, Id]]:
    """Give each distinct sentence once: its key, its text, and the first article that prints it."""
    seen: set[str] = set()
    for article in articles:
        for sentence in article.sentences:
            if sentence.key not in seen:
                seen.add(sentence.key)
                yield sentence.key, article.text[sentence.start : sentence.end], article.id


def normalised(article: Article, start: int, end: int) -> str:
    """Give the text between two characters of an article as it is read: with the emendations between them."""
    text = article.text[start:end]
    for one in reversed(article.emendations):
        if start <= one.start and one.end <= end:
            text = text[: one.start - start] + one.text + text[one.end - start :]
    return text


def _places(articles: Iterable[Article], marked: Mapping[str, str]) -> dict[str, list[_Place]]:
    """Give where suspected words stand, but not in addresses, hashtags, and names of accounts.

    `marked` gives the word of what stands between two spaces.
    """
    places: dict[str, list[_Place]] = defaultdict(list)
    wanted = frozenset(marked)
    for key, text, _ in _distinct(articles):
        for one in wanted.intersection(text.lower().split()):
            word, flat = marked[one], plain(text)
            low = flat.lower()
            for start, end in _standing(word, low) if len(low) == len(flat) else ():
                if not (_BEHIND_ADDRESS.search(flat, 0, start) or _AHEAD_ADDRESS.match(flat, end)):
                    places[word].append(_Place(key, flat[start:end], _around(low, start, end)))
    return places


def _pairs(
    articles: Iterable[Article],
    suspects: Mapping[str, Sequence[Halves]],
    places: Mapping[str, Sequence[_Place]],
) -> dict[str, list[_Pair]]:
    """Give the pairs that have the letters of suspected words; of common pairs those that tell most."""
    pairs: dict[str, list[_Pair]] = defaultdict(list)
    around = {word: {place.around[:2] for place in there} for word, there in places.items()}
    both = frozenset(word + ending for word in suspects for ending in _ENDINGS)
    for _, text, printer in _distinct(articles):
        row = text.lower().split()
        met = {one.rstrip(_MARKS) for one in both.intersection(map(add, row, row[1:]))}
        if "-" in text:
            bare = (one.strip(_MARKS).replace("-", "") for one in row if "-" in one)
            met.update(word for word in bare if word in suspects)
        low = plain(text).lower() if met else ""
        for word in met:
            for halves, between in product(suspects[word], " -"):
                for start, end in _standing(between.join(halves), low):
                    pair = _Pair(halves, between, _around(low, start, end), printer)
                    if len(pairs[word]) < MOST_PAIRS or pair.around[:2] in around[word]:
                        pairs[word].append(pair)
    return {word: found for word, found in pairs.items() if found}


def _standing(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Give where whole words stand in a text."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
            yield start, end
        start = text.find(words, end)


def _around(text: str, start: int, end: int) -> Around:
    before = ["", "", *_TOKEN.findall(text[max(0, start - FAR) : start])]
    after = [*_TOKEN.findall(text[end : end + FAR]), "", ""]
    return before[-1], after[0], before[-2], after[1]


def _proof(place: _Place, pairs: Sequence[_Pair]) -> list[_Pair]:
    """Give the pairs that prove a word to be joined of them, where any do."""
    ((halves, between), _), *_ = Counter((pair.halves, pair.between) for pair in pairs).most_common(1)
    pairs = [pair for pair in pairs if (pair.halves, pair.between) == (halves, between)]
    seam = has_seam(place.printed, halves[0])
    same = [pair for pair in pairs if pair.around[:2] == place.around[:2]]
    if same and (seam or any(_telling(pair, place) > 1 for pair in same)):
        return same
    if seam and place.printed[: len(halves[0])].islower() and len(pairs) >= LEAST_TIMES:
        return pairs
    first, second = halves
    ended = second in _NO_ENDINGS and (second != "and" or place.printed.islower())
    if ended and len(first) >= LEAST_FIRST and first not in _FUNCTION | _PARTICLES:
        return pairs if len(pairs) >= LEAST_TIMES else []
    near = [pair for pair in pairs if any(map(eq, pair.around[:2], place.around[:2]))]
    common = not _FUNCTION.isdisjoint(halves) and place.printed.islower() and len(pairs) >= COMMON
    return near if common else []


def _telling(pair: _Pair, place: _Place) -> int:
    """Count the words of a pair, and those around it and the place alike, that are more than grammar."""
    alike = (one for one, other in zip(pair.around, place.around, strict=True) if one == other)
    return sum(word.isalpha() and word not in _FUNCTION | _PARTICLES for word in (*pair.halves, *alike))


def has_seam(printed: str, first: str) -> bool:
    """Whether a word has a capital in the middle, where its first half ends."""
    return len(first) >= LEAST_BEFORE_CAPITAL and printed[len(first)].isupper() and not printed.isupper()


def _apart(printed: str, pair: _Pair, words: _Words) -> str:
    """Give the two words as they are printed where they are joined; a name with its capital."""
    cut = len(pair.halves[0])
    second = printed[cut:]
    if words.is_name(pair.halves[1]):
        second = second[0].upper() + second[1:]
    return f"{printed[:cut]}{pair.between}{second}"


def _without_hyphen(
    reports: Iterable[Sequence[Article]],
    alone: Mapping[str, Sequence[str]],
    suspects: Mapping[str, Sequence[Halves]],
    words: _Words,
) -> Iterator[tuple[str, _Found]]:
    """Give the words of reports that are two names of the same report, each with the key of its sentence.

    `alone` gives the sentences of words that no pair in the pile has the letters of.
    """
    wanted = {
        word: two
        for word in alone
        if (two := [halves for halves in suspects[word] if all(map(words.is_long_name, halves))])
    }
    keys = {key for word in wanted for key in alone[word]}
    for versions in reports if keys else ():
        if keys.isdisjoint(sentence.key for article in versions for sentence in article.sentences):
            continue
        names: dict[str, dict[Id, str]] = defaultdict(dict)
        joined: dict[tuple[str, str], Id] = {}
        for article in versions:
            for sentence in article.sentences:
                for marked in article.text[sentence.start : sentence.end].split():
                    word = marked.strip(_MARKS)
                    if word.lower() in wanted and word.istitle():
                        joined[sentence.key, word] = article.id
                    elif words.is_long_name(word.lower()):
                        names[word.lower()].setdefault(article.id, word)
        for (key, word), printer in joined.items():
            for halves in wanted[word.lower()]:
                if names.keys() >= set(halves):
                    apart = "-".join(next(iter(names[half].values())) for half in halves)
                    having = {*names[halves[0]], *names[halves[1]]}
                    witnesses = tuple(sorted(having - {printer} or having))[:MOST_WITNESSES]
                    yield key, _Found(word, apart, witnesses)


def _emended(article: Article, found: Mapping[str, Sequence[_Found]]) -> Article:
    """Give an article with the emendations of its sentences."""
    emendations = {
        match.start(): Emendation(match.start(), match.end(), one.apart, one.witnesses)
        for sentence in article.sentences
        for one in found.get(sentence.key, ())
        for match in re.compile(rf"\b{one.printed}\b").finditer(article.text, sentence.start, sentence.end)
    }
    if not emendations:
        return article
    return replace(
        article,
        emendations=tuple(emendations[start] for start in sorted(emendations)),
        mendings=tuple(dict.fromkeys((*article.mendings, MENDING))),
    )
