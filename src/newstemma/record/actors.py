"""Who is named in a whole pile -> actors, each once, under one name."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from newstemma.identity import identify
from newstemma.model import Actor, Event, Id, Statement
from newstemma.record.naming import Named  # noqa: TC001 - read when a record is read from JSON
from newstemma.record.persons import LEAST_LETTERS, alike, parts_of, same_person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newstemma.model import ActorKind


_PREVAILS = 10
"""How many times as many articles must name one bearer of a surname as all others who may be meant; and how
many times as many may have the surname alone as name somebody in full."""


@dataclass(frozen=True, slots=True)
class Record:
    """What one article reports."""

    article: Id
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]
    named: tuple[Named, ...]


def actors(records: Iterable[Record]) -> tuple[Actor, ...]:
    """Merge everybody whom the articles of a pile name into actors, sorted by kind and name.

    A surname alone joins the one person in the pile who bears it, unless hardly any article names him in
    full: a firm that a pile is about is no Free Firm because one page has that in a headline. Where several
    bear it, it joins the one with the same office, if far more articles name him than the others; else it
    stays by itself. Roles that most articles give come first, each once however it is written.
    """
    counts: dict[ActorKind, Counter[str]] = defaultdict(Counter)
    spellings: dict[tuple[ActorKind, str], set[str]] = defaultdict(set)
    roles: dict[tuple[ActorKind, str], Counter[str]] = defaultdict(Counter)
    held: dict[tuple[ActorKind, str], Counter[str]] = defaultdict(Counter)
    for record in records:
        for named in record.named:
            counts[named.kind][named.name] += 1
            spellings[named.kind, named.name].update(named.names)
            roles[named.kind, named.name].update(named.roles)
            held[named.kind, named.name].update({role.casefold() for role in named.roles})
    found = []
    for kind, names in sorted(counts.items()):
        groups = [[name] for name in sorted(names)]
        if kind == "person":
            offices = {name: held[kind, name] for name in names}
            groups = _joined_by_office(_people(names, offices), offices)
        for group in groups:
            name = min(group, key=lambda one: (" " not in one, -names[one], one))
            # What an article calls somebody is not his name in the pile if another goes by it elsewhere.
            others = names.keys() - set(group)
            met = set().union(*(spellings[kind, one] for one in group)) - others
            found.append(
                Actor(
                    id=identify("act", kind, name),
                    name=name,
                    kind=kind,
                    names=tuple(sorted(met.union(group))),
                    roles=_ranked(sum((roles[kind, one] for one in group), Counter())),
                )
            )
    return tuple(found)


def _ranked(roles: Counter[str]) -> tuple[str, ...]:
    """Give each role in its commonest spelling, those that most articles give first."""
    spellings: dict[str, list[str]] = defaultdict(list)
    for role in sorted(roles, key=lambda one: (-roles[one], one)):
        spellings[role.casefold().replace(".", "")].append(role)
    times = {found[0]: sum(roles[one] for one in found) for found in spellings.values()}
    return tuple(sorted(times, key=lambda role: (-times[role], role)))


def resolve(records: Iterable[Record], people: Iterable[Actor]) -> Iterator[Record]:
    """Give the records again, every speaker, actor and recipient under the canonical name of the pile."""
    canonical: dict[str, set[str]] = defaultdict(set)
    names: set[str] = set()
    for actor in people:
        names.add(actor.name)
        for name in actor.names:
            canonical[name].add(actor.name)

    def name_of(name: str | None) -> str | None:
        if name is None or name in names:
            return name
        found = canonical.get(name, set())
        return next(iter(found)) if len(found) == 1 else name

    for record in records:
        yield replace(
            record,
            statements=tuple(replace(one, speaker=name_of(one.speaker)) for one in record.statements),
            events=tuple(
                replace(one, actor=name_of(one.actor), recipient=name_of(one.recipient))
                for one in record.events
            ),
        )


def _people(names: Mapping[str, int], offices: Mapping[str, Counter[str]]) -> list[list[str]]:
    """Group names of persons that are spellings of one name, each group and all of them sorted.

    `names` counts the articles that give a name, `offices` those that give it with an office. Only names are
    compared whose first and last parts begin alike, since no others can be one.
    """
    known = sorted(names)
    groups: list[list[str]] = []
    with_initials: dict[tuple[str, str], list[list[str]]] = defaultdict(list)
    with_surname: dict[str, list[list[str]]] = defaultdict(list)
    for name in (name for name in known if " " in name):
        parts = parts_of(name)
        likely = with_initials[parts.first[:1], parts.last[:1]]
        for group in likely:
            if all(same_person(name, other) for other in group):
                group.append(name)
                break
        else:
            groups.append([name])
            likely.append(groups[-1])
            with_surname[parts.last[:1]].append(groups[-1])
    for name in (name for name in known if " " not in name):
        likely = with_surname[name[0].casefold()]
        bearers = [group for group in likely if any(alike(name, parts_of(one).last) for one in group)]
        if len(bearers) > 1:
            bearers = _in_office(offices[name], bearers, names, offices)
        full = sum(names[one] for group in bearers for one in group if " " in one)
        if bearers and names[name] <= _PREVAILS * full:
            bearers[0].append(name)
        else:
            groups.append([name])
    return groups


def _in_office(
    held: Iterable[str],
    bearers: list[list[str]],
    names: Mapping[str, int],
    offices: Mapping[str, Counter[str]],
) -> list[list[str]]:
    """Give the one person who holds an office that a surname alone is given, unless others may be meant.

    Where it is given none, any bearer may be meant.
    """
    times = {
        one: max((offices[one][office] for office in held), default=names[one])
        for group in bearers
        for one in group
    }
    counts = [sum(times[one] for one in group) for group in bearers]
    most = max(counts, default=0)
    return [bearers[counts.index(most)]] if 0 < most >= _PREVAILS * (sum(counts) - most) else []


def _joined_by_office(groups: list[list[str]], offices: Mapping[str, Counter[str]]) -> list[list[str]]:
    """Join groups of one surname and one office whose first names differ by a letter: Elena and Ilena Marsk.

    A first letter alone parts many people (Maria, Daria), so that only a common office proves them one.
    """
    found: list[list[str]] = []
    bearing: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for group in groups:
        full = next((name for name in group if " " in name), None)
        if full is None:
            found.append(group)
            continue
        first, *rest = parts_of(full)
        held = sorted(set().union(*(offices[name] for name in group)))
        for other in (one for office in held for one in bearing[*rest, office]):
            theirs = parts_of(next(name for name in other if " " in name)).first
            if len(theirs) >= LEAST_LETTERS and Levenshtein.distance(first, theirs) <= 1:
                other.extend(group)
                break
        else:
            found.append(group)
            for office in held:
                bearing[*rest, office].append(group)
    return found
