"""Groups -> members: which articles carry passages of another report than their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from newstemma.group.arrays import grown
from newstemma.group.cluster import NEAR, UNKNOWN
from newstemma.group.compiled import compiled
from newstemma.group.passages import root_of

if TYPE_CHECKING:
    from newstemma.group.arrays import Floats, Indices
    from newstemma.group.overlap import Carried

# A second report's passages count in full where only the two reports have them; in five reports, two fifths:
# what stands in many reports is background.
SHARED_BY = 2
# How much of the other report's versions an article must cover on average. On artificial articles composites
# are found with F1 0.89 and 0.86 (two piles) at 0.06, 0.90 and 0.87 at 0.04, 0.87 and 0.86 at 0.08.
COVERED = 0.06
LEAST_PASSAGES = 2
LEAST_WORDS = 15
# An article takes over the top of another report: how far from the top, in passages, the first of what it
# took may lie there, and all of it on average, unless it covers a large share.
FIRST_RANK = 3
MEAN_RANK = 8
FEW = 2
LARGE = 0.25
# How far a passage may stand from its place, in passages, and still be in it; and how much of a group must be
# in place in another to be a part of it. On artificial articles 67 of 74 such groups are parts of one report.
MOST_MOVED = 2
MOST_OF_A_PART = 0.5
# An article that has more than this of its text from the other report has no report of its own.
MOSTLY = 0.5


class Shared(NamedTuple):
    """In which groups passages stand that stand in several."""

    first: Indices
    """Rows of passage n are first[n] to first[n + 1]."""
    groups: Indices
    carriers: Indices
    """How many of the group carry the passage."""
    ranks: Floats
    """The mean rank of the passage in the group."""


@compiled
def _shared(carried: Carried, groups: Indices) -> Shared:
    _, passages, _, _, by_first, by_articles, _, by_ranks, _ = carried
    laid = Shared(
        np.empty(len(by_first), np.int64),
        np.empty(len(passages), np.int64),
        np.empty(len(passages), np.int64),
        np.empty(len(passages)),
    )
    count, total = np.zeros(len(groups), np.int64), np.zeros(len(groups), np.int64)
    row = 0
    for passage in range(len(by_first) - 1):
        laid.first[passage] = begin = row
        for place in range(by_first[passage], by_first[passage + 1]):
            group = groups[by_articles[place]]
            if count[group] == 0:
                laid.groups[row] = group
                row += 1
            count[group] += 1
            total[group] += by_ranks[place]
        for place in range(begin, row):
            group = laid.groups[place]
            laid.carriers[place], laid.ranks[place] = count[group], total[group] / count[group]
            count[group] = total[group] = 0
        if row == begin + 1:
            row = begin
    laid.first[len(by_first) - 1] = row
    return laid


@compiled
def _covered(
    carried: Carried, groups: Indices, sizes: Indices, shared: Shared, a: int, group: int, common: Floats
) -> float:
    """Give how much of a group's versions an article covers on average. `common` is and stays all zeros."""
    first, passages, words, _, by_first, by_articles, _, _, eligible = carried
    covered = 0.0
    # Twice the same walk: first each version's common words are added up, then they are taken and cleared.
    for adding in (True, False):
        for row in range(first[a], first[a + 1]):
            passage = passages[row]
            spread = shared.first[passage + 1] - shared.first[passage]
            if spread < SHARED_BY:  # it has no rows
                continue
            for place in range(by_first[passage], by_first[passage + 1]):
                b = by_articles[place]
                if groups[b] != group:
                    continue
                if adding:
                    common[b] += min(1.0, SHARED_BY / spread) * words[row]
                else:
                    covered += min(1.0, common[b] / eligible[b])
                    common[b] = 0
    return float(covered / sizes[group])


@compiled
def _second_reports(
    carried: Carried, groups: Indices, sizes: Indices, shared: Shared, days: Indices
) -> Indices:
    """Give rows of an article, a group other than its own, its words from there, and if they stay in place.

    A passage is at home where the greater share of the versions has it; only a guest is in two reports.
    """
    first, passages, words, rank_of, _, _, _, _, _ = carried
    articles = len(groups)
    found = np.empty((articles, 4), np.int64)
    count = 0
    common = np.zeros(articles)
    met = np.empty(articles, np.int64)
    common_passages, common_words = np.zeros(articles, np.int64), np.zeros(articles, np.int64)
    nearest, ranks = np.full(articles, np.inf), np.zeros(articles)
    many_there, many_here = np.zeros(articles), np.zeros(articles)
    own_ranks, last_rank = np.zeros(articles, np.int64), np.full(articles, -1, np.int64)
    first_rank = np.full(articles, articles, np.int64)
    earliest, latest = np.full(articles, np.iinfo(np.int64).max), np.full(articles, UNKNOWN)
    for a in range(articles):
        if days[a] != UNKNOWN:
            earliest[groups[a]] = min(earliest[groups[a]], days[a])
            latest[groups[a]] = max(latest[groups[a]], days[a])
    for a in range(articles):
        home = groups[a]
        others = 0
        for row in range(first[a], first[a + 1]):
            passage = passages[row]
            here = 0
            for place in range(shared.first[passage], shared.first[passage + 1]):
                if shared.groups[place] == home:
                    here = shared.carriers[place]
            for place in range(shared.first[passage], shared.first[passage + 1]):
                group = shared.groups[place]
                if group == home:
                    continue
                if common_passages[group] == 0:
                    met[others] = group
                    others += 1
                common_passages[group] += 1
                common_words[group] += words[row]
                ranks[group] += shared.ranks[place]
                own_ranks[group] += rank_of[row]
                first_rank[group] = min(first_rank[group], rank_of[row])
                last_rank[group] = max(last_rank[group], rank_of[row])
                nearest[group] = min(nearest[group], shared.ranks[place])
                many_there[group] += shared.carriers[place] / (sizes[group] + 1)
                many_here[group] += here / (sizes[home] + 1)
        for n in range(others):
            group = met[n]
            several = common_passages[group] >= LEAST_PASSAGES and common_words[group] >= LEAST_WORDS
            at_home_there = many_there[group] > many_here[group]
            span = last_rank[group] - first_rank[group] + 1
            together = common_passages[group] > FEW or span <= common_passages[group]
            near = days[a] == UNKNOWN or (
                earliest[group] - days[a] <= NEAR and days[a] - latest[group] <= NEAR
            )
            if several and together and nearest[group] <= FIRST_RANK and at_home_there and near:
                covered = _covered(carried, groups, sizes, shared, a, group, common)
                at_top = ranks[group] <= MEAN_RANK * common_passages[group]
                if covered >= (COVERED if at_top else LARGE):
                    if count == len(found):
                        found = grown(found, count, 2 * count)
                    found[count, 0], found[count, 1], found[count, 2] = a, group, common_words[group]
                    moved = abs(own_ranks[group] - ranks[group])
                    found[count, 3] = moved <= MOST_MOVED * common_passages[group]
                    count += 1
            common_passages[group] = common_words[group] = own_ranks[group] = 0
            ranks[group] = many_there[group] = many_here[group] = 0
            nearest[group] = np.inf
            first_rank[group], last_rank[group] = articles, -1
    return found[:count].copy()


def second_reports(carried: Carried, groups: Indices, days: Indices) -> Indices:
    """Give rows of an article, the first article of a group other than its own, and its words from there.

    The last column is 1 where they stand as far from the top as they do over there.
    """
    sizes = np.bincount(groups, minlength=len(groups))
    return _second_reports(carried, groups, sizes, _shared(carried, groups), days)


def rejoin(groups: Indices, guests: Indices) -> Indices:
    """Join groups that are parts of one report: most of one are guests of the other, and in their own places.

    What an article takes over from another report stands below its own text; in a version that was rewritten
    past recognition, what is left stands where it always stood.
    """
    parents = groups.copy()
    sizes = np.bincount(groups, minlength=len(groups))
    staying = guests[guests[:, 3] == 1]
    pairs, counts = np.unique(
        np.stack([groups[staying[:, 0]], staying[:, 1]], axis=1), axis=0, return_counts=True
    )
    for home, group in pairs[counts >= MOST_OF_A_PART * sizes[pairs[:, 0]]].tolist():
        a, b = root_of(parents, home), root_of(parents, group)
        parents[max(a, b)] = min(a, b)
    return np.array([root_of(parents, group) for group in groups.tolist()], np.int64)
