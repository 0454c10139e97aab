"""Two versions' sentences -> links: which sentence of one is which of the other, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.collate.changes import relation
from newstemma.collate.link import Places, link, row
from newstemma.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.collate.link import Links, Row


def align(a: Sequence[str], b: Sequence[str]) -> tuple[Link, ...]:
    """Link the sentences of two versions, in the order of `a`; then what only `b` has.

    Every sentence stands in at least one link: a cut one has no `b`, an added one no `a`. Of a split sentence
    each part has a link, of merged ones each too.
    """
    made = {text: row(text) for text in (*a, *b)}
    rows_a, rows_b = [made[text] for text in a], [made[text] for text in b]
    places = Places()
    for sentence in rows_b:
        places.add(sentence)
    return tuple(_labelled(rows_a, rows_b, link(rows_a, places)))


def _labelled(a: list[Row], b: list[Row], links: Links) -> Iterator[Link]:
    for i, one in enumerate(a):
        for j in sorted(links.of_sentence.get(i, ())):
            if len(links.of_sentence[i]) > 1 or len(links.of_place[j]) > 1:
                yield Link(i, j, "merged" if len(b[j].forms) > len(one.forms) else "split")
            else:
                kept = one.bare == b[j].bare
                yield Link(i, j, "kept" if kept else relation(one.tokens, b[j].tokens))
        if i not in links.of_sentence:
            yield Link(i, None, "cut")
    for j in range(len(b)):
        if j not in links.of_place:
            yield Link(None, j, "added")
