"""The mentions of one article -> under which name each stands: the fullest that the article gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newstemma.model import ActorKind
    from newstemma.record.analysis import Mention

Use = Literal["acts", "is named"]
_KINDS: dict[str, ActorKind] = {
    "person": "person",
    "name": "person",
    "capital": "government",
    "government": "government",
    "country": "country",
    "organisation": "organisation",
}
_OF = "Government of {}"


class Named(NamedTuple):
    """Somebody whom an article names."""

    name: str
    """The fullest name that the article gives."""
    kind: ActorKind
    names: tuple[str, ...]
    """All spellings that the article uses."""
    roles: tuple[str, ...]


@dataclass(slots=True)
class Cast:
    """Who appears in an article."""

    people: dict[str, str] = field(default_factory=dict)
    """Last part of a name, in small letters -> the fullest name that ends in it."""
    first: dict[str, str] = field(default_factory=dict)
    """Any full name's words in small letters -> the name."""
    known: dict[tuple[ActorKind, str], tuple[set[str], set[str]]] = field(default_factory=dict)
    """Kind and name -> spellings and roles."""

    def name_of(self, mention: Mention, use: Use) -> str | None:
        """Give the name under which a mention stands; None for pronouns, which name nobody."""
        if mention.kind == "pronoun":
            return None
        if mention.kind in {"country", "capital"}:
            governs = use == "acts" or mention.kind == "capital"
            return _OF.format(_with_article(mention.name)) if governs else mention.name
        if mention.kind in {"person", "name"}:
            return self.people.get(mention.name.split()[-1].lower(), mention.name)
        return mention.name

    def named(self) -> tuple[Named, ...]:
        """Give everybody the article names, sorted."""
        return tuple(
            Named(name, kind, tuple(sorted(spellings)), tuple(sorted(roles)))
            for (kind, name), (spellings, roles) in sorted(self.known.items())
        )


_ARTICLE = (
    "United ",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Soviet Union",
    "Czech Republic",
    "Dominican R",
)


def _with_article(country: str) -> str:
    return f"the {country}" if country.startswith(_ARTICLE) else country


def cast(mentions: Iterable[Sequence[Mention]], texts: Iterable[str]) -> Cast:
    """Gather the people, places and bodies of an article, sentence by sentence, in its order."""
    found = Cast()
    pairs = [
        (mention, text[mention.start : mention.end])
        for row, text in zip(mentions, texts, strict=True)
        for mention in row
    ]
    for mention, _ in pairs:
        if mention.kind == "person" and " " in mention.name:
            last = mention.name.split()[-1].lower()
            if len(mention.name) > len(found.people.get(last, "")):
                found.people[last] = mention.name
            first = mention.name.split()[0].lower()
            found.people.setdefault(first, mention.name)
    for mention, words in pairs:
        _note(found, mention, words)
    return found


def _note(found: Cast, mention: Mention, words: str) -> None:
    if mention.kind in {"pronoun", "group"}:
        return
    name = found.name_of(mention, "is named") or mention.name
    if mention.kind == "name" and " " not in name and name == mention.name:
        return
    kind = _KINDS[mention.kind]
    spellings, roles = found.known.setdefault((kind, name), (set(), set()))
    spellings.add(words.removeprefix("the ").removeprefix("The ").removesuffix("'s").removesuffix("’s"))
    if mention.role:
        roles.add(mention.role)
