"""The deeds of an article's sentences -> its events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.identity import identify
from newstemma.model import Event, Span
from newstemma.record.english.gazetteer import word_list
from newstemma.record.naming import meant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newstemma.model import Article, Id
    from newstemma.record.analysis import Analysis, Deed, Mention
    from newstemma.record.naming import Cast

# Deeds that are seldom done to nobody; without a recipient they are mostly another sense of the verb.
_NEEDING = frozenset("ACCUSE AID ASSAULT COERCE CONSULT REQUEST SUPPORT".split())

_WHERE = re.compile(" (?:in|at|for|from) ")
_PERSONAL = frozenset("he she him her".split())


def events(article: Article, analyses: Mapping[str, Analysis], cast: Cast) -> tuple[Event, ...]:
    """Give the events of an article in the order of its sentences.

    An event has an actor who is named, or who is a force that acts as one (police, rebels). What a verb alone
    tells counts only where whoever it is done to is somebody, too.
    """
    found: dict[Id, Event] = {}
    for number, sentence in enumerate(article.sentences):
        analysis = analyses.get(sentence.key)
        for deed in analysis.deeds if analysis else ():
            mentions = analysis.mentions if analysis else ()
            text = article.text[sentence.start : sentence.end]
            spans = deed.actor, deed.recipient
            actor, recipient = (_party(span, text, mentions, cast, number) for span in spans)
            if actor and _acts(actor, deed, text, mentions) and _proven(actor, recipient, deed):
                event = _event(article, number, deed, actor, recipient)
                found.setdefault(event.id, event)
    return tuple(found.values())


def _proven(actor: str, recipient: str | None, deed: Deed) -> bool:
    """Whether a deed is told well enough without a recipient, or has one who is another than the actor."""
    if recipient is None:
        return deed.type == "PROTEST" or not (deed.bare or deed.type in _NEEDING)
    return actor != recipient


def _event(article: Article, number: int, deed: Deed, actor: str, recipient: str | None) -> Event:
    sentence = article.sentences[number]
    verb, doer, target = (
        span and Span(span.start + sentence.start, span.end + sentence.start)
        for span in (deed.verb, deed.actor, deed.recipient if recipient else None)
    )
    assert verb is not None
    return Event(
        id=identify("eve", article.id, deed.type, f"{verb.start}-{verb.end}", actor, str(recipient)),
        article=article.id,
        sentence=number,
        type=deed.type,
        mode=deed.mode,
        cameo=deed.cameo,
        actor=actor,
        recipient=recipient,
        actor_span=doer,
        recipient_span=target,
        verb_span=verb,
        status=deed.status,
    )


def _party(
    span: Span | None, text: str, mentions: tuple[Mention, ...], cast: Cast, number: int
) -> str | None:
    """Give who is meant by a span; None for a thing, and for a pronoun that may mean several."""
    mention = meant(span, text, mentions)
    if mention and mention.kind == "pronoun" and mention.name not in _PERSONAL:
        return None
    if mention is None:
        return None
    name = cast.name_of(mention, number, "acts")
    # The police in Avel are the police where another version puts the place elsewhere.
    return _WHERE.split(name)[0] if name and mention.kind == "group" else name


def _acts(actor: str, deed: Deed, text: str, mentions: tuple[Mention, ...]) -> bool:
    """Whether an actor is named, or holds an office that the text ties to a name, or is a force."""
    mention = meant(deed.actor, text, mentions)
    if mention is None or mention.kind != "group":
        return True
    return any(word in word_list("forces") or word[0].isupper() for word in actor.split())
