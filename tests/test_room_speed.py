"""A report of fifty versions and sixty passages is a page like any other."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from room_pile import article, fill, visiting

from newstemma.collate import collate
from newstemma.identity import identify
from newstemma.model import Archetype, Copy, Origin, Report, Stemma, Version
from newstemma.pipeline import Pile
from newstemma.room.addresses import address

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = 50
PASSAGES = 60
MOST_SECONDS = 0.3
TRIES = 5
"""The quickest counts: other work on the machine only ever slows a page down."""
_WORDS = (
    "the harbour board of Low Cross told its members on Tuesday that crane number {} would stand still until "
    "an engineer from the ministry had looked at every one of its {} bolts and signed for them"
)


def large_report(path: Path) -> str:
    """Write an archive of one report in which every paper changed and cut something of its own."""
    articles = []
    for n in range(VERSIONS):
        sentences = [
            _WORDS.format(place, 100 + place + (n if (n + place) % 9 == 0 else 0)).capitalize() + "."
            for place in range(PASSAGES)
            if (n * 7 + place * 3) % 11
        ]
        paragraphs = [" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)]
        articles.append(
            article(n, paragraphs, outlet=f"Paper {n}", headline=f"Crane stands still, says paper {n}")
        )
    ids = tuple(one.id for one in articles)
    report = Report(
        identify("rep", "large"),
        tuple(Version(one.id, one.outlet, one.headline, None, None, ()) for one in articles),
    )
    apparatus = collate(report, {one.id: one for one in articles})
    origin = Origin("ori_0", "Low Cross Wire", "agency", "versions of the report credit it")
    stemma = Stemma(
        report.id,
        ids,
        (Archetype("arc_0", None, ()),),
        tuple(Copy(one, ids[(n - 1) // 3] if n else "arc_0", 0.8, ()) for n, one in enumerate(ids)),
        (origin,),
        (origin.id,) * len(apparatus.passages),
    )
    assert len(apparatus.passages) >= PASSAGES
    fill(path, Pile(tuple(articles), (report,), (apparatus,), (stemma,)))
    return address(report.id)


def test_page_of_a_large_report_is_quick(tmp_path: Path) -> None:
    place = large_report(tmp_path / "news.db")
    with visiting(tmp_path / "news.db") as visitor:
        seconds = []
        for n in range(TRIES):
            start = time.perf_counter()
            page = visitor.get(f"{place}?v=A&v=B&v=C&v={'DEFGH'[n]}")
            seconds.append(time.perf_counter() - start)
    assert page.count('class="siglum">') > VERSIONS
    assert min(seconds) < MOST_SECONDS, seconds
