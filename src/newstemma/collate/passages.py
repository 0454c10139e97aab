"""A report's versions -> apparatus: the rows of the collation, each with who reads what.

Versions are taken one by one, the longest first, and their sentences linked to the passages found so far, as
progressive multiple alignment does (Feng and Doolittle 1987), so that the cost grows with the number of
versions, not with its square. A sentence is compared with every distinct reading of a passage, not with an
average of them, and equal sentences are not compared at all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Literal

from newstemma.collate.changes import changes, compared, relation
from newstemma.collate.link import Places, link, row
from newstemma.collate.order import arrange, out_of_order
from newstemma.model import Apparatus, Carrier, Passage, Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from newstemma.collate.link import Row
    from newstemma.model import Article, Id, ParagraphKind, ReadingKind, Report

Held = dict["Id", list[int]]
"""Who has a passage: article -> numbers of its sentences there."""


def collate(report: Report, articles: Mapping[Id, Article]) -> Apparatus:
    """Lay the versions of a report side by side: report and its articles -> apparatus.

    Every body sentence of every version stands in at least one passage. A sentence that joins what others
    have as two stands in the passages of both. Headlines, decks and captions are collated apart.
    """
    witnesses = [articles[version.article] for version in report.versions]
    made: dict[str, Row] = {}

    def row_of(text: str) -> Row:
        if text not in made:
            made[text] = row(text)
        return made[text]

    return Apparatus(
        report=report.id,
        versions=tuple(version.article for version in report.versions),
        passages=_passages(witnesses, row_of, "body"),
        headlines=_heads(witnesses, row_of, "headline"),
        decks=_heads(witnesses, row_of, "deck"),
        captions=_passages(witnesses, row_of, "caption"),
    )


def _passages(
    witnesses: Sequence[Article], row_of: Callable[[str], Row], part: ParagraphKind
) -> tuple[Passage, ...]:
    """Lay one part of the articles side by side, in the order that suits them best."""
    places = Places()
    held: list[Held] = []
    order: list[int] = []
    seen: dict[str, Row] = {}
    shared: set[tuple[Id, int]] = set()  # sentences that stand in several passages: two joined to one
    own_rows: dict[Id, dict[int, Row]] = {}

    def words_of(article: Id, numbers: tuple[int, ...]) -> Row:
        rows = own_rows[article]
        return rows[numbers[0]] if len(numbers) == 1 else row_of(" ".join(rows[n].text for n in numbers))

    for article in sorted(witnesses, key=lambda article: (-len(article.sentences), article.id)):
        numbers = sentences_of(article, part)
        rows = [row_of(article.text[one.start : one.end]) for one in (article.sentences[n] for n in numbers)]
        own_rows[article.id] = dict(zip(numbers, rows, strict=True))
        seen.update((one.text, one) for one in rows)
        links = link(rows, places, order=order)
        last = -1
        for i, number in enumerate(numbers):
            linked = sorted(links.of_sentence.get(i, ()))
            if not linked:
                linked = [places.add(rows[i])]
                held.append({})
                order.insert(last + 1, linked[0])
            elif len(linked) == len(links.of_place[linked[0]]) == 1:
                places.add(rows[i], linked[0])
            for place in linked:
                held[place].setdefault(article.id, []).append(number)
            if len(linked) > 1:
                shared.add((article.id, number))
            last = order.index(linked[-1])
    known = Counter(chain.from_iterable(one.forms for one in seen.values()))
    sequences = {article.id: _sequence(article.id, held) for article in witnesses}
    order = arrange(order, [sequences[article.id] for article in witnesses])
    moved = _moved(order, sequences)
    by_id = {article.id: article for article in witnesses}
    return tuple(
        Passage(
            readings=_readings(held[place], by_id, words_of, known, shared),
            omitted=tuple(article.id for article in witnesses if article.id not in held[place]),
            moved=tuple(sorted(moved[place])),
        )
        for place in order
    )


def sentences_of(article: Article, part: ParagraphKind) -> list[int]:
    """Numbers of the sentences of one part of an article, such as its body."""
    there = {n for n, paragraph in enumerate(article.paragraphs) if paragraph.kind == part}
    return [n for n, sentence in enumerate(article.sentences) if sentence.paragraph in there]


def _sequence(article: Id, held: list[Held]) -> list[int]:
    """Give the passages of one version in its own order."""
    have = [(numbers[0], place) for place, who in enumerate(held) if (numbers := who.get(article))]
    return [place for _, place in sorted(have)]


def _moved(order: Sequence[int], sequences: Mapping[Id, Sequence[int]]) -> dict[int, set[Id]]:
    """For each passage the versions that have it out of order."""
    at = {place: n for n, place in enumerate(order)}
    moved: dict[int, set[Id]] = defaultdict(set)
    for article, sequence in sequences.items():
        for n in out_of_order([at[place] for place in sequence]):
            moved[sequence[n]].add(article)
    return moved


def _readings(
    who: Held,
    articles: Mapping[Id, Article],
    words_of: Callable[[Id, tuple[int, ...]], Row],
    known: Counter[str],
    shared: set[tuple[Id, int]],
) -> tuple[Reading, ...]:
    """Group who has a passage by what they read, the best supported reading first."""
    having = [Carrier(article, tuple(who[article])) for article in sorted(who)]
    rows = [words_of(carrier.article, carrier.sentences) for carrier in having]
    if (
        not shared
        and all(one is rows[0] for one in rows)
        and all(len(numbers) == 1 for numbers in who.values())
    ):
        return (Reading("kept", rows[0].text, tuple(having)),)  # letter by letter the same, as most are
    groups: dict[tuple[str, ReadingKind | None], list[Carrier]] = defaultdict(list)
    firsts: dict[tuple[str, ReadingKind | None], Row] = {}
    for carrier, words in zip(having, rows, strict=True):
        kind: ReadingKind | None = None
        if shared and any((carrier.article, number) in shared for number in carrier.sentences):
            kind = "merged"
        elif len(carrier.sentences) > 1:
            kind = "split"
        firsts.setdefault((words.bare, kind), words)
        groups[words.bare, kind].append(carrier)
    if len(groups) == 1:
        (group,) = groups
        return (Reading("kept", firsts[group].text, tuple(groups[group])),)
    found = [(group[1], firsts[group], tuple(carriers)) for group, carriers in groups.items()]

    def support(reading: tuple[ReadingKind | None, Row, tuple[Carrier, ...]]) -> tuple[object, ...]:
        kind, words, carriers = reading
        outlets = {articles[carrier.article].outlet or carrier.article for carrier in carriers}
        strange = sum(known[form] == 1 for form in words.forms)
        return (kind is not None, -len(outlets), -len(carriers), strange, -len(words.text), words.text)

    found.sort(key=support)
    first = found[0][1]
    readings = [Reading("kept", first.text, found[0][2])]
    for kind, words, carriers in found[1:]:
        # What a joined sentence has beyond the passage is another passage's, and no difference here.
        if kind == "merged":
            readings.append(Reading(kind, words.text, carriers, ()))
            continue
        made, differences = compared(first.text, words.text, (first.tokens, words.tokens))
        readings.append(Reading(kind or made, words.text, carriers, differences))
    return tuple(readings)


def _heads(
    articles: Iterable[Article], row_of: Callable[[str], Row], part: Literal["headline", "deck"]
) -> tuple[Reading, ...]:
    """Collate the headlines, or the decks, the commonest first."""
    groups: dict[str, list[tuple[Article, str]]] = defaultdict(list)
    for article in articles:
        text = article.headline if part == "headline" else article.deck
        if text:
            groups[row_of(text).bare].append((article, text))
    ranked = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    readings: list[Reading] = []
    for _, who in ranked:
        who.sort(key=lambda one: one[0].id)
        text = who[0][1]
        first, own = row_of(readings[0].text if readings else text), row_of(text)
        kind: ReadingKind = relation(first.tokens, own.tokens) if readings else "kept"
        carriers = tuple(Carrier(article.id, tuple(sentences_of(article, part))) for article, _ in who)
        differences = changes(first.text, text, (first.tokens, own.tokens)) if readings else ()
        readings.append(Reading(kind, text, carriers, differences))
    return tuple(readings)
