"""Versions side by side."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import COST, CRANE, LEAD, QUOTE, REPORT, SHIPS, STORM, UNION, article, by_id, paragraphs, report

from newstemma.collate import align, collate
from newstemma.collate.order import arrange, out_of_order
from newstemma.collate.tokens import fold, forms

if TYPE_CHECKING:
    from pathlib import Path

    from newstemma.model import Apparatus, Article


def kinds(a: list[str], b: list[str]) -> set[tuple[int | None, int | None, str]]:
    return {(link.a, link.b, link.kind) for link in align(a, b)}


def test_equal_versions_keep_everything() -> None:
    assert kinds(list(REPORT), list(REPORT)) == {(n, n, "kept") for n in range(len(REPORT))}


def test_cut_and_added_sentences_are_told() -> None:
    links = kinds([LEAD, SHIPS, COST], [LEAD, COST, STORM])
    assert links == {(0, 0, "kept"), (1, None, "cut"), (2, 1, "kept"), (None, 2, "added")}


def test_moved_sentences_are_found_wherever_they_stand() -> None:
    shuffled = list(REPORT)
    random.Random(3).shuffle(shuffled)
    assert kinds(list(REPORT), shuffled) == {(n, shuffled.index(s), "kept") for n, s in enumerate(REPORT)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The U.S. defense minister, Mr. Orlo, spoke.", "The US defence minister, Orlo, spoke."),
        ("It rose 5 per cent, to 3,000.", "It rose 5%, to 3000."),
        ("“We go,” she said.", "'We go', she said."),
        ("PORT SALL (NPA) — The ships left.", "The ships left."),
        ("They organised a theatre programme.", "They organized a theater program."),
    ],
)
def test_house_style_leaves_a_sentence_kept(one: str, other: str) -> None:
    assert kinds([one, STORM], [other, STORM]) == {(0, 0, "kept"), (1, 1, "kept")}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        (CRANE, "A crane that fe1l on the castern quay will not be repaired before the summer.", "damaged"),
        (CRANE, "A crane that fell on the easternquay wi ll not be repairedbefore the sumner.", "damaged"),
        (CRANE, "A crane that toppled on to the eastern quay will stay broken until the summer.", "reworded"),
        (
            SHIPS,
            "Forty ships were waiting in the roads, five of them with grain for the mills upstream.",
            "reworded",
        ),
    ],
)
def test_damage_is_told_from_rewording(one: str, other: str, kind: str) -> None:
    assert (0, 0, kind) in kinds([one, STORM], [other, STORM])


def test_split_and_merged_sentences_are_found_on_both_sides() -> None:
    joined = CRANE.rstrip(".") + ", while the dock workers’ union asked why it had not been tied down."
    union = "The dock workers’ union asked why it had not been tied down."
    assert kinds([LEAD, joined], [LEAD, CRANE, union]) == {(0, 0, "kept"), (1, 1, "split"), (1, 2, "split")}
    assert kinds([LEAD, CRANE, union], [LEAD, joined]) == {(0, 0, "kept"), (1, 1, "merged"), (2, 1, "merged")}


def test_captions_of_one_form_are_not_one() -> None:
    one = "Commuters wait for a train in Kestrel Bay on Saturday, March 14. (Northpoint/Leila Osei)"
    other = "Commuters wait for a train in Old Harrow on Monday, June 2. (Meridian/Paul Ferrant)"
    assert kinds([one], [other]) == {(0, None, "cut"), (None, 0, "added")}


def test_align_finds_the_gold_links_of_the_seeds(shared: Path) -> None:
    row = json.loads((shared / "data/seeds/alignment.gold.jsonl").read_text().splitlines()[0])
    assert kinds(row["a"], row["b"]) == {tuple(link) for link in row["links"]}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8), st.lists(st.text(max_size=60), max_size=8))
def test_every_sentence_of_any_text_has_a_link(a: list[str], b: list[str]) -> None:
    links = align(a, b)
    assert {link.a for link in links} - {None} == set(range(len(a)))
    assert {link.b for link in links} - {None} == set(range(len(b)))
    assert all((link.kind == "cut") == (link.b is None) for link in links)
    assert all((link.kind == "added") == (link.a is None) for link in links)


def versions() -> tuple[Article, ...]:
    """Four versions: whole, cut, reworded and moved, damaged."""
    reworded = QUOTE.replace("told reporters", "said on the quay")
    return (
        article("whole", paragraphs(*REPORT), headline="Harbour reopens"),
        article("cut", paragraphs(*REPORT[:4]), headline="Harbour reopens"),
        article(
            "moved", paragraphs(LEAD, STORM, SHIPS, reworded, COST, CRANE, UNION), headline="Port open again"
        ),
        article("damaged", paragraphs(LEAD, SHIPS.replace("grain", "graln"), QUOTE, COST, CRANE)),
    )


def passage_with(apparatus: Apparatus, words: str) -> int:
    return next(n for n, one in enumerate(apparatus.passages) if words in one.readings[0].text)


def test_apparatus_says_who_reads_what() -> None:
    articles = versions()
    apparatus = collate(report(*articles), by_id(*articles))
    assert [passage.readings[0].text for passage in apparatus.passages] == list(REPORT)
    quote = apparatus.passages[passage_with(apparatus, "Nobody slept")]
    assert [(reading.kind, len(reading.carriers)) for reading in quote.readings] == [
        ("kept", 3),
        ("reworded", 1),
    ]
    ships = apparatus.passages[passage_with(apparatus, "Forty ships")]
    assert [reading.kind for reading in ships.readings] == ["kept", "damaged"]
    assert ships.readings[1].changes[0].kind == "damage"
    ferry = apparatus.passages[passage_with(apparatus, "Ferries")]
    assert set(ferry.omitted) == {"art_cut", "art_moved", "art_damaged"}
    storm = apparatus.passages[passage_with(apparatus, "worst storm")]
    assert storm.moved == ("art_moved",)
    assert [(one.text, len(one.carriers)) for one in apparatus.headlines] == [
        ("Harbour reopens", 2),
        ("Port open again", 1),
    ]


def test_apparatus_does_not_depend_on_the_order_of_versions() -> None:
    articles = versions()
    first = collate(report(*articles), by_id(*articles))
    again = collate(report(*reversed(articles)), by_id(*articles))
    assert first.passages == tuple(
        type(one)(one.readings, tuple(sorted(one.omitted, key=first.versions.index)), one.moved)
        for one in again.passages
    )


def test_every_body_sentence_stands_in_a_passage() -> None:
    articles = versions()
    apparatus = collate(report(*articles), by_id(*articles))
    carried = {
        (c.article, n) for passage in apparatus.passages for c in passage.carriers for n in c.sentences
    }
    body = {
        (one.id, n)
        for one in articles
        for n, sentence in enumerate(one.sentences)
        if one.paragraphs[sentence.paragraph].kind == "body"
    }
    assert carried == body


@pytest.mark.parametrize(
    ("word", "form"),
    [("U.S.", "us"), ("defence", "defense"), ("Theatre", "theater"), ("3,000", "3000"), ("four", "four")],
)
def test_fold_joins_house_styles_and_nothing_else(word: str, form: str) -> None:
    assert fold(word) == fold(form)


def test_numbers_and_near_words_stay_apart() -> None:
    assert forms("four for five") == ("four", "for", "five")
    assert fold("filled") != fold("filed")


def test_order_follows_the_most_versions() -> None:
    assert arrange([0, 1, 2, 3], [[0, 2, 1, 3], [0, 2, 1, 3], [0, 1, 2, 3]]) == [0, 2, 1, 3]


def test_out_of_order_names_the_fewest_that_moved() -> None:
    assert out_of_order([0, 5, 1, 2, 3]) == {1}
    assert out_of_order([]) == set()
