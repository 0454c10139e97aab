"""Who said what, who did what, and who they are, in texts of our own making."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING

import msgspec
import pytest

from newstemma.clean.compose import Line, compose
from newstemma.model import Page, Place
from newstemma.pipeline import derive
from newstemma.record import (
    Analysis,
    actors,
    analyse,
    quotation_changed,
    record,
    resolve,
    same_statement,
)

if TYPE_CHECKING:
    from pathlib import Path

    from newstemma.model import Article, ParagraphKind
    from newstemma.record import Record

FIRST = """The harbour of Port Avel will close for repairs, mayor Irena Kovalska said on Monday.

“We will not raise the fees, and nobody will lose a berth,” Ms Kovalska told reporters. “That is a promise.”

Dock union leader Sergei Braslav said that the plan had not been discussed with workers.

France accused Germany of breaking the treaty."""
SECOND = """Irena Kovalska, the mayor of Port Avel, met union leaders on Tuesday.

“We will not raise the fees, and no one will lose a berth,” Kovalska said.

Sergey Braslav warned that crews would strike."""


def article_of(text: str, name: str = "pag_1") -> Article:
    page = Page(id=name, place=Place(file=name), data=b"")
    return compose(page, [Line(block) for block in text.split("\n\n")], {})


def records_of(*articles: Article) -> list[Record]:
    texts = {s.key: a.text[s.start : s.end] for a in articles for s in a.sentences}
    analyses = dict(analyse(texts))
    records = [record(article, analyses) for article in articles]
    return list(resolve(records, actors(records)))


@pytest.mark.parametrize("kind", ["credit", "caption"])
def test_only_the_body_goes_on_after_a_colon(kind: ParagraphKind) -> None:
    page = Page(id="pag_1", place=Place(file="pag_1"), data=b"")
    lines = [Line("The harbour master, Ana Berg, added:"), Line("Reporting by Oskar Penrith.", kind)]
    (found,) = records_of(compose(page, lines, {}))
    assert not found.statements


def test_a_surname_alone_may_be_whoever_bears_it() -> None:
    (found,) = records_of(article_of(SECOND))
    (quoted,) = [one for one in found.statements if one.kind == "direct"]
    assert quoted.speaker == "Irena Kovalska"
    assert same_statement(quoted, replace(quoted, speaker="Kovalska"))
    assert not same_statement(quoted, replace(quoted, speaker="Braslav"))
    assert not same_statement(quoted, replace(quoted, speaker="Jan Kovalska"))


def test_an_office_means_nobody_who_is_named_much_later() -> None:
    said = "The mayor of the town said the bridge would open in May. The mayor said it would stay open."
    between = "\n\n".join(f"Barge number {n} lay at the quay for {n + 2} days." for n in range(12))
    history = "The first bridge was opened by Mayor Ilena Marsk in 1910."

    def speakers(*parts: str) -> list[str | None]:
        (found,) = records_of(article_of("\n\n".join(parts)))
        return [one.speaker for one in found.statements]

    assert speakers(said, history, between)[1] == "Ilena Marsk"
    assert speakers(said, between, history)[1] == "mayor"


def test_a_misprinted_name_does_not_part_a_quotation() -> None:
    (found,) = records_of(article_of(SECOND))
    (quoted,) = [one for one in found.statements if one.kind == "direct"]
    assert same_statement(quoted, replace(quoted, speaker="Irena Kovaska"))
    assert same_statement(quoted, replace(quoted, speaker="Kovaiska"))
    assert not same_statement(quoted, replace(quoted, speaker="Irena Kosala"))
    assert not same_statement(
        quoted, replace(quoted, content="Nobody has asked me.", speaker="Irena Kovaska")
    )


def test_husband_and_wife_speak_each_for_themselves() -> None:
    text = """Mayor Pieter Marsk said that the bridge would open in May.

Ilena Marsk, his wife, said that it was too late. Pieter Marsk said that it was not.

Mr Marsk said that he was sure."""
    (found,) = records_of(article_of(text))
    speakers = [one.speaker for one in found.statements]
    assert speakers == ["Pieter Marsk", "Ilena Marsk", "Pieter Marsk", "Pieter Marsk"]
    assert {one.name for one in found.named if one.kind == "person"} == {"Ilena Marsk", "Pieter Marsk"}


def test_direct_statement_runs_on_after_its_cue() -> None:
    article = article_of(FIRST)
    (found,) = records_of(article)
    direct = [one for one in found.statements if one.kind == "direct"]
    assert [one.speaker for one in direct] == ["Irena Kovalska"]
    assert direct[0].content.endswith("“That is a promise.”")
    assert len(direct[0].content_spans) == 2


def test_indirect_statement_has_speaker_and_clause() -> None:
    (found,) = records_of(article_of(FIRST))
    said = {(one.speaker, one.content) for one in found.statements if one.kind == "indirect"}
    assert ("Sergei Braslav", "that the plan had not been discussed with workers") in said
    assert ("Irena Kovalska", "The harbour of Port Avel will close for repairs") in said


def test_spans_point_into_the_text() -> None:
    article = article_of(FIRST)
    (found,) = records_of(article)
    for one in found.statements:
        assert one.content == " ".join(article.text[slice(*span)] for span in one.content_spans)
        assert one.cue_span is None or article.text[slice(*one.cue_span)].split()[-1] in {
            "said",
            "told",
            "accused",
        }


def test_joined_words_are_read_apart_and_found_where_they_are_printed() -> None:
    damaged = article_of(FIRST.replace("Kovalska told reporters", "Kovalskatold reporters"), "pag_2")
    pile = derive([article_of(FIRST), damaged])
    ((emendation,),) = (one.emendations for one in pile.articles if one.id == damaged.id)
    assert (damaged.text[emendation.start : emendation.end], emendation.text) == (
        "Kovalskatold",
        "Kovalska told",
    )
    (found,) = (one for one in pile.statements if one.article == damaged.id and one.kind == "direct")
    assert found.speaker == "Irena Kovalska"
    assert found.speaker_span is not None
    assert damaged.text[slice(*found.speaker_span)] == "Ms Kovalska"
    assert found.cue_span is not None
    assert damaged.text[slice(*found.cue_span)] == "told"
    assert damaged.text.count("“That is a promise.”", *found.content_spans[1]) == 1
    assert {len(one.articles) for one in pile.findings if found.id in one.members} == {2}


def test_what_a_statement_stands_in_is_given_too() -> None:
    plea = "Bakers begged the miller to lower his price"
    text = f"{plea}, reiterating claims that half the town said were foolish and late."
    (found,) = records_of(article_of(text))
    inner = [one for one in found.statements if one.within]
    assert inner
    assert {one.within for one in inner} <= {one.id for one in found.statements}


def test_event_names_actor_and_recipient() -> None:
    (found,) = records_of(article_of(FIRST))
    accusations = [(one.actor, one.recipient, one.cameo) for one in found.events if one.type == "ACCUSE"]
    assert accusations == [("Government of France", "Government of Germany", "112")]


def test_spellings_of_a_name_are_one_actor() -> None:
    articles = article_of(FIRST), article_of(SECOND, "pag_2")
    found = records_of(*articles)
    people = {one.name: one.names for one in actors(found) if one.kind == "person"}
    assert "Sergey Braslav" not in people
    assert {"Sergei Braslav", "Sergey Braslav"} <= set(people["Sergei Braslav"])
    assert {"Irena Kovalska", "Ms Kovalska", "Kovalska"} & set(people["Irena Kovalska"])
    assert {one.speaker for one in found[1].statements} == {"Irena Kovalska", "Sergei Braslav"}


def test_same_quotation_in_two_articles_is_one_statement() -> None:
    first, second = records_of(article_of(FIRST), article_of(SECOND, "pag_2"))
    pairs = [(a, b) for a in first.statements for b in second.statements if same_statement(a, b)]
    assert [(a.speaker, b.speaker) for a, b in pairs] == [("Irena Kovalska", "Irena Kovalska")]


def test_order_of_the_pile_does_not_matter() -> None:
    articles = [
        article_of(FIRST),
        article_of(SECOND, "pag_2"),
        article_of("Braslav said he would stay.", "pag_3"),
    ]
    piles = {
        tuple(sorted(records_of(*order), key=lambda one: one.article)) for order in permutations(articles)
    }
    assert len(piles) == 1


def test_analysis_survives_msgspec() -> None:
    article = article_of(FIRST)
    texts = {s.key: article.text[s.start : s.end] for s in article.sentences}
    for _, analysis in analyse(texts):
        packed = msgspec.msgpack.encode(analysis)
        assert msgspec.msgpack.decode(packed, type=Analysis) == analysis


def test_odd_marks_are_never_an_error() -> None:
    chance = random.Random(7)
    pieces = ["“", "”", '"', "'", "’", "said ", "Ann Orlo ", ", ", ". ", "we will go ", "\n\n", "she told "]
    for _ in range(300):
        text = "x " + "".join(chance.choices(pieces, k=25))
        records_of(article_of(text))


@pytest.mark.parametrize("name", ["000", "002"])
def test_seed_quotation_has_its_speaker(shared: Path, name: str) -> None:
    texts = [(shared / "data" / "seeds" / f"{one}.clean.txt").read_text() for one in ("000", "002")]
    found = records_of(*(article_of(text, f"pag_{number}") for number, text in enumerate(texts)))
    direct = [one for one in found[["000", "002"].index(name)].statements if one.kind == "direct"]
    by_words = [one.speaker for one in direct if "dynamically" in one.content]
    assert len(by_words) == 1
    assert by_words[0] in {"Sergei Lavrov", "Sergey Lavrov"}
    assert by_words == [one.speaker for one in found[0].statements if "dynamically" in one.content]


def test_events_have_somebody_who_acts() -> None:
    text = """The tin went from hand to hand and a train called at Kesten.

An explosion killed nine people, and a report accused nobody.

In Sorrin, police detained 23 people who tried to blockade the station.

Opposition leader Mirko Dastan accused President Anton Reyle of lying.

The minister might meet Mr Dastan on Friday."""
    (found,) = records_of(article_of(text))
    assert [(one.type, one.actor, one.recipient) for one in found.events if one.status == "actual"] == [
        ("COERCE", "police", "people"),
        ("ACCUSE", "Mirko Dastan", "Anton Reyle"),
    ]


def test_where_people_speak_is_nobody_they_speak_to() -> None:
    text = """Ana Berg spoke in France on Monday.

Ana Berg arrived in Chile on Tuesday, and met Oskar Penrith in Peru."""
    (found,) = records_of(article_of(text))
    assert [(one.type, one.actor, one.recipient) for one in found.events] == [
        ("CONSULT", "Ana Berg", "Government of Chile"),
        ("CONSULT", "Ana Berg", "Oskar Penrith"),
    ]


def test_what_is_done_to_whom_a_clause_tells_of_is_done_to_him() -> None:
    (found,) = records_of(article_of("The mayor, who said he was ill, was arrested by police on Friday."))
    assert [(one.type, one.actor, one.recipient) for one in found.events] == [("COERCE", "police", "mayor")]


def test_headline_in_capitals_teaches_no_names() -> None:
    text = """Drovenia And Velmara Agree To Reopen Railway

Velmara accused Drovenia of closing the pass, and Drovenia denied the charge."""
    (found,) = records_of(article_of(text))
    assert "Velmara Agree" not in {name for one in found.named for name in one.names}
    assert ("ACCUSE", "Velmara", "Drovenia") in {(one.type, one.actor, one.recipient) for one in found.events}


def test_changed_quotation_and_its_rendering_are_one_statement() -> None:
    texts = (
        "“We will not raise the fees, and nobody will lose a berth,” Irena Kovalska said.",
        "“We shall not raise any fees, and no one will lose a berth,” Irena Kovalska said.",
        "Irena Kovalska said that the harbour would not raise the fees and that nobody would lose a berth.",
        "Irena Kovalska said that the ferry had sunk with nine people on board.",
    )
    records = records_of(*(article_of(text, f"pag_{number}") for number, text in enumerate(texts)))
    will, shall, told, other = (record.statements[0] for record in records)
    assert same_statement(will, shall)
    assert quotation_changed(will, shall)
    assert same_statement(will, told)
    assert not quotation_changed(will, told)
    assert not any(same_statement(other, one) for one in (will, shall, told))
