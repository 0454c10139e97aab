"""The claims of an article's sentences and its quotation marks -> its statements."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from newstemma.identity import identify
from newstemma.model import Span, Statement
from newstemma.record.naming import POINTING, who
from newstemma.record.quotations import Quotation, complete, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from newstemma.model import Article, Id, Sentence, StatementKind
    from newstemma.record.analysis import Analysis, Claim, Mention
    from newstemma.record.naming import Cast


@dataclass(slots=True)
class _Draft:
    """A statement in the making: a claim whose content may still grow."""

    sentence: int
    shift: int
    claim: Claim
    content: list[Span]
    is_transcript: bool = False
    within: _Draft | None = None
    speaker: Span | None = field(init=False)
    """As the claim has it, placed in the article, as the cue is."""
    cue: Span | None = field(init=False)

    def __post_init__(self) -> None:
        """Place speaker and cue."""
        self.speaker, self.cue = (_placed(span, self.shift) for span in (self.claim.speaker, self.claim.cue))


@dataclass(slots=True)
class _Paragraph:
    """A paragraph's sentences with their numbers, and its quotations, both placed in the article."""

    sentences: list[tuple[int, Sentence]]
    quoted: list[Quotation]


def statements(article: Article, analyses: Mapping[str, Analysis], cast: Cast) -> tuple[Statement, ...]:
    """Give the statements of an article in the order of their words."""
    found: list[tuple[_Draft, _Paragraph]] = []
    speaking: _Draft | None = None
    paragraphs = _paragraphs(article)
    for paragraph in paragraphs:
        drafts = _drafts(article, paragraph, analyses)
        if speaking is not None and not drafts and paragraph.quoted and _all_quoted(article, paragraph):
            speaking.content += [Span(quote.start, quote.end) for quote in paragraph.quoted]
            continue
        if speaking is not None and _announced(article, speaking, paragraph):
            sentences = [sentence for _, sentence in paragraph.sentences]
            speaking.content.append(Span(sentences[0].start, sentences[-1].end))
            drafts = [draft for draft in _ordered([speaking, *drafts]) if draft is not speaking]
        found += [(draft, paragraph) for draft in drafts]
        speaking = _last_speaking(article, drafts, paragraph)
    quoted = [quote for paragraph in paragraphs for quote in paragraph.quoted]
    told = _once([draft for draft, _ in found if _tells(article.text, draft.content)])
    kept = {tuple(sorted(draft.content)): draft for draft in told}
    for draft in told:
        if draft.within is not None:  # the same words may stand for it by another cue
            draft.within = kept.get(tuple(sorted(draft.within.content)))
    made = [_statement(article, draft, quoted, analyses, cast) for draft in told]
    return tuple(sorted(made, key=lambda statement: (statement.content_spans, statement.id)))


def _announced(article: Article, draft: _Draft, paragraph: _Paragraph) -> bool:
    """Whether a verb of saying before a colon gives the next paragraph, all of it, to its speaker."""
    if draft.content or draft.cue is None or article.text[draft.cue.start] == ":":
        return False
    if paragraph.quoted or not paragraph.sentences:
        return False
    here, there = article.sentences[draft.sentence], paragraph.sentences[0][1]
    return article.paragraphs[here.paragraph].kind == article.paragraphs[there.paragraph].kind


def _once(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Leave out drafts whose content the same speaker has by a nearer cue, or of which a speaker is known.

    "She said in a statement that ..." is one statement, though both words tell of one.
    """
    alike: dict[tuple[Span, ...], list[_Draft]] = {}
    for draft in drafts:
        alike.setdefault(tuple(sorted(draft.content)), []).append(draft)

    def distance(draft: _Draft) -> int:
        end = draft.cue.end if draft.cue else 0
        return min((abs(span.start - end) for span in draft.content), default=0) if end else 0

    kept: list[_Draft] = []
    for content, same in alike.items():
        if not content:
            kept += same
            continue
        speakers: dict[Span | None, _Draft] = {}
        for draft in sorted(same, key=distance):
            speakers.setdefault(draft.speaker, draft)
        if len(speakers) > 1:
            speakers.pop(None, None)
        kept += speakers.values()
    return kept


def _tells(text: str, content: Sequence[Span]) -> bool:
    """Whether a content is more than a word that points elsewhere: denied it."""
    words = " ".join(text[span.start : span.end] for span in content).lower().split()
    return len(words) > 1 or not POINTING.issuperset(word.strip("\"'“”‘’.,") for word in words)


def _all_quoted(article: Article, paragraph: _Paragraph) -> bool:
    """Whether nothing in a paragraph stands outside its quotation marks."""
    at = paragraph.sentences[0][1].start if paragraph.sentences else 0
    for quote in paragraph.quoted:
        if not _nothing(article.text[at : quote.start]):
            return False
        at = quote.end
    return bool(paragraph.sentences) and _nothing(article.text[at : paragraph.sentences[-1][1].end])


def _nothing(text: str) -> bool:
    """Whether a text has no more than white space and points."""
    return not text.replace(".", " ").replace("…", " ").strip()


def _last_speaking(article: Article, drafts: Sequence[_Draft], paragraph: _Paragraph) -> _Draft | None:
    """Give the draft whose speaker goes on if the next paragraph is all quotation.

    That is the one that ends in the paragraph's last quotation, or whose colon announces the next paragraph.
    """
    if not paragraph.sentences:
        return None
    number, last = paragraph.sentences[-1]
    text = article.text[last.start : last.end].rstrip()
    if text.endswith(":"):
        announcing = [draft for draft in drafts if draft.sentence == number and draft.claim.says]
        empty = [draft for draft in announcing if not draft.content]
        return next(reversed(empty or announcing), None)
    for draft in drafts:
        ends = [quote.end for quote in paragraph.quoted for span in draft.content if span.end == quote.end]
        if draft.claim.says and ends and max(ends) >= paragraph.quoted[-1].end:
            return draft
    return None


def _paragraphs(article: Article) -> list[_Paragraph]:
    found = []
    for paragraph in article.paragraphs:
        text = article.text[paragraph.start : paragraph.end]
        quoted = [
            quote._replace(start=quote.start + paragraph.start, end=quote.end + paragraph.start)
            for quote in quotations(text)
        ]
        found.append(_Paragraph([], quoted))
    for number, sentence in enumerate(article.sentences):
        if article.paragraphs[sentence.paragraph].kind != "credit":
            found[sentence.paragraph].sentences.append((number, sentence))
    return found


def _drafts(article: Article, paragraph: _Paragraph, analyses: Mapping[str, Analysis]) -> list[_Draft]:
    """Give the claims of a paragraph, their quotations grown to their full length."""
    drafts: list[_Draft] = []
    for number, sentence in paragraph.sentences:
        analysis = analyses.get(sentence.key)
        for claim in analysis.claims if analysis else ():
            told = claim.cue or claim.speaker
            at = sentence.start + (told.start if told else 0)
            is_transcript = _is_transcript(article, paragraph, claim, sentence)
            inside = any(q.start < at < q.end and _long(article, q) for q in paragraph.quoted)
            if told and (is_transcript or not inside):
                content = [_whole(part, sentence, paragraph.quoted, article) for part in claim.content]
                if is_transcript:
                    content = [
                        Span(claim.content[0].start + sentence.start, _end_of_words(article, paragraph))
                    ]
                drafts.append(_Draft(number, sentence.start, claim, content, is_transcript))
    spoken = [draft for draft in drafts if draft.is_transcript]
    for draft, after in itertools.pairwise(spoken):
        end = after.shift + (after.claim.speaker or after.claim.content[0]).start
        draft.content = [draft.content[0]._replace(end=len(article.text[:end].rstrip()))]
    for draft in drafts:
        if not draft.content:
            _take_beside(article, draft, drafts, paragraph)
    drafts = _ordered(drafts)
    for number, sentence in paragraph.sentences:
        speaking = _speaking(
            [one for one in drafts if one.sentence == number and not one.within], paragraph.quoted
        )
        if speaking is not None:
            _take_following(article, speaking, sentence, drafts, paragraph.quoted)
    return drafts


def _is_transcript(article: Article, paragraph: _Paragraph, claim: Claim, sentence: Sentence) -> bool:
    """Whether a paragraph is one speaker's words after a colon, as those that begin `MAYOR: We will`.

    A mark that opens it may stand before the name; other quotation marks there may not.
    """
    if not (claim.cue and claim.speaker and claim.content):
        return False
    name = sentence.start + claim.speaker.start
    marks = {quote.start for quote in paragraph.quoted}
    return article.text[sentence.start + claim.cue.start] == ":" and marks <= {name - 1}


def _take_beside(article: Article, draft: _Draft, drafts: Sequence[_Draft], paragraph: _Paragraph) -> None:
    """Give a bare `X said` the quotation right before its sentence, or one right after it that nobody has."""
    start, end = article.sentences[draft.sentence].start, article.sentences[draft.sentence].end
    for quote in paragraph.quoted:
        if quote.end <= start and not article.text[quote.end : start].strip():
            draft.content.append(Span(quote.start, quote.end))
    if draft.content:
        return
    had = [span for one in drafts for span in one.content]
    for quote in paragraph.quoted:
        free = not any(span.start < quote.end and quote.start < span.end for span in had)
        if quote.start >= end and free and not article.text[end : quote.start].strip():
            draft.content.append(Span(quote.start, quote.end))


def _end_of_words(article: Article, paragraph: _Paragraph) -> int:
    end = paragraph.sentences[-1][1].end
    end -= article.text[end - 1] in '"”'
    return end - 1 if article.text[end - 1] == "." else end


def _ordered(drafts: Sequence[_Draft]) -> list[_Draft]:
    """Tell which drafts stand inside others' content; of those keep what somebody is said to have said."""
    kept: list[_Draft] = []
    for draft in sorted(drafts, key=_standing):
        told = draft.claim.cue or draft.claim.speaker
        at = draft.shift + (told.start if told else 0)
        around = next((one for one in kept if any(span.start <= at < span.end for span in one.content)), None)
        if draft.content and around is not None and not draft.claim.aside:
            if not (draft.claim.says and draft.claim.speaker):
                continue
            draft.within = around
        kept.append(draft)
    return sorted(kept, key=lambda draft: draft.content)


def _standing(draft: _Draft) -> tuple[bool, int, Span]:
    """Sort what is said before what is thought or done, the longer before the shorter."""
    length = sum(span.end - span.start for span in draft.content)
    return (
        not draft.claim.says,
        -length,
        draft.content[0] if draft.content else Span(draft.shift, draft.shift),
    )


def _long(article: Article, quote: Quotation) -> bool:
    return article.text.count(" ", quote.start, quote.end) > 2


def _whole(part: Span, sentence: Sentence, quoted: Sequence[Quotation], article: Article) -> Span:
    """Place a part of a claim in the article, widened to the whole of a quotation that it begins or ends."""
    start, end = part.start + sentence.start, part.end + sentence.start
    for quote in quoted:
        if quote.start < start < quote.end and not article.text[sentence.start : start].strip("\"'“”‘’ "):
            start = quote.start
        goes_on = quote.end > sentence.end or quote.end == sentence.end
        if (
            quote.start < end < quote.end
            and goes_on
            and not article.text[end : sentence.end].strip("\"'“”‘’ .!?…")
        ):
            end = quote.end
    return Span(start, end)


def _speaking(drafts: Sequence[_Draft], quoted: Sequence[Quotation]) -> _Draft | None:
    """Give the draft of a sentence whose speaker goes on in the next sentence's quotation."""
    says = [draft for draft in drafts if draft.claim.says and draft.content]
    for draft in says:
        if any(
            quote.start < span.end and span.start < quote.end for quote in quoted for span in draft.content
        ):
            return draft
    return says[0] if says else None


def _take_following(
    article: Article, draft: _Draft, sentence: Sentence, drafts: Sequence[_Draft], quoted: Sequence[Quotation]
) -> None:
    """Let a statement go on in the quotations that fill the next sentences of its paragraph."""
    end = max(sentence.end, *(span.end for span in draft.content))
    for quote in quoted:
        if quote.start < end:
            continue
        taken = any(
            span.start < quote.end and quote.start < span.end
            for other in drafts
            if other is not draft
            for span in other.content
        )
        if taken or not _nothing(article.text[end : quote.start]):
            break
        rest = article.text[quote.end :].split("\n", 1)[0].lstrip()
        span = Span(quote.start, quote.end)
        if not complete(article.text, quote) and rest and not rest[0].isupper():
            # "We are going," to the last man: the rest of the sentence goes with what is most of it.
            closing = next(
                (one.end for one in article.sentences if one.start < quote.end < one.end), quote.end
            )
            if closing - quote.end >= quote.end - quote.start:
                break
            span = span._replace(end=closing)
        draft.content.append(span)
        end = span.end


def _kind(content: Iterable[Span], text: str, quoted: Sequence[Quotation]) -> StatementKind:
    """Tell whether all words of the content stand in quotation marks, some, or none."""
    inside = outside = False
    for span in content:
        at = span.start
        for quote in quoted:
            if quote.start < span.end and at < quote.end:
                outside = outside or any(map(str.isalnum, text[at : max(at, quote.start)]))
                inside = True
                at = quote.end
        outside = outside or any(map(str.isalnum, text[at : span.end]))
    return "indirect" if not inside else "mixed" if outside else "direct"


def _statement(
    article: Article,
    draft: _Draft,
    quoted: Sequence[Quotation],
    analyses: Mapping[str, Analysis],
    cast: Cast,
) -> Statement:
    claim, speaker = draft.claim, draft.speaker
    content = tuple(sorted(draft.content))
    sentence = article.sentences[draft.sentence]
    text = article.text[sentence.start : sentence.end]
    mentions = analyses[sentence.key].mentions
    # Transcripts have names in capitals; headlines put anybody's gist after a colon.
    printed = article.text[slice(*speaker)] if speaker and draft.is_transcript else ""
    name = cast.name_in(printed.title()) if printed.isupper() else None
    if name is None and printed.isupper() and printed.count(" ") == 1:
        name = printed.title()

    def told(mention: Mention, number: int) -> bool:
        at = article.sentences[number].start + mention.start
        return any(span.start <= at < span.end for span in content)

    name_of = partial(cast.name_of, sentence=draft.sentence, use="acts")
    return Statement(
        id=_id(article, draft),
        article=article.id,
        sentence=draft.sentence,
        kind="direct" if printed.isupper() else _kind(content, article.text, quoted),
        speaker=name or who(claim.named or claim.speaker, text, mentions, cast, partial(name_of, told=told)),
        content=" ".join(article.text[span.start : span.end] for span in content),
        speaker_span=speaker,
        cue_span=draft.cue,
        content_spans=content,
        stance=claim.stance,
        addressee=who(claim.addressee, text, mentions, cast, name_of),
        occasion=text[claim.occasion.start : claim.occasion.end] if claim.occasion else None,
        echoed_by=who(claim.echoed, text, mentions, cast, name_of),
        within=_id(article, draft.within) if draft.within else None,
    )


def _id(article: Article, draft: _Draft) -> Id:
    places = [*sorted(draft.content), *(span for span in (draft.speaker, draft.cue) if span is not None)]
    return identify("sta", article.id, *[f"{span.start}-{span.end}" for span in places])


def _placed(span: Span | None, shift: int) -> Span | None:
    return None if span is None else Span(span.start + shift, span.end + shift)
