"""An article -> its paragraphs, cut where statements begin and end."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from newstemma.model import Article, Event, Paragraph, Statement


class Mark(NamedTuple):
    """Characters of an article's text that are something in a statement or an event."""

    start: int
    end: int
    role: str
    """`content`, `speaker`, `cue`; `actor`, `deed`, `recipient`; `emended`."""
    note: int | None = None
    """Number of the note that stands at its end."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a paragraph, all marked alike."""

    text: str
    roles: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    """Numbers of the notes that stand behind it."""
    sentences: tuple[int, ...] = ()
    """Numbers of the sentences that begin with it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of one kind that stand together; of all kinds but furniture, one."""

    kind: str
    paragraphs: tuple[tuple[Stretch, ...], ...]


def marks_of_statement(statement: Statement, *, note: int | None = None) -> Iterator[Mark]:
    """Give what to mark of a statement; its note stands behind its last words."""
    spans = sorted(statement.content_spans)
    for span in spans:
        yield Mark(*span, "content", note if span == spans[-1] else None)
    for maybe, role in ((statement.speaker_span, "speaker"), (statement.cue_span, "cue")):
        if maybe is not None:
            yield Mark(*maybe, role)


def marks_of_event(event: Event) -> Iterator[Mark]:
    """Give what to mark of an event."""
    for span, role in (
        (event.actor_span, "actor"),
        (event.verb_span, "deed"),
        (event.recipient_span, "recipient"),
    ):
        if span is not None:
            yield Mark(*span, role)


def blocks(article: Article, marks: Iterable[Mark]) -> tuple[Block, ...]:
    """Cut an article into blocks with its marks."""
    found: list[Block] = []
    for kind, run in groupby(_cut(article, marks), key=lambda pair: pair[0].kind):
        paragraphs = [stretches for _, stretches in run]
        if kind == "furniture":
            found.append(Block(kind, tuple(paragraphs)))
        else:
            found += [Block(kind, (one,)) for one in paragraphs]
    return tuple(found)


def around(article: Article, sentence: int, marks: Iterable[Mark]) -> tuple[tuple[Stretch, ...], ...]:
    """Give the paragraphs in which a sentence and its marks stand."""
    marked = tuple(marks)
    span = article.sentences[sentence]
    places = [(span.start, span.end), *((mark.start, mark.end) for mark in marked)]
    return tuple(
        stretches
        for paragraph, stretches in _cut(article, marked)
        if any(start < paragraph.end and paragraph.start < end for start, end in places)
    )


def _cut(article: Article, marks: Iterable[Mark]) -> Iterator[tuple[Paragraph, tuple[Stretch, ...]]]:
    """Cut each paragraph where a mark or a sentence begins or ends, in time linear in all of them."""
    starts = [paragraph.start for paragraph in article.paragraphs]
    marks_in: dict[int, list[Mark]] = {}
    for mark in set(marks):
        for number in range(max(0, bisect_right(starts, mark.start) - 1), bisect_left(starts, mark.end)):
            marks_in.setdefault(number, []).append(mark)
    sentences_in: dict[int, dict[int, list[int]]] = {}
    for number, sentence in enumerate(article.sentences):
        sentences_in.setdefault(sentence.paragraph, {}).setdefault(sentence.start, []).append(number)
    for number, paragraph in enumerate(article.paragraphs):
        here = sentences_in.get(number, {})
        yield paragraph, tuple(_stretches(article.text, paragraph, here, marks_in.get(number, ())))


def _stretches(
    text: str, paragraph: Paragraph, sentences: Mapping[int, Sequence[int]], marks: Iterable[Mark]
) -> Iterator[Stretch]:
    """Cut one paragraph; `sentences` gives the numbers of those that begin at a character."""
    opened: dict[int, list[Mark]] = {}
    closed: dict[int, list[Mark]] = {}
    for mark in marks:
        start, end = max(mark.start, paragraph.start), min(mark.end, paragraph.end)
        if start < end:
            opened.setdefault(start, []).append(mark)
            closed.setdefault(end, []).append(mark)
    roles: Counter[str] = Counter()
    for start, end in pairwise(sorted({paragraph.start, paragraph.end, *sentences, *opened, *closed})):
        roles.update(mark.role for mark in opened.get(start, ()))
        ending = closed.get(end, ())
        yield Stretch(
            text[start:end],
            tuple(sorted(+roles)),
            tuple(sorted(mark.note for mark in ending if mark.note is not None and mark.end == end)),
            tuple(sentences.get(start, ())),
        )
        roles.subtract(mark.role for mark in ending)
