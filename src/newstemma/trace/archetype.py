"""Apparatus and family tree -> the text that all versions go back to, passage by passage.

Each passage is rebuilt word by word: `trace.voting` says which wording is the original's, and damage is
healed from whoever is not damaged. What only one branch of the family has, or one outlet however often, may
be the original's, cut by the others, or that branch's own; it is given only where the stemma takes it for the
original's, and marked as not proven.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from newstemma.clean.captions import is_caption
from newstemma.collate.places import places, surface
from newstemma.collate.tokens import forms, tokenise
from newstemma.model import Choice, Restored
from newstemma.trace.exchanges import later, openings
from newstemma.trace.slips import spelt
from newstemma.trace.voting import (
    ABSENT,
    CHANGE,
    Ballot,
    Groups,
    History,
    Weights,
    branches,
    costs,
    elect,
    history,
    weigh,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newstemma.collate.places import Place, Wording
    from newstemma.model import Apparatus, Article, Id, Passage
    from newstemma.trace.exchanges import Difference, Exchange
    from newstemma.trace.voting import Branches

ROUNDS = 3
"""Times that versions are weighed by what the last vote says of them."""
WHOLE = frozenset(("kept", "reworded", "damaged"))
FORMS = (frozenset(("split",)), WHOLE, frozenset(("merged",)))
"""In how many pieces a passage stands. Of forms that as many have the first is believed: copies join
sentences oftener than they part them (640 and 395 on three made wires, of those that fewer have so)."""
LATER = 0.8
"""Handicap of a reading, in changes, for each nat that speaks for its being made from another."""
MOST_HANDICAP = 4.0
"""So that a version that changes nearly nothing is believed whatever its words. Both were set on made
wires."""
_ENDS = re.compile(r"[.!?:;…][\"'“”’‘)\]\s]*$")


@dataclass(frozen=True, slots=True)
class Known:
    """What the pile tells of words: which are known, so that damage can be told, and which come for which."""

    reports: Mapping[str, int]
    """In how many reports of the pile a word occurs."""
    passages: Mapping[str, int]
    """In how many passages of the report."""
    leanings: Mapping[Exchange, int]
    """See `trace.exchanges`."""

    def met(self, word: str) -> int:
        """Say how often a word is met: in how many reports, or passages of this one."""
        return max(self.reports.get(word, 0), self.passages.get(word, 0))


Vote = list[int]
"""For each place of a passage the number of the wording elected."""


@dataclass(slots=True)
class _Case:
    """A passage under restoration."""

    number: int
    passage: Passage
    among: tuple[int, ...]
    """The readings that have a vote."""
    places: tuple[Place, ...]
    ballot: Ballot | None

    @property
    def is_joined(self) -> bool:
        """Whether the original is taken to have had it in one sentence with other passages."""
        return self.passage.readings[self.among[0]].kind == "merged"


def restore(
    apparatus: Apparatus,
    articles: Mapping[Id, Article],
    *,
    parent_of: Mapping[Id, Id],
    own: frozenset[int],
    independent: frozenset[int],
    apart: frozenset[int] = frozenset(),
    words: Mapping[str, int] | None = None,
    leanings: Mapping[Exchange, int] | None = None,
) -> tuple[Restored, ...]:
    """Rebuild the text that the versions go back to.

    `parent_of` is the family tree; `own` holds the numbers of the passages that the stemma takes for the
    report's own, `independent` of those that independent copies have, `apart` of those that belong to another
    report; `words` says in how many reports of the pile a word occurs, `leanings` which way the other reports
    exchange words.
    """
    if len(apparatus.versions) < 2:
        return ()
    tree = branches(apparatus.versions, parent_of)
    here = Counter(
        form for one in apparatus.passages for form in {form for r in one.readings for form in forms(r.text)}
    )
    known = Known(words or {}, here, leanings or {})
    cases: list[_Case] = []
    proven: dict[int, bool] = {}
    for number, (passage, (having, passing)) in enumerate(
        zip(apparatus.passages, _standing(apparatus, tree), strict=True)
    ):
        if number in apart or _is_caption(passage, articles):
            continue
        outlets = {articles[one.article].outlet or one.article for one in passage.carriers}
        if having > 1 or number in own:
            proven[number] = len(outlets) > 1 and passing <= having - 2 and number in independent
            cases.append(_case(number, passage, tree, known))
    votes = _vote(cases, tree)
    found: dict[int | str, Restored] = {}
    for case, vote in zip(cases, votes, strict=True):
        one = _restored(case, vote, tree, proven=proven[case.number])
        # A sentence in which passages are joined is restored for each of them, and given once.
        before = found.setdefault(one.text if case.is_joined else case.number, one)
        if before is not one:
            found[one.text] = replace(
                before,
                support=tuple(sorted({*before.support, *one.support})),
                proven=before.proven and one.proven,
                joined=(*before.joined, case.number),
            )
    return tuple(_emended(one, articles) for one in found.values())


def _standing(apparatus: Apparatus, tree: Branches) -> Iterator[tuple[int, int]]:
    """Say for each passage how many branches have it, and how many texts go on after it without it.

    The branches are those of the lost text in which it first stood: the original, or, of what entered later,
    the lowest lost text that all who have it go back to. A text that ends before a passage was cut there, as
    most are; one that goes on after it speaks against it.
    """
    having = [tree.having(carrier.article for carrier in one.carriers) for one in apparatus.passages]
    last = {text: number for number, texts in enumerate(having) for text in sorted(texts)}
    for number, texts in enumerate(having):
        first, inside = tree.branching(texts)
        others = [text for text in tree.below[first] if text not in texts]
        yield len(inside), sum(last.get(text, -1) > number for text in others)


def _is_caption(passage: Passage, articles: Mapping[Id, Article]) -> bool:
    """Whether a passage is a caption in flat text: a photograph goes round by itself."""
    carrier = passage.readings[0].carriers[0]
    article = articles[carrier.article]
    paragraph = article.paragraphs[article.sentences[carrier.sentences[0]].paragraph]
    return is_caption(article.text[paragraph.start : paragraph.end])


def _case(number: int, passage: Passage, tree: Branches, known: Known) -> _Case:
    among = _voters(passage, tree)
    found = places(passage, among=among)
    if not found:
        return _Case(number, passage, among, (), None)
    most = max(len(place.wordings) for place in found)
    readings = np.full((len(among), len(found)), ABSENT, dtype=np.int64)
    damaged = np.zeros((len(found), most), dtype=bool)
    groups = np.full((len(found), most), ABSENT, dtype=np.int64)
    handicap = np.full((len(found), most), np.inf)
    against = _against(passage, found, among, known)
    row = {reading: n for n, reading in enumerate(among)}
    reads = np.full(len(tree.parents), ABSENT, dtype=np.int64)
    for reading in among:
        reads[[tree.rows[carrier.article] for carrier in passage.readings[reading].carriers]] = row[reading]
    for at, place in enumerate(found):
        spelling = spelt([one.forms for one in place.wordings], known.met)
        for state, (wording, letters) in enumerate(zip(place.wordings, spelling, strict=True)):
            groups[at, state], damaged[at, state] = letters.group, letters.is_slip
            handicap[at, state] = min(against[n] for n in wording.readings) / len(found)
            handicap[at, state] += letters.against / CHANGE
            readings[[row[reading] for reading in wording.readings], at] = state
    states = np.where(reads[:, None] >= 0, readings[reads], ABSENT)
    return _Case(
        number, passage, among, found, Ballot(states, Groups(groups), damaged, reads, readings, handicap)
    )


def _voters(passage: Passage, tree: Branches) -> tuple[int, ...]:
    """Give the readings that have a vote: the whole ones of the form that most branches have."""
    first, _ = tree.branching(tree.having(carrier.article for carrier in passage.carriers))
    best: tuple[int, ...] = ()
    most = (0, 0)
    for kinds in FORMS:
        numbers = tuple(n for n, reading in enumerate(passage.readings) if reading.kind in kinds)
        who = [carrier.article for n in numbers for carrier in passage.readings[n].carriers]
        having = tree.having(who)
        support = (sum(child in having for child in tree.below[first]), len(who))
        if support > most:
            best, most = numbers, support
    return tuple(n for n in best if _ENDS.search(passage.readings[n].text)) or best


def _against(
    passage: Passage, found: Sequence[Place], among: Sequence[int], known: Known
) -> dict[int, float]:
    """Say for each reading what speaks against its being the first, in changes."""
    first = forms(passage.readings[among[0]].text)
    differing: dict[int, list[Difference]] = {
        n: list(openings(first, forms(passage.readings[n].text))) for n in among
    }
    for place in found:
        for wording in place.wordings[1:]:
            for n in wording.readings:
                differing[n].append((place.wordings[0].forms, wording.forms))
    against = {n: LATER * later(ones, known.leanings, known.reports) for n, ones in differing.items()}
    least = min(against.values())
    return {n: min(MOST_HANDICAP, value - least) for n, value in against.items()}


def _vote(cases: Sequence[_Case], tree: Branches) -> list[Vote | None]:
    """Give for each passage the original's wording at each place; None where there is only one reading."""
    weights = Weights(np.ones(len(tree.parents)), np.ones(len(tree.parents)))
    for round_number in range(ROUNDS + 1):
        found: list[Vote | None] = []
        histories: list[History] = []
        for case in cases:
            if case.ballot is None:
                found.append(None)
                continue
            cost = costs(case.ballot, tree, weights)
            elected = elect(cost[0], case.ballot)
            found.append(elected.tolist())
            state = history(elected, cost, case.ballot, tree, weights)
            histories.append(History(case.ballot, state, cost[0]))
        if round_number < ROUNDS:
            weights = weigh(histories, tree)
    return found


def _restored(case: _Case, vote: Vote | None, tree: Branches, *, proven: bool) -> Restored:
    passage = case.passage
    support = tuple(sorted({carrier.article for carrier in passage.carriers}))
    text = passage.readings[case.among[0]].text
    if vote is None or case.ballot is None:
        return Restored(case.number, text, support, proven, healings=tuple(_cut_off(case, text)))
    picked = [place.wordings[state] for place, state in zip(case.places, vote, strict=True)]
    text = _composed(case, picked)
    doubts: list[Choice] = []
    healings: list[Choice] = []
    for at, (place, best) in enumerate(zip(case.places, picked, strict=True)):
        having = _having(passage, best)
        agreed = len(tree.branching(tree.having(having))[1]) > 1
        for state, wording in enumerate(place.wordings):
            if wording is best:
                continue
            if case.ballot.damaged[at, state]:
                healings.append(Choice(best.text, wording.text, having, _having(passage, wording)))
            elif not agreed:
                doubts.append(Choice(best.text, wording.text, having, _having(passage, wording)))
    healings += _cut_off(case, text)
    return Restored(case.number, text, support, proven, tuple(doubts), tuple(healings))


def _having(passage: Passage, wording: Wording) -> tuple[Id, ...]:
    return tuple(
        sorted(carrier.article for n in wording.readings for carrier in passage.readings[n].carriers)
    )


def _cut_off(case: _Case, text: str) -> Iterable[Choice]:
    """Say which readings break off, and that others have the rest."""
    whole = case.passage.readings[case.among[0]]
    if not _ENDS.search(whole.text):
        return
    healers = tuple(
        sorted(carrier.article for n in case.among for carrier in case.passage.readings[n].carriers)
    )
    for reading in case.passage.readings:
        if reading.kind in WHOLE and not _ENDS.search(reading.text):
            who = tuple(sorted(carrier.article for carrier in reading.carriers))
            yield Choice(text, reading.text, healers, who)


def _composed(case: _Case, picked: Sequence[Wording]) -> str:
    """Give the words chosen as one text: a version's own, where one has them all."""
    whole = set(case.among).intersection(*(wording.readings for wording in picked))
    if whole:
        return case.passage.readings[min(whole)].text
    base = case.passage.readings[case.among[0]].text
    tokens = tokenise(base)
    text = base
    for place, wording in reversed(list(zip(case.places, picked, strict=True))):
        here = surface(base, tokens[place.start : place.end])
        if wording.text == here or case.among[0] in wording.readings:
            continue
        if place.start < place.end:
            start, end = tokens[place.start].span.start, tokens[place.end - 1].span.end
            new = wording.text
        else:
            start = end = tokens[place.start - 1].span.end if place.start else tokens[0].span.start
            new = f" {wording.text}" if place.start else f"{wording.text} "
        text = text[:start] + new + text[end:]
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,")
    return text[:1].upper() + text[1:] if base[:1].isupper() else text


def _emended(restored: Restored, articles: Mapping[Id, Article]) -> Restored:
    """Part the joined words that are left, where the pile proves them to be two."""
    for article in (articles[one] for one in restored.support):
        for one in article.emendations:
            printed = article.text[one.start : one.end]
            text = re.sub(rf"\b{printed}\b", one.text, restored.text)
            if text != restored.text:
                healing = Choice(one.text, printed, one.witnesses, restored.support)
                restored = replace(restored, text=text, healings=(*restored.healings, healing))
    return restored
