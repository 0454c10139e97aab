"""The claims of an article's sentences and its quotation marks -> its statements."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from newstemma.identity import identify
from newstemma.model import Span, Statement
from newstemma.record.quotations import Quotation, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newstemma.model import Article, Sentence, StatementKind
    from newstemma.record.analysis import Analysis, Claim, Mention
    from newstemma.record.naming import Cast

# A quotation of fewer words is a single expression in quotation marks, not somebody's sentence.
_LEAST_WORDS = 4


@dataclass(slots=True)
class _Draft:
    """A statement in the making: a claim whose content may still grow."""

    sentence: int
    claim: Claim
    shift: int
    content: list[Span]

    @property
    def first(self) -> int:
        return min(span.start for span in self.content)


def statements(article: Article, analyses: Mapping[str, Analysis], cast: Cast) -> tuple[Statement, ...]:
    """Give the statements of an article in the order of their words."""
    drafts: list[_Draft] = []
    for number, paragraph in enumerate(article.paragraphs):
        inside = [
            (index, sentence)
            for index, sentence in enumerate(article.sentences)
            if sentence.paragraph == number
        ]
        text = article.text[paragraph.start : paragraph.end]
        quoted = [
            q._replace(start=q.start + paragraph.start, end=q.end + paragraph.start) for q in quotations(text)
        ]
        drafts += _of_paragraph(article, inside, quoted, analyses)
    made = (_statement(article, draft, analyses, cast) for draft in drafts)
    return tuple(sorted(made, key=lambda statement: (statement.content_spans, statement.id)))


def _of_paragraph(
    article: Article,
    sentences: Sequence[tuple[int, Sentence]],
    quoted: Sequence[Quotation],
    analyses: Mapping[str, Analysis],
) -> list[_Draft]:
    drafts: list[_Draft] = []
    for index, sentence in sentences:
        analysis = analyses.get(sentence.key)
        for claim in analysis.claims if analysis else ():
            draft = _Draft(index, claim, sentence.start, _widened(claim, sentence, quoted))
            cue = claim.cue or claim.speaker
            if cue and not any(q.start < cue.start + sentence.start < q.end for q in quoted):
                drafts.append(draft)
    for draft, following in zip_longest(drafts, drafts[1:]):
        _take_following(article, draft, following, sentences, quoted)
    return drafts


def _widened(claim: Claim, sentence: Sentence, quoted: Sequence[Quotation]) -> list[Span]:
    """Give a claim's content in the article, each part widened to the whole quotation that it is part of."""
    found = []
    for part in claim.content:
        start, end = part.start + sentence.start, part.end + sentence.start
        for quote in quoted:
            if quote.start < start < quote.end and end <= quote.end and start == sentence.start:
                start = quote.start
            if quote.start <= start < quote.end and end == sentence.end:
                end = quote.end
        found.append(Span(start, end))
    return found


def _take_following(
    article: Article,
    draft: _Draft,
    following: _Draft | None,
    sentences: Sequence[tuple[int, Sentence]],
    quoted: Sequence[Quotation],
) -> None:
    """Let a quotation go on in the quotations that fill the next sentences of its paragraph."""
    if not any(quote.start == span.start for quote in quoted for span in draft.content):
        return
    limit = following.first if following else None
    end = next(sentence.end for index, sentence in sentences if index == draft.sentence)
    for quote in quoted:
        if quote.start < end or (limit is not None and quote.start >= limit):
            continue
        if article.text[end : quote.start].strip():
            break
        draft.content.append(Span(quote.start, quote.end))
        end = quote.end


def _kind(content: Iterable[Span], text: str, quoted: Sequence[Quotation]) -> StatementKind:
    """Tell whether all words of the content stand in quotation marks, some, or none."""
    inside = outside = 0
    for span in content:
        for at in range(span.start, span.end):
            if text[at].isalnum():
                if any(quote.start <= at < quote.end for quote in quoted):
                    inside += 1
                else:
                    outside += 1
    return "indirect" if not inside else "mixed" if outside else "direct"


def _statement(article: Article, draft: _Draft, analyses: Mapping[str, Analysis], cast: Cast) -> Statement:
    sentence = article.sentences[draft.sentence]
    paragraph = article.paragraphs[sentence.paragraph]
    text = article.text[paragraph.start : paragraph.end]
    quoted = [
        q._replace(start=q.start + paragraph.start, end=q.end + paragraph.start) for q in quotations(text)
    ]
    claim = draft.claim
    speaker = _shifted(claim.speaker, draft.shift)
    cue = _shifted(claim.cue, draft.shift)
    content = tuple(sorted(draft.content))
    return Statement(
        id=identify(
            "sta",
            article.id,
            *(f"{span.start}-{span.end}" for span in (*content, speaker or (), cue or ()) if span),
        ),
        article=article.id,
        sentence=draft.sentence,
        kind=_kind(content, article.text, quoted),
        speaker=who(claim.speaker, analyses[sentence.key].mentions, cast),
        content=" ".join(article.text[span.start : span.end] for span in content),
        speaker_span=speaker,
        cue_span=cue,
        content_spans=content,
        stance=claim.stance,
    )


def _shifted(span: Span | None, shift: int) -> Span | None:
    return None if span is None else Span(span.start + shift, span.end + shift)


def who(span: Span | None, mentions: Sequence[Mention], cast: Cast) -> str | None:
    """Give the name of whoever the words of a span stand for."""
    if span is None:
        return None
    found = next((m for m in mentions if m.start >= span.start and m.end <= span.end), None)
    return cast.name_of(found, "acts") if found else None
