"""Compiling the last stages of grouping before their turn: they are run over no articles at all."""

from __future__ import annotations

import numpy as np

from newstemma.group.cluster import groups_of
from newstemma.group.composites import second_reports
from newstemma.group.overlap import Carried, Forms


def compile_last() -> None:
    """Compile what groups, and what finds second reports, for columns such as `overlap` lays out."""
    none, bound, hashes = np.zeros(0, np.int64), np.zeros(1, np.int64), np.zeros(0, np.uint64)
    carried = Carried(
        first=bound,
        passages=none,
        words=none,
        ranks=none,
        by_first=bound,
        by_articles=none,
        by_words=none,
        by_ranks=none,
        eligible=none,
    )
    groups_of(carried, Forms(bound, hashes, hashes, none), none, none)
    second_reports(carried, none, none)
