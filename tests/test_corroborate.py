"""How many independent origins stand behind a finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from making import COST, CRANE, FERRY, LEAD, REPORT, SHIPS, STORM, UNION, article, by_id, paragraphs, report

from newstemma.collate import collate
from newstemma.corroborate import corroborate
from newstemma.model import Event, Finding, Span, Statement, Story
from newstemma.trace import trace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newstemma.model import Article, Report

WORDS = "Nobody slept for a week, and nobody complained"
SAID = f"“{WORDS},” harbour master Ilse Brandner told reporters."
OTHER = (
    "Barges moved again in Varrick this week, and the mills upstream have grain.",
    "The city's merchants reckon what the closure cost them, and whom they can ask for it.",
    "A broken crane still leans over the quay where the storm left it.",
)


def statement(
    of: Article, words: str = WORDS, speaker: str | None = "Ilse Brandner", **other: object
) -> Statement:
    """Make the statement of the sentence of an article in which the words stand."""
    at = of.text.index(words.split(",", 1)[0])
    number = next(n for n, one in enumerate(of.sentences) if one.start <= at < one.end)
    span = Span(at, at + len(words))
    kind = other.get("kind", "direct")
    return Statement(f"sta_{of.id}_{at}", of.id, number, kind, speaker, words, None, None, (span,))  # type: ignore[arg-type]


def findings(reports: Sequence[tuple[Report, tuple[Article, ...]]], *said: Statement) -> tuple[Finding, ...]:
    known = by_id(*(one for _, articles in reports for one in articles))
    apparatuses = [collate(one, known) for one, _ in reports]
    stemmata = [trace(apparatus, known) for apparatus in apparatuses]
    story = Story("sto_1", tuple(one.id for one, _ in reports), None, len(known))
    return corroborate(
        said,
        [],
        reports=[one for one, _ in reports],
        apparatuses=apparatuses,
        stemmata=stemmata,
        stories=[story],
    )


def agency() -> tuple[Article, ...]:
    text = (LEAD, SHIPS, SAID, COST, CRANE, UNION, STORM, FERRY)
    return (
        article("wire", paragraphs(*text), outlet="Northpoint", credit="Northpoint"),
        article("cut", paragraphs(*text[:5]), credit="Northpoint"),
        article("copy", paragraphs(*text[:7]), credit="Northpoint"),
    )


def test_copies_of_one_report_are_one_origin() -> None:
    wire = agency()
    (found,) = findings([(report(*wire), wire)], *map(statement, wire))
    assert (len(found.articles), found.outlets, found.origins) == (3, 3, 1)
    assert found.support[0].origin.name == "Northpoint"
    assert (found.text, found.speaker) == (WORDS, "Ilse Brandner")


def test_an_independent_report_is_a_second_origin() -> None:
    wire = agency()
    own = (article("own", paragraphs(OTHER[0], SAID, *OTHER[1:])),)
    reports = [(report(*wire), wire), (report(*own, name="rep_own"), own)]
    (found,) = findings(reports, *map(statement, (*wire, *own)))
    assert found.origins == 2
    assert [support.origin.name for support in found.support] == ["Northpoint", "own"]


def test_a_report_that_credits_the_agency_adds_none() -> None:
    wire = agency()
    credited = SAID.replace("told reporters", "told Northpoint")
    own = (article("own", paragraphs(OTHER[0], credited, *OTHER[1:])),)
    known = by_id(*wire, *own)
    reports = [report(*wire), report(*own, name="rep_own")]
    apparatuses = [collate(one, known) for one in reports]
    agencies = {"Northpoint": "Northpoint"}
    stemmata = [trace(one, known, agencies=agencies) for one in apparatuses]
    story = Story("sto_1", ("rep_test", "rep_own"), None, 4)
    (found,) = corroborate(
        [statement(one) for one in known.values()],
        [],
        reports=reports,
        apparatuses=apparatuses,
        stemmata=stemmata,
        stories=[story],
    )
    assert (len(found.articles), found.origins) == (4, 1)


def test_what_a_report_carries_itself_no_copyist_found_anew() -> None:
    wire = agency()
    again = "The harbour master, asked once more, had only this to say of the men and women on the quay."
    own = article("own", paragraphs(LEAD, SHIPS, COST, CRANE, UNION, again, SAID), credit="Northpoint")
    versions = (*wire, own)
    number = next(n for n, one in enumerate(own.sentences) if again in own.text[one.start : one.end])
    elsewhere = replace(statement(own), sentence=number)
    (found,) = findings([(report(*versions), versions)], *map(statement, wire), elsewhere)
    assert (len(found.articles), found.origins) == (4, 1)
    (alone,) = findings([(report(*versions), versions)], elsewhere)
    assert alone.support[0].origin.kind == "outlet"


def test_the_headlines_of_copies_are_no_origins_of_their_own() -> None:
    text = paragraphs(LEAD, SHIPS, COST, CRANE, UNION)
    told = "Brandner hopes for grain before winter"
    versions = (
        article("wire", text, outlet="Northpoint", credit="Northpoint", headline=told),
        article("one", text, credit="Northpoint", headline=told),
        article("two", text, credit="Northpoint", headline="Harbour: " + told),
    )
    said = [statement(one, "grain before winter", kind="indirect") for one in versions]
    (found,) = findings([(report(*versions), versions)], *said)
    assert (len(found.articles), found.origins) == (3, 1)
    assert found.support[0].origin.name == "Northpoint"


def test_other_speakers_and_other_words_are_other_findings() -> None:
    one, two = article("one", paragraphs(SAID, *OTHER)), article("two", paragraphs(SAID, *OTHER[1:]))
    said = [statement(one), statement(two, speaker="Jon Reed"), statement(one, OTHER[0].rstrip("."))]
    reports = [(report(one), (one,)), (report(two, name="rep_two"), (two,))]
    assert len(findings(reports, *said)) == 3


def test_versions_that_name_the_speaker_otherwise_carry_one_statement() -> None:
    one, two = article("one", paragraphs(SAID, *OTHER)), article("two", paragraphs(SAID, *OTHER))
    (found,) = findings(
        [(report(one, two), (one, two))], statement(one), statement(two, speaker="Ilse Brander")
    )
    assert (len(found.articles), found.origins) == (2, 1)


def test_a_long_quotation_of_whom_an_article_describes_is_that_of_whom_others_name() -> None:
    texts = [paragraphs(SAID, *OTHER), paragraphs(SAID, *OTHER[1:]), paragraphs(OTHER[0], SAID)]
    printed = [article(f"art{n}", text) for n, text in enumerate(texts)]
    reports = [(report(one, name=f"rep_{one.id}"), (one,)) for one in printed]

    def found(words: str) -> list[tuple[str | None, int]]:
        speakers = ("harbour master", "harbour master", "Ilse Brandner")
        said = [statement(one, words, speaker) for one, speaker in zip(printed, speakers, strict=True)]
        return [(one.speaker, len(one.articles)) for one in findings(reports, *said)]

    assert found(WORDS) == [("Ilse Brandner", 3)]
    assert found("Nobody slept for a week") == [("harbour master", 2), ("Ilse Brandner", 1)]


def test_part_of_a_quotation_joins_the_whole() -> None:
    whole = article("whole", paragraphs(SAID, *OTHER))
    part = article(
        "part", paragraphs(*OTHER[:2], "Brandner said “nobody slept for a week, and nobody” fell ill.")
    )
    said = [statement(whole), statement(part, "nobody slept for a week, and nobody")]
    reports = [(report(whole, name="rep_a"), (whole,)), (report(part, name="rep_b"), (part,))]
    (found,) = findings(reports, *said)
    assert len(found.articles) == 2
    assert found.text == WORDS


def test_damaged_wordings_of_one_passage_are_one() -> None:
    clean = article("clean", paragraphs(*REPORT[:3], *REPORT[3:]))
    damaged = article(
        "damaged", paragraphs(*REPORT).replace("Nobody slept for a week", "Nobodv siept f0r aweek")
    )
    said = [statement(clean), statement(damaged, "Nobodv siept f0r aweek, and nobody complained")]
    (found,) = findings([(report(clean, damaged), (clean, damaged))], *said)
    assert len(found.articles) == 2


def test_two_things_told_in_one_sentence_are_two_findings() -> None:
    first, second = "that she had not thought about asking for a crane", "certainly I will be asking about it"
    both = f"The harbour master says {first}, but says “{second}.”"
    one, two = (article(name, paragraphs(LEAD, both, *OTHER)) for name in ("one", "two"))
    said = [statement(one, second), statement(two, first, kind="indirect")]
    assert len(findings([(report(one, two), (one, two))], *said)) == 2


def test_events_of_one_story_are_one_finding_and_strangers_are_none() -> None:
    wire = agency()
    known = by_id(*wire)
    apparatus = collate(report(*wire), known)
    events = [
        Event(f"eve_{n}{who}", one.id, 0, "AGREE", None, "057", who, "City", None, None, Span(0, 3))
        for n, one in enumerate(wire)
        for who in ("Port", None)
    ]
    nameless = [Event("eve_x", wire[0].id, 0, "AGREE", None, None, None, None, None, None, Span(0, 3))]
    found = corroborate(
        [],
        [*events, *nameless],
        reports=[report(*wire)],
        apparatuses=[apparatus],
        stemmata=[trace(apparatus, known)],
        stories=[Story("sto_1", ("rep_test",), None, 3)],
    )
    assert sorted((one.text, len(one.articles), one.origins) for one in found) == [
        ("Port AGREE City", 3, 1),
        ("somebody AGREE City", 3, 1),
    ]
