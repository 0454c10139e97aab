"""Groups and their guests -> reports, with the sentences that tie each version."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from newstemma.group.compiled import compiled
from newstemma.group.composites import MOSTLY
from newstemma.identity import identify
from newstemma.model import Report
from newstemma.times import in_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newstemma.group.arrays import Indices
    from newstemma.group.overlap import Carried
    from newstemma.group.passages import Passages
    from newstemma.group.sketches import Sketch
    from newstemma.model import Version


def members_of(carried: Carried, groups: Indices, guests: Indices) -> tuple[Indices, Indices]:
    """Give the articles of all groups, group by group, and where each group begins.

    An article that stands alone and has most of its text from elsewhere has no group of its own.
    """
    sizes = np.bincount(groups, minlength=len(groups))
    articles, homes = np.arange(len(groups)), groups
    if len(guests):
        from_elsewhere = guests[:, 2] > MOSTLY * carried.eligible[guests[:, 0]]
        moved = guests[from_elsewhere & (sizes[groups[guests[:, 0]]] == 1), 0]
        stays = np.ones(len(groups), bool)
        stays[moved] = False
        articles = np.concatenate([articles[stays], guests[:, 0]])
        homes = np.concatenate([homes[stays], guests[:, 1]])
    order = np.lexsort((articles, homes))
    _, first = np.unique(homes[order], return_index=True)
    return articles[order], np.append(first, len(order))


@compiled
def _tie(
    members: Indices,
    bounds: Indices,
    sentences: Indices,
    of: Indices,
    passages: int,
    tied: Indices,
    tied_bounds: Indices,
) -> None:
    """List for each member the sentences whose passage another member of its group carries."""
    carrier = np.full(passages, -1, np.int64)
    group_of = np.full(passages, -1, np.int64)
    several = np.zeros(passages, np.bool_)
    count = 0
    for group in range(len(bounds) - 1):
        for place in range(bounds[group], bounds[group + 1]):
            article = members[place]
            for sentence in range(sentences[article], sentences[article + 1]):
                passage = of[sentence]
                if passage < 0:
                    continue
                if group_of[passage] != group:
                    group_of[passage], carrier[passage], several[passage] = group, article, False
                elif carrier[passage] != article:
                    several[passage] = True
        for place in range(bounds[group], bounds[group + 1]):
            tied_bounds[place] = count
            article = members[place]
            for sentence in range(sentences[article], sentences[article + 1]):
                passage = of[sentence]
                if passage >= 0 and several[passage]:
                    tied[count] = sentence
                    count += 1
    tied_bounds[len(members)] = count


@contextmanager
def all_kept() -> Iterator[None]:
    """Look for no garbage among objects that are made to be kept: it took most of the time to make them."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def reports_of(sketched: Sketch, found: Passages, members: Indices, bounds: Indices) -> tuple[Report, ...]:
    """Make the reports, in the order of their ids."""
    sentences = np.searchsorted(sketched.owners, np.arange(len(sketched.facts.articles) + 1))
    lengths = np.diff(sentences)
    tied = np.empty(int(lengths[members].sum()), np.int64)
    tied_bounds = np.empty(len(members) + 1, np.int64)
    _tie(members, bounds, sentences, found.of, len(found.keys), tied, tied_bounds)
    numbers = sketched.numbers[tied[: tied_bounds[-1]]].tolist()
    at = tied_bounds.tolist()
    articles = members.tolist()
    begins = bounds.tolist()
    instants: dict[str | None, datetime] = {}

    def in_time(version: Version) -> tuple[datetime, str, str]:
        """Order versions by publication, unknown dates last, then by outlet and id."""
        published = version.published
        if published not in instants:
            instants[published] = in_order(published)
        return instants[published], version.outlet or "", version.article

    reports = []
    with all_kept():
        for begin, end in pairwise(begins):
            versions = []
            for place in range(begin, end):
                tying = tuple(numbers[at[place] : at[place + 1]])
                versions.append(sketched.facts.version(articles[place], tying))
            ids = [version.article for version in versions]  # sorted, as a group's articles are
            if len(versions) > 1:
                versions.sort(key=in_time)
            reports.append(Report(identify("rep", *ids), tuple(versions)))
    reports.sort(key=lambda report: report.id)
    return tuple(reports)
