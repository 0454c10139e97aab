"""Articles -> reports: which articles print one piece of reporting, whatever their outlets made of it.

What makes two articles versions of one report is sentences, not likeness of the whole: sentences outside
quotations, captions and furniture. A quotation that both have proves that somebody said it, not that one
copied the other.

1. `sketch`: the body's sentences become words, spelled so that house styles agree; quotations are cut out.
2. `passages`: sentences that are one sentence, in whatever wording, get one number. Only sentences that
   share a run of four words are compared, and runs that stand in very many sentences are passed over.
3. `overlap`: what an outlet prints on otherwise different pages is furniture, and a passage in very many
   different articles a stock phrase; neither says anything.
4. `cluster`: articles are linked by the share of the shorter one's words that both have, on average over all
   pairs of two groups, so that groups do not chain.
5. `composites`: an article that also carries the top of another report stands in that one as well.
6. `reports`: the groups, with the sentences that tie each version to the others.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from newstemma.group.cluster import UNKNOWN, groups_of
from newstemma.group.compiled import when_compiling
from newstemma.group.composites import rejoin, second_reports
from newstemma.group.explaining import Tie, explain
from newstemma.group.overlap import carried_of, forms_of
from newstemma.group.passages import passages_of
from newstemma.group.reports import members_of, reports_of
from newstemma.group.sketches import Sketch, in_order, sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newstemma.group.arrays import Indices
    from newstemma.model import Article, Report

__all__ = ["Sketch", "Tie", "explain", "group", "group_sketch", "sketch", "when_compiling"]


# What a second process compiles while this one compiles the rest: on a machine's first run only.
_AHEAD = "from newstemma.group.ahead import compile_last; compile_last()"


def group(articles: Iterable[Article], *, compiling: Callable[[], None] | None = None) -> tuple[Report, ...]:
    """Give the reports that the articles print, in the order of their ids.

    `compiling` is called when something has to be compiled first, which happens once on a machine.
    """
    with when_compiling(compiling, _AHEAD) as wait:
        return group_sketch(sketch(articles), before_last=wait)


def group_sketch(sketched: Sketch, *, before_last: Callable[[], None] | None = None) -> tuple[Report, ...]:
    """Give the reports of sketched articles. `before_last` is called before what `compile_last` compiles."""
    sketched = in_order(sketched)
    found = passages_of(sketched.words, sketched.starts, sketched.ends)
    outlets, days = _outlets(sketched), _days(sketched)
    carried = carried_of(sketched.owners, found, outlets)
    forms = forms_of(sketched.owners, found, len(outlets))
    if before_last:
        before_last()
    groups = groups_of(carried, forms, outlets, days)
    groups = rejoin(groups, second_reports(carried, groups, days))
    guests = second_reports(carried, groups, days)
    members, bounds = members_of(carried, groups, guests)
    return reports_of(sketched, found, members, bounds)


def _outlets(sketched: Sketch) -> Indices:
    """Give each article the number of its outlet; where that is unknown, one of its own."""
    numbers: dict[str, int] = {}
    return np.array(
        [
            numbers.setdefault(article if outlet is None else "outlet " + outlet, len(numbers))
            for article, outlet in zip(sketched.facts.articles, sketched.facts.outlets, strict=True)
        ],
        np.int64,
    )


def _days(sketched: Sketch) -> Indices:
    """Give each article the day on which it appeared."""
    days: dict[str, int] = {}
    published = [(time or "")[:10] for time in sketched.facts.published]
    for day in published:
        if day not in days:
            try:
                days[day] = date.fromisoformat(day).toordinal()
            except ValueError:
                days[day] = UNKNOWN
    return np.array([days[day] for day in published], np.int64)
