"""Sentences as they are read, joined words apart, and what was seen in them, at its place in print."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from newstemma.clean.joined import normalised
from newstemma.identity import sentence_key
from newstemma.model import Span
from newstemma.record.analysis import Analysis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newstemma.model import Article, Sentence
    from newstemma.record.analysis import Claim, Deed

Seen = TypeVar("Seen", "Claim", "Deed")


def as_read(article: Article) -> Iterator[tuple[str, str]]:
    """Give the sentences of an article with their emendations, each under its key."""
    for sentence in article.sentences:
        text = normalised(article, sentence.start, sentence.end)
        yield sentence_key(text) if _is_emended(article, sentence) else sentence.key, text


def as_printed(article: Article, analyses: Mapping[str, Analysis]) -> Mapping[str, Analysis]:
    """Give analyses of sentences as they are read under the keys and with the offsets of those printed."""
    emended = [sentence for sentence in article.sentences if _is_emended(article, sentence)]
    if not emended:
        return analyses
    found = {one.key: analyses[one.key] for one in article.sentences if one.key in analyses}
    for sentence in emended:
        read = analyses.get(sentence_key(normalised(article, sentence.start, sentence.end)))
        if read is not None:
            found[sentence.key] = _moved(read, _printed(article, sentence))
    return found


def _is_emended(article: Article, sentence: Sentence) -> bool:
    return any(sentence.start <= one.start < sentence.end for one in article.emendations)


def _printed(article: Article, sentence: Sentence) -> list[int]:
    """Give the place in print of each place in a sentence as it is read, its end included."""
    places: list[int] = []
    at = sentence.start
    for one in article.emendations:
        if sentence.start <= one.start < sentence.end:
            places += range(at, one.start)
            at = one.start
            for character in one.text:
                places.append(at)
                at += character.isalpha()
    places += range(at, sentence.end + 1)
    return [place - sentence.start for place in places]


def _moved(analysis: Analysis, places: Sequence[int]) -> Analysis:
    """Give an analysis with all its offsets moved."""
    return Analysis(
        tuple(one._replace(start=places[one.start], end=places[one.end]) for one in analysis.mentions),
        tuple(_with_spans(one, places) for one in analysis.claims),
        tuple(_with_spans(one, places) for one in analysis.deeds),
    )


def _with_spans(one: Seen, places: Sequence[int]) -> Seen:
    """Give what was seen with its spans moved."""

    def moved(value: Any) -> Any:
        if isinstance(value, Span):
            return Span(places[value.start], places[value.end])
        return tuple(map(moved, value)) if type(value) is tuple else value

    return type(one)(*map(moved, one))
