"""What kind of difference is between two readings, and which of them a reader sees."""

from __future__ import annotations

import pytest
from making import COST, LEAD, SHIPS, STORM, article, by_id, paragraphs, report

from newstemma.collate import collate
from newstemma.collate.changes import changes, spanned
from newstemma.collate.kinds import skeleton
from newstemma.collate.tokens import tokenise
from newstemma.errors import InputError
from newstemma.show.wanted import Wanted, wanted


def found(before: str, after: str) -> list[tuple[str, str, str]]:
    listed = changes(before, after, (tokenise(before), tokenise(after)))
    return [(change.kind, change.before, change.after) for change in listed]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("She met the foreign minister here.", "She met the Foreign Minister here.", "style"),
        ("They counted nine barges.", "They counted 9 barges.", "style"),
        ("Both ports co-operate now.", "Both ports cooperate now.", "style"),
        ("It was not shut.", "It wasn't shut.", "style"),
        ("It fell on Feb. 22 last year.", "It fell on February 22 last year.", "style"),
        ("He is a U.S. envoy.", "He is a US envoy.", "style"),
        ("The envoy, Sergei Orlo, spoke.", "The envoy, Sergey Orlo, spoke.", "form"),
        ("The envoy, José Marti, spoke.", "The envoy, Jose Marti, spoke.", "form"),
        ("Mayor Ilse Brandner spoke.", "Brandner spoke.", "form"),
        ("Aid from the UN came.", "Aid from the United Nations came.", "form"),
        ("Forty ships waited.", "Fifty ships waited.", "number"),
        ("The port shut on Monday.", "The port shut on Tuesday.", "number"),
        ("It fell in Varrick last night.", "It fell in Orsan last night.", "name"),
        ("“Nobody slept,” he said.", "“Nobody rested,” he said.", "quotation"),
        ("He said the port was shut.", "He claimed the port was shut.", "hedge"),
        ("The port was shut.", "The port was reportedly shut.", "hedge"),
        ("It may close.", "It will close.", "hedge"),
        ("The port was shut, the mayor said.", "The port was shut.", "attribution"),
        ("The port was shut.", "The port was shut on Monday.", "fact"),
        ("The port was shut.", "The port was shut, the mayor said.", "fact"),
        ("The port was shut.", "The port was shut by two ships.", "fact"),
        ("The port was shut.", "The port was shut and very quiet.", "added"),
        ("The crane fell in the storm.", "The crane fell.", "removed"),
        ("The quay was destroyed.", "The quay was ruined.", "wording"),
        ("The crane that fell is here.", "The crane that fe1l is here.", "damage"),
        ("They were there, said he.", "They were there, 5aid he.", "damage"),
    ],
)
def test_a_difference_is_of_one_kind(before: str, after: str, kind: str) -> None:
    assert {one[0] for one in found(before, after)} == {kind}


def test_an_attribution_that_only_moved_is_not_removed() -> None:
    listed = found("The mayor said the port was shut.", "The port was shut, the mayor said.")
    assert listed
    assert not {kind for kind, _, _ in listed} & {"attribution", "fact"}


def test_differences_stand_where_they_say() -> None:
    before, after = "Forty ships waited in the roads.", "Fifty big ships waited there."
    for change, span in spanned(before, after, (tokenise(before), tokenise(after))):
        assert after[span.start : span.end] == change.after


@pytest.mark.parametrize(
    ("one", "other"),
    [("sergei", "sergey"), ("zelenskyy", "zelensky"), ("kyiv", "kiev"), ("mikhail", "mikail")],
)
def test_spellings_of_one_name_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("orlo", "orsan"), ("brandner", "brandt"), ("marta", "martin")])
def test_other_names_have_other_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_house_style_can_be_hidden_and_kinds_picked() -> None:
    one = article("one", paragraphs(LEAD, SHIPS, COST, STORM), headline="Harbour reopens")
    other = article(
        "other",
        paragraphs(LEAD, SHIPS.replace("Forty", "Fifty"), COST.replace("two", "2"), STORM),
        headline="Harbor reopens",
    )
    apparatus = collate(report(one, other), by_id(one, other))

    def kinds(choice: Wanted) -> set[str]:
        laid = choice.filtered(apparatus)
        return {c.kind for passage in laid.passages for r in passage.readings for c in r.changes}

    assert kinds(wanted(None, None)) == {"style", "number"}
    assert kinds(wanted(None, "style,form")) == {"number"}
    assert kinds(wanted("style", None)) == {"style"}
    shown = [passage for passage in apparatus.passages if wanted("number", None).shows(passage)]
    assert [{reading.text for reading in passage.readings} for passage in shown] == [
        {SHIPS, SHIPS.replace("Forty", "Fifty")}
    ]
    assert not any(wanted("changes", "style,number").shows(passage) for passage in apparatus.passages)


def test_unknown_kinds_say_which_there_are() -> None:
    with pytest.raises(InputError, match=r"colour.*there are changes, style"):
        wanted("colour", None)
