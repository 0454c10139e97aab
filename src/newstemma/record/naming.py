"""The mentions of one article -> under which name each stands: the fullest that the article gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from newstemma.model import ActorKind  # noqa: TC001 - read when a name is read from JSON
from newstemma.record.english.gazetteer import demonyms, roles, well_known, word_list
from newstemma.record.english.lexicon import nouns
from newstemma.record.english.names import all_capitals
from newstemma.record.persons import Persons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from newstemma.model import Span
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
_NAMING = frozenset(_KINDS)
_BODIES = frozenset(("country", "capital", "government", "organisation"))
_PLURAL = frozenset(("group", "organisation"))
_ARTICLE = (
    "United ",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Soviet Union",
    "Czech Republic",
    "Dominican R",
)
# Offices whose holder is called the leader of a country, the highest first.
_LEADING = "leader president king queen emir sultan chancellor premier minister".split()
# Sentences back in which a pronoun's meaning is looked for: a fifth of the speakers in the news are pronouns,
# and nearly all of them are named in the sentence before or the one before that.
_REACH = 3
_AHEAD = 10
"""Sentences after an office in which its holder may still be named. Of 28 who were named after it, in news of
three days, all but two of those named within 7 sentences were right, and of those 13 and more away none."""
_MOST_STEPS = 8
"""Pronouns, each meaning the one before, from which it is looked for back to a name."""
POINTING = frozenset("it this that so them him her he she they one which what who".split())
"""Words that name nobody and nothing."""
_ARTICLES = frozenset("the a an his her its their our my your".split())
_LINKS = "about|against|around|at|behind|between|for|from|in|like|near|of|on|to|under|with"
_TELLING_WHOSE = re.compile(
    rf"\w\W+(?:{_LINKS})\s+"
    r"(?:(?:a|an|the|his|her|its|their|former|late|Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady)\b\.?\s+)*"
    r"|\s(?:that|which|who|whom|whose)\b[^,]*"
)
"""What stands before a name that only tells whose somebody is."""
_STOP = rf"(?:{_LINKS}|that|which|who|and|or)\b"
_NOUN_AFTER = re.compile(
    rf"(['’]s?)?\s+(?:(?!{_STOP})[\w'’.-]+\s+)*?(?!{_STOP})([\w'’.-]+)(?=\s+{_STOP}|\s*[,;:()\"“”—–]|\s*$)"
)
"""What follows a name that tells whose somebody is: 's or nothing, and a noun at the end of its phrase."""
_HE, _SHE, _THEY = frozenset(("he", "him")), frozenset(("she", "her")), frozenset(("they", "them"))


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

    rows: list[Sequence[Mention]] = field(default_factory=list)
    """The mentions of each sentence."""
    people: Persons = field(default_factory=Persons)
    offices: dict[str, set[str]] = field(default_factory=dict)
    """Last word of an office, in small letters -> who holds one."""
    bodies: dict[str, set[str]] = field(default_factory=dict)
    """Last word of a body's name, in small letters -> the bodies whose name ends in it."""
    genders: dict[str, str] = field(default_factory=dict)
    met: dict[str, int] = field(default_factory=dict)
    """Sentence in which each is named first."""
    meanings: dict[tuple[int, int], str] = field(default_factory=dict)
    """Whom pronouns mean, by sentence and place, as far as somebody has asked."""
    known: dict[tuple[ActorKind, str], tuple[set[str], set[str]]] = field(default_factory=dict)
    """Kind and name -> spellings and roles."""

    def name_of(
        self, mention: Mention, sentence: int, use: Use, told: Callable[[Mention, int], bool] | None = None
    ) -> str | None:
        """Give the name under which a mention of a sentence stands; None where nothing tells.

        `told` says of a mention and its sentence's number whether it stands in what a pronoun's bearer says.
        """
        if mention.kind == "pronoun":
            return self._meant(mention, sentence, told)
        if mention.kind in {"country", "capital"}:
            governs = use == "acts" or mention.kind == "capital"
            return f"Government of {_with_article(mention.name)}" if governs else mention.name
        if mention.kind in {"person", "name"}:
            return self.people.name_of(mention.name, mention.gender, mention.role) or mention.name
        if mention.kind == "group":
            # The first word of a sentence has a capital whether it is a name or not.
            plain = mention.name[:1].lower() + mention.name[1:] if mention.start == 0 else mention.name
            alone = plain if plain.split()[0] in word_list("groups") else mention.name
            return self._holder(mention.name, sentence) or self._body(alone) or alone
        return mention.name

    def name_in(self, words: str) -> str | None:
        """Give the person whose name words without a mention end in: a surname alone, or in full."""
        *before, last = words.split() or [""]
        first = before[-1] if before and before[-1][:1].isupper() else ""
        full = last if not first or (first.lower().rstrip("."),) in roles() else f"{first} {last}"
        return self.people.name_of(full) if last[:1].isupper() else None

    def named(self) -> tuple[Named, ...]:
        """Give everybody the article names, sorted."""
        return tuple(
            Named(name, kind, tuple(sorted(spellings)), tuple(sorted(roles)))
            for (kind, name), (spellings, roles) in sorted(self.known.items())
        )

    def _meant(
        self,
        pronoun: Mention,
        sentence: int,
        told: Callable[[Mention, int], bool] | None,
        steps: int = _MOST_STEPS,
    ) -> str | None:
        """Give whom a pronoun means: somebody of its kind named first in the nearest sentence before it.

        Whoever speaks is not named in the words that he says.
        """
        key = (sentence, pronoun.start)
        if told is None and key in self.meanings:
            return self.meanings[key]
        if pronoun.name in _HE | _SHE:
            name = self._whom(pronoun, sentence, told, steps)
        else:
            kinds = _BODIES if pronoun.name == "it" else _PLURAL if pronoun.name in _THEY else frozenset()
            several = pronoun.name in _THEY
            fitting = (
                (one, at)
                for one, at in self._before(pronoun, sentence)
                if one.kind in kinds and not (several and one.kind == "group" and self._holder(one.name, at))
            )
            names = (self.name_of(one, at, "acts") for one, at in fitting if not (told and told(one, at)))
            name = next((name for name in names if name is not None), None)
        if told is None and name is not None:
            self.meanings[key] = name
        return name

    def _whom(
        self, pronoun: Mention, sentence: int, told: Callable[[Mention, int], bool] | None, steps: int
    ) -> str | None:
        """Give the person whom a pronoun means."""
        same, gender = (_SHE, "she") if pronoun.name in _SHE else (_HE, "he")
        before = [one for one in self._before(pronoun, sentence) if not (told and told(*one))]
        likely = [one for one in before if _may_be_somebody(one[0]) or one[0].name in same]
        # Whoever is surely a person comes before names that may be anything's.
        people = [one for one in likely if one[0].kind != "name" or one[0].name in self.people]
        for candidate, at in people or likely:
            if candidate.kind != "pronoun":
                name = self.name_of(candidate, at, "acts")
            elif steps:
                # He recalled his talks with Berg. "They went well," he said: the same one.
                name = self._meant(candidate, at, None, steps - 1)
            else:
                return None
            if name is not None and self.genders.get(name, gender) == gender:
                return name
        return None

    def _before(self, pronoun: Mention, sentence: int) -> Iterator[tuple[Mention, int]]:
        here = [mention for mention in self.rows[sentence] if mention.end <= pronoun.start]
        yield from ((mention, sentence) for mention in here)
        for back in range(sentence - 1, max(-1, sentence - 1 - _REACH), -1):
            yield from ((mention, back) for mention in self.rows[back])

    def _body(self, word: str) -> str | None:
        """Give the one body of the article that a word stands for: the union, the council."""
        return _only(self.bodies.get(word, set()))

    def _holder(self, office: str, sentence: int) -> str | None:
        """Give who holds an office that stands for its holder: the mayor, the Chilean leader.

        Whoever is named much later is another, of former days.
        """
        words = office.split()
        country = _country(words[0]) if len(words) > 1 else None
        whose = f"{country} " if country else ""
        offices = _LEADING if whose and words[-1].lower() == "leader" else [words[-1].lower()]
        held = next((self.offices[whose + one] for one in offices if whose + one in self.offices), set())
        if not whose:  # The Avel senator is one who was called so.
            told = [word for word in words[:-1] if word[0].isupper() and word.lower() not in _usual()]
            held = {
                name for name in held if all(any(word in role for role in self._roles(name)) for word in told)
            }
        return _only({name for name in held if self.met[name] <= sentence + _AHEAD})

    def _roles(self, name: str) -> set[str]:
        return self.known.get(("person", name), (set(), set()))[1]


@cache
def _usual() -> frozenset[str]:
    """Words that tell nothing of whose an office is; some have a capital where a sentence begins."""
    return word_list("qualities") | word_list("groups") | word_list("determiners")


def _country(word: str) -> str | None:
    """Give the country whose an office is: the Chilean, the U.S. president."""
    entry = well_known().get((word,))
    return demonyms().get(word) or (entry.name if entry is not None and entry.kind == "country" else None)


def _may_be_somebody(mention: Mention) -> bool:
    """Whether a name may be a person's: no place's that says so, such as Varrick City."""
    words = mention.name.lower().split()
    return mention.kind == "person" or (mention.kind == "name" and word_list("places").isdisjoint(words))


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


def _with_article(country: str) -> str:
    return f"the {country}" if country.startswith(_ARTICLE) else country


def cast(rows: Sequence[Sequence[Mention]], texts: Iterable[str]) -> Cast:
    """Gather the people, places and bodies of an article, sentence by sentence, in its order."""
    found = Cast(rows=list(rows))
    texts = list(texts)
    told = [() if all_capitals(text) else row for row, text in zip(rows, texts, strict=True)]
    people = [mention for row in told for mention in row if mention.kind == "person"]
    for mention in people:
        if " " in mention.name:
            found.people.meet(mention.name, gender=mention.gender, role=mention.role)
    for mention in people:
        if mention.role and " " not in mention.name:
            found.people.meet_titled(mention.name, mention.role)
    for number, (row, text) in enumerate(zip(told, texts, strict=True)):
        for mention in row:
            _note(found, mention, number, text[mention.start : mention.end])
    return found


def _note(found: Cast, mention: Mention, sentence: int, words: str) -> None:
    if mention.kind not in _NAMING:
        return
    name = found.name_of(mention, sentence, "is named") or mention.name
    found.met.setdefault(name, sentence)
    if mention.gender:
        found.genders[name] = mention.gender
    if mention.role:
        office = mention.role.partition(" of ")[0].split()
        found.offices.setdefault(office[-1].lower(), set()).add(name)
        country = _country(office[0])
        if country:
            found.offices.setdefault(f"{country} {office[-1].lower()}", set()).add(name)
    if mention.kind == "name" and name == mention.name:
        return
    if mention.kind == "organisation" and " " in name and name.split()[-1].lower() in word_list("bodies"):
        found.bodies.setdefault(name.split()[-1].lower(), set()).add(name)
    spellings, roles = found.known.setdefault((_KINDS[mention.kind], name), (set(), set()))
    if any(map(str.isupper, words)):
        spellings.add(words.removeprefix("the ").removeprefix("The "))
    if mention.role:
        roles.add(mention.role)


def who(
    span: Span | None,
    text: str,
    mentions: Sequence[Mention],
    cast: Cast,
    name_of: Callable[[Mention], str | None],
) -> str | None:
    """Give the name of whoever the words of a span stand for; words that name nobody stand for themselves.

    `text` is the sentence, `mentions` are those in it, which `name_of` names. A pronoun that nothing explains
    stands for nobody.
    """
    if span is None:
        return None
    mention = meant(span, text, mentions)
    if mention is None:
        words = text[span.start : span.end].split()
        bare = " ".join(words[1:] if words and words[0].lower() in _ARTICLES else words)
        name = None if _TELLING_WHOSE.search(bare) else cast.name_in(bare)
        return name or (bare if bare and bare.lower() not in POINTING else None)
    return name_of(mention)


def meant(span: Span | None, text: str, mentions: Sequence[Mention]) -> Mention | None:
    """Give the mention in a sentence's text that the words of a span are: a person first, then the longest.

    Whose somebody is, is another: the wife of Oskar Lund, Mayor Berg's lawyer.
    """
    if span is None:
        return None
    inside = [one for one in mentions if one.start < span.end and span.start < one.end]
    inside = [one for one in inside if not _tells_whose(one, span, text)]
    return max(
        inside,
        key=lambda one: (one.kind == "person", min(one.end, span.end) - max(one.start, span.start)),
        default=None,
    )


def _tells_whose(mention: Mention, span: Span, text: str) -> bool:
    """Whether a name only says whose somebody is; what Berg's letter says, Berg does."""
    if mention.kind not in {"person", "name", "group"}:
        return False
    noun = _NOUN_AFTER.match(text[mention.end : span.end])
    if noun is not None and noun[1]:
        return not _is_said(noun[2].lower())
    if mention.kind == "group":
        return False
    if noun is not None and noun[2].lower() in _somebodies():
        return True  # the Berg campaign
    before = text[span.start : mention.start]
    return any(found.end() == len(before) for found in _TELLING_WHOSE.finditer(before))


@cache
def _somebodies() -> frozenset[str]:
    """Nouns for people and bodies."""
    return word_list("groups") | word_list("bodies")


def _is_said(noun: str) -> bool:
    """Whether a noun is for what somebody says or writes, and for nobody."""
    forms = {noun, noun.removesuffix("s")}
    somebody = any(form in word_list("bodies") or (form,) in roles() for form in forms)
    return not somebody and any(form in word_list("documents") or form in nouns() for form in forms)
