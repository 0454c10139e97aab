"""Apparatus -> stemma: the family tree, what proves each copy, and the origin of each passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newstemma.clean.agencies import AGENCIES
from newstemma.identity import identify
from newstemma.model import Archetype, Copy, Evidence, Stemma
from newstemma.trace.archetype import restore
from newstemma.trace.characters import characters
from newstemma.trace.confidence import confidence, texts_below
from newstemma.trace.independence import in_independent_copies
from newstemma.trace.lost import Search
from newstemma.trace.origins import belongs_elsewhere, passage_origins

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newstemma.model import Apparatus, Article, Id, Origin
    from newstemma.trace.characters import Characters
    from newstemma.trace.exchanges import Exchange
    from newstemma.trace.lost import Tree

HOURS_A_DAY = 24


def trace(
    apparatus: Apparatus,
    articles: Mapping[Id, Article],
    *,
    words: Mapping[str, int] | None = None,
    agencies: Mapping[str, str] = AGENCIES,
    elsewhere: Mapping[tuple[Id, int], Origin] | None = None,
    leanings: Mapping[Exchange, int] | None = None,
) -> Stemma:
    """Find who copied whom: an apparatus and its articles -> stemma.

    `words` gives for each word of the pile the number of reports it occurs in, which tells damage from what
    was there before; `agencies` gives for every name that an agency goes by its canonical name; `elsewhere`
    the sentences of composites that belong to another report, with its origin: this one's lost original had
    none of them; `leanings` (see `trace.exchanges`) which of two wordings was likelier made from the other.
    """
    elsewhere = elsewhere or {}
    apart = frozenset(n for n, one in enumerate(apparatus.passages) if belongs_elsewhere(one, elsewhere))
    found = characters(apparatus, articles, words=words, agencies=agencies, apart=apart, leanings=leanings)
    tree = Search(found).best()
    names = _names(apparatus, found, tree)
    parents = {
        names[n]: names[parent] for n, parent in enumerate(tree.parents.tolist()) if parent < len(names)
    }
    lost_passages = {
        names[n]: frozenset(np.flatnonzero(tree.texts.present[n]).tolist())
        for n in range(tree.versions, len(names))
    }
    own, of_passages = passage_origins(
        apparatus,
        articles,
        parent_of=parents,
        lost_passages=lost_passages,
        credit=found.credit,
        mention=found.mention,
        agencies=agencies,
        elsewhere=elsewhere,
    )
    origins = {origin.id: origin for origin in (own, *of_passages)}
    of_report = frozenset(n for n, origin in enumerate(of_passages) if origin.id == own.id)
    return Stemma(
        report=apparatus.report,
        versions=apparatus.versions,
        archetypes=tuple(
            Archetype(names[n], found.credit or found.mention, _lost_evidence(found, tree, n))
            for n in range(tree.versions, len(names))
        ),
        copies=tuple(
            Copy(
                names[n],
                names[parent],
                confidence(found, tree, n),
                tuple(_copy_evidence(found, tree, parent, n)),
            )
            for n, parent in enumerate(tree.parents.tolist())
            if parent < len(names)
        ),
        origins=tuple(origins.values()),
        passages=tuple(origin.id for origin in of_passages),
        restored=restore(
            apparatus,
            articles,
            parent_of=parents,
            own=of_report,
            independent=in_independent_copies(tree),
            apart=apart,
            words=words,
            leanings=leanings,
        ),
    )


def _names(apparatus: Apparatus, found: Characters, tree: Tree) -> list[Id]:
    """Name the texts: a version by its article, a lost text by the versions that go back to it."""
    lost = range(tree.versions, len(tree.texts))
    below = [
        sorted(found.ids[n] for n in np.flatnonzero(texts_below(tree, node)) if n < tree.versions)
        for node in lost
    ]
    return [*found.ids, *(identify("arc", apparatus.report, *names) for names in below)]


def _copy_evidence(found: Characters, tree: Tree, parent: int, child: int) -> Iterable[Evidence]:
    """Say what speaks for a copy."""
    texts = tree.texts
    both = texts.present[parent] & texts.present[child]
    versions = texts.present[: tree.versions]
    rare = 2 * versions.sum(axis=0) < tree.versions
    if (both & rare).any():
        yield Evidence("additions", f"shares {_count(both & rare, 'passage')} that most versions lack")
    same = both & (texts.reading[parent] == texts.reading[child])
    commonest = texts.reading[child] > 0
    if (same & commonest).any():
        number = _count(same & commonest, "sentence")
        yield Evidence("wording", f"words {number} as it does, and not as most versions")
    at = np.arange(len(both))
    later = found.lateness[at, texts.reading[child]] - found.lateness[at, texts.reading[parent]]
    if later[both].sum() > 0:
        number = _count(both & (later > 0), "passage")
        yield Evidence(
            "wording", f"rewords {number} as copies do: cut, in rarer words, in words often put for others"
        )
    if len(found.place_weight):
        state_p, state_c = texts.state[parent], texts.state[child]
        damaged = (state_p >= 0) & (state_p == state_c) & found.strange[np.arange(len(state_p)), state_p]
        if damaged.any():
            yield Evidence("damage", f"has {_count(damaged, 'error')} of it")
    lacks = (~texts.present[parent]) & (~texts.present[child]) & ~rare
    if lacks.any():
        yield Evidence("cuts", f"lacks {_count(lacks, 'passage')} that it lacks and most versions have")
    own_cuts = texts.present[parent] & ~texts.present[child]
    if own_cuts.any():
        yield Evidence("cuts", f"leaves out {_count(own_cuts, 'more passage')}")
    if parent < tree.versions and texts.headline[parent] == texts.headline[child] >= 0:
        yield Evidence("wording", "has its headline")
    if texts.agency[parent] and parent < tree.versions:
        yield Evidence("credit", f"credits {found.credit}, which it is")
    if parent < tree.versions:
        later = texts.earliest[child] - texts.latest[parent]
        if texts.latest[child] < texts.earliest[parent]:
            yield Evidence("time", "is dated earlier, which speaks against it")
        elif later >= HOURS_A_DAY:
            yield Evidence("time", f"was printed {later / HOURS_A_DAY:.0f} days later")
        elif not np.isnan(later):
            yield Evidence("time", "was printed within a day after it")


def _lost_evidence(found: Characters, tree: Tree, node: int) -> tuple[Evidence, ...]:
    children = [n for n in tree.children(node) if n < tree.versions]
    texts = tree.texts.take(children)
    pairs = [
        (a, b)
        for a in range(len(children))
        for b in range(len(children))
        if a != b and (texts.present[a] & ~texts.present[b]).any()
    ]
    evidence: list[Evidence] = []
    if pairs:
        because = "its copies each have passages that others of them lack, so none can be the original of all"
        evidence.append(Evidence("cuts", because))
    if found.credit is not None and not tree.texts.agency[: tree.versions].any():
        because = f"versions credit {found.credit}, whose own text is not in the pile"
        evidence.append(Evidence("credit", because))
    if found.mention is not None:
        evidence.append(Evidence("credit", f"a passage credits {found.mention}"))
    return tuple(evidence)


def _count(which: object, noun: str) -> str:
    number = int(np.sum(np.asarray(which)))
    return f"{number} {noun}{'s' * (number != 1)}"
