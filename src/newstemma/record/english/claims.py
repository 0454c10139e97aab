"""Sentence -> claims: who says what, read from the words next to a verb of saying."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from newstemma.model import Span
from newstemma.record.analysis import Claim, Mention
from newstemma.record.english.gazetteer import lines
from newstemma.record.quotations import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.record.quotations import Quotation

# Between a speaker and the verb: an aside, adverbs, auxiliaries.
_ASIDE = r"(?:,(?: who)? [^,\"]{1,80},)?"
_ADVERBS = r"(?: (?:also|has|have|had|later|once|then|earlier|again|too|further|\w+ly))*"
# Between the verb and what is said: to whom, when, where.
_SETTING = r"(?: [^\"]{1,60}?)?"
_LAST = re.compile(r"[\s,.!?;:\"')\]-]+$")


@cache
def _verbs() -> str:
    """All forms of the verbs of saying, as one alternative of a pattern."""
    forms = {form for line in lines("saying.txt") for form in line.split()}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _speaker_verb() -> re.Pattern[str]:
    return re.compile(rf"{_ASIDE}{_ADVERBS} ({_verbs()})\b")


@cache
def _verb_before() -> re.Pattern[str]:
    return re.compile(rf"\b({_verbs()}) (?:(?:the|a|an) )?$")


def find(text: str, mentions: Sequence[Mention]) -> tuple[Claim, ...]:
    """Find the claims of a sentence; `text` has straight quotation marks (`identity.plain`)."""
    quoted = quotations(text)
    claims: list[Claim] = []
    for speaker, cue in _sayings(text, mentions):
        if any(quote.start < cue.start < quote.end for quote in quoted):
            continue
        content = _content(text, speaker, cue, quoted)
        if content:
            claims.append(Claim(speaker, cue, content))
    if not claims and quoted:
        claims.extend(_cut_off(text, mentions, quoted[-1]))
    return tuple(claims)


def _sayings(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[Span, Span]]:
    """Give speaker and verb wherever a mention stands beside a verb of saying."""
    for mention in mentions:
        after = _speaker_verb().match(text, mention.end)
        if after:
            yield mention.span, Span(*after.span(1))
            continue
        before = _verb_before().search(text, 0, mention.start)
        if before and text[: before.start()].rstrip().endswith(('"', ",")):
            yield mention.span, Span(*before.span(1))


def _content(text: str, speaker: Span, cue: Span, quoted: Sequence[Quotation]) -> tuple[Span, ...]:
    """Give what is said: the quotations next to the verb, or the clause before or after it."""
    first, last = min(speaker.start, cue.start), max(speaker.end, cue.end)
    before = [quote for quote in quoted if quote.end <= first and not text[quote.end : first].strip(" ,")]
    after = [quote for quote in quoted if quote.start >= last]
    if before:
        return tuple(Span(quote.start, quote.end) for quote in (*before, *after))
    lead = text[:first].rstrip()
    tail = re.match(rf"{_SETTING}(?: that|:|,)? (?=\")", text[last:])
    if after and tail and not lead.endswith(","):
        quote = after[0]
        if last + tail.end() == quote.start:
            return (Span(quote.start, quote.end),)
    clause = re.match(r"(?:[^,\"]{0,40}?) (that\b.+|.+)$", text[last:])
    if lead.endswith(",") and len(lead) > len(text) - last:
        return (Span(0, len(lead) - 1),)
    if clause and len(clause.group(1).split()) > 3:
        end = len(_LAST.sub("", text)) if not text.rstrip().endswith('"') else len(text.rstrip())
        return (Span(last + clause.start(1), end),)
    return ()


def _cut_off(text: str, mentions: Sequence[Mention], quote: Quotation) -> Iterator[Claim]:
    """Give the claim of a quotation after which only a name stands: damage took the verb."""
    if not quote.closed or text[quote.end - 2] not in ",.!?":
        return
    for mention in mentions:
        rest = text[mention.end :].strip(" .")
        if mention.start > quote.end and not text[quote.end : mention.start].strip() and not rest:
            yield Claim(mention.span, None, (Span(quote.start, quote.end),))
