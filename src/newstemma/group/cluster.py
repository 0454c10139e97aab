"""Articles -> groups that do not chain: average linkage over how much of the shorter one both have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from newstemma.group.arrays import grown
from newstemma.group.compiled import compiled
from newstemma.group.overlap import contradicted
from newstemma.group.passages import root_of

if TYPE_CHECKING:
    from newstemma.group.arrays import Indices
    from newstemma.group.overlap import Carried, Forms

# Two articles are looked at together from two common passages and this many common words on ...
LEAST_PASSAGES = 2
LEAST_WORDS = 20
# ... or from nearly all of the shorter one.
LEAST_WORDS_WHOLE = 12
WHOLE = 0.8
# Two articles of one outlet have its furniture, its forms and its background in common anyway; a new edition
# shares as much of the shorter one as this.
NEW_EDITION = 0.5
# So do articles that appeared more days apart than this; a date that is not known is no reason for anything.
NEAR = 30
UNKNOWN = -1
# Words added to the shorter article's: a share of few words proves less than the same share of many.
CAUTION = 25
# Background and the phrases of a form stand below; two versions seldom have nothing in common but their ends.
# Up to this share, in thousandths, such articles are not linked.
MOST_OF_ENDS = 350
# Least average share, in thousandths, at which two groups are one. On 20,000 artificial articles B-cubed F1
# is 0.986 at 150, 0.989 at 200 and 0.990 at 220, where pair F1 begins to fall.
LINKED = 200


@compiled
def only_ends(carried: Carried, a: int, b: int) -> bool:
    """Whether all that two articles have in common stands in the second half of either one."""
    first, passages, ranks = carried.first, carried.passages, carried.ranks
    a_row, a_end, b_row, b_end = first[a], first[a + 1], first[b], first[b + 1]
    while a_row < a_end and b_row < b_end:
        if passages[a_row] == passages[b_row]:
            if 2 * ranks[a_row] < a_end - first[a] or 2 * ranks[b_row] < b_end - first[b]:
                return False
            a_row += 1
            b_row += 1
        elif passages[a_row] < passages[b_row]:
            a_row += 1
        else:
            b_row += 1
    return True


@compiled
def shares(carried: Carried, forms: Forms, outlets: Indices, days: Indices) -> Indices:
    """Give rows of two articles (the first one smaller) and, in thousandths, the share of text both have."""
    first, passages, words, _, by_first, by_articles, by_words, _, eligible = carried
    articles = len(first) - 1
    common = np.zeros(articles, np.int64)
    counts = np.zeros(articles, np.int64)
    met = np.empty(articles, np.int64)
    edges = np.empty((1024, 3), np.int64)
    count = 0
    for a in range(articles):
        found = 0
        for row in range(first[a], first[a + 1]):
            passage = passages[row]
            for other in range(by_first[passage + 1] - 1, by_first[passage] - 1, -1):
                b = by_articles[other]
                if b <= a:
                    break
                if counts[b] == 0:
                    met[found] = b
                    found += 1
                counts[b] += 1
                common[b] += min(words[row], by_words[other])
        if count + found > len(edges):
            edges = grown(edges, count, 2 * (count + found))
        for n in range(found):
            b = met[n]
            several = counts[b] >= LEAST_PASSAGES and common[b] >= LEAST_WORDS
            shorter = min(eligible[a], eligible[b])
            whole = common[b] >= LEAST_WORDS_WHOLE and common[b] >= WHOLE * shorter
            near = days[a] == UNKNOWN or days[b] == UNKNOWN or abs(days[a] - days[b]) <= NEAR
            half = common[b] >= NEW_EDITION * shorter
            if (several or whole) and (half or (near and outlets[a] != outlets[b])):
                agreed = common[b] - contradicted(forms, a, b)
                share = 1000 * agreed // (shorter + CAUTION)
                if agreed > 0 and (share >= MOST_OF_ENDS or not only_ends(carried, a, b)):
                    edges[count, 0], edges[count, 1], edges[count, 2] = a, b, share
                    count += 1
            counts[b] = 0
            common[b] = 0
    return edges[:count].copy()


@compiled
def link(edges: Indices, articles: int, least: int) -> Indices:
    """Cluster by average linkage down to `least`; give for each article the first of its group.

    Nearest-neighbour chains (Benzecri 1982; Murtagh 1983) over a sparse graph: each group keeps its edges
    as one chain of places, and edges to the same group are added up when the chain is walked. All sums are
    whole numbers and equal shares go to the smaller number, so the result depends on no order.
    """
    target = np.empty(2 * len(edges), np.int64)
    total = np.empty(2 * len(edges), np.int64)
    following = np.full(2 * len(edges), -1, np.int64)
    head, tail = np.full(articles, -1, np.int64), np.full(articles, -1, np.int64)
    for edge in range(len(edges)):
        for side in range(2):
            place, owner = 2 * edge + side, edges[edge, side]
            target[place], total[place] = edges[edge, 1 - side], edges[edge, 2]
            if head[owner] < 0:
                head[owner] = place
            else:
                following[tail[owner]] = place
            tail[owner] = place
    root = np.arange(articles)
    size = np.ones(articles, np.int64)
    slot = np.full(articles, -1, np.int64)
    done = np.zeros(articles, np.bool_)
    chain = np.empty(articles, np.int64)
    for start in range(articles):
        if root[start] != start or done[start]:
            continue
        top, chain[0] = 0, start
        while top >= 0:
            group = chain[top]
            previous, place = -1, head[group]
            while place >= 0:
                other, after = root_of(root, target[place]), following[place]
                known = slot[other]
                if known >= 0:
                    total[known] += total[place]
                if known >= 0 or other == group or done[other]:
                    if previous < 0:
                        head[group] = after
                    else:
                        following[previous] = after
                else:
                    target[place], slot[other], previous = other, place, place
                place = after
            tail[group] = previous
            before = chain[top - 1] if top > 0 else -1
            best, most, place = -1, 0, head[group]
            while place >= 0:
                other = target[place]
                slot[other] = -1
                here, there = 0, 0
                if best >= 0:
                    here, there = total[place] * size[best], most * size[other]
                tied = here == there and (other == before or (best != before and other < best))
                if best < 0 or here > there or tied:
                    best, most = other, total[place]
                place = following[place]
            if best < 0 or most < least * size[group] * size[best]:
                done[group] = True
                top -= 1
            elif best == before:
                kept, gone = min(group, before), max(group, before)
                root[gone] = kept
                size[kept] += size[gone]
                if head[kept] < 0:
                    head[kept], tail[kept] = head[gone], tail[gone]
                elif head[gone] >= 0:
                    following[tail[kept]] = head[gone]
                    tail[kept] = tail[gone]
                top -= 2
                if top < 0:
                    top, chain[0] = 0, kept
            else:
                top += 1
                chain[top] = best
    for article in range(articles):
        root[article] = root_of(root, article)
    return root


def groups_of(carried: Carried, forms: Forms, outlets: Indices, days: Indices) -> Indices:
    """Give for each article the first article of its group."""
    return link(shares(carried, forms, outlets, days), len(outlets), LINKED)
