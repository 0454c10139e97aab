"""Which wordings differ in letters alone, and which of these went wrong."""

from __future__ import annotations

import pytest

from newstemma.trace.slips import spelt


def against(*wordings: str, met: dict[str, int] | None = None) -> list[tuple[int, bool]]:
    """Give of each wording its group, and whether letters speak against it."""
    found = spelt([one.split() for one in wordings], lambda word: (met or {}).get(word, 1))
    return [(one.group, one.against > 0) for one in found]


def test_the_word_that_is_met_oftener_was_meant() -> None:
    assert against("the graln", "the grain", met={"graln": 2, "grain": 16}) == [(0, True), (0, False)]
    found = spelt([["graln"], ["grain"]], {"graln": 2, "grain": 16}.__getitem__)
    assert [one.is_slip for one in found] == [True, False]


def test_words_that_are_met_alike_tell_nothing() -> None:
    assert against("sailed", "failed", met={"sailed": 8, "failed": 8}) == [(0, False), (0, False)]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("gra1n", "grain"),
        ("15e", "152"),
        ("varick", "varrick"),  # a letter is lost oftener than this very letter is put in
        ("83", "830"),
    ],
)
def test_letters_themselves_tell_of_words_that_nobody_knows(wrong: str, right: str) -> None:
    assert against(wrong, right) == [(0, True), (0, False)]


def test_how_often_a_number_is_met_tells_nothing() -> None:
    assert against("750", "50", met={"50": 16}) == [(0, False), (0, True)]
    assert against("152", "153", met={"152": 16}) == [(0, False), (1, False)]


def test_joined_words_and_parted_ones_are_told_by_what_they_become() -> None:
    known = dict.fromkeys(("also", "and", "grain"), 16)
    assert against("alsoand", "also and", met=known) == [(0, True), (0, False)]
    assert against("grain", "gra in", met={**known, "in": 16}) == [(0, False), (0, True)]


def test_forms_of_one_word_are_no_slips() -> None:
    assert against("claims", "claim", met={"claims": 16, "claim": 2}) == [(0, False), (1, False)]


def test_other_words_are_no_slips() -> None:
    assert against("said", "stated", "", "sald", met={"said": 16, "stated": 4}) == [
        (0, False),
        (1, False),
        (2, False),
        (0, True),
    ]
