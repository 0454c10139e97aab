"""The deeds of an article's sentences -> its events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.identity import identify
from newstemma.model import Event, Span
from newstemma.record.statements import who

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstemma.model import Article
    from newstemma.record.analysis import Analysis
    from newstemma.record.naming import Cast


def events(article: Article, analyses: Mapping[str, Analysis], cast: Cast) -> tuple[Event, ...]:
    """Give the events of an article in the order of its sentences."""
    found = []
    for index, sentence in enumerate(article.sentences):
        analysis = analyses.get(sentence.key)
        for deed in analysis.deeds if analysis else ():
            verb, actor, recipient = (
                span and Span(span.start + sentence.start, span.end + sentence.start)
                for span in (deed.verb, deed.actor, deed.recipient)
            )
            assert verb is not None
            mentions = analysis.mentions if analysis else ()
            found.append(
                Event(
                    id=identify(
                        "eve", article.id, deed.type, f"{verb.start}-{verb.end}", str(actor), str(recipient)
                    ),
                    article=article.id,
                    sentence=index,
                    type=deed.type,
                    mode=deed.mode,
                    cameo=deed.cameo,
                    actor=who(deed.actor, mentions, cast),
                    recipient=who(deed.recipient, mentions, cast),
                    actor_span=actor,
                    recipient_span=recipient,
                    verb_span=verb,
                    status=deed.status,
                )
            )
    return tuple(found)
