from __future__ import annotations

import pytest
from making import article, report

from newstemma.clean.joined import part_joined

MEET = "Talks between Marenland and Osk began in the harbour town of Varrick on Tuesday."
VOTE = "The council voted to move the ferries to the eastern quay before the winter."


def emended(*texts: str) -> list[list[tuple[str, str]]]:
    """Give the emendations of articles, each a report of its own."""
    articles = [article(f"{n}", text) for n, text in enumerate(texts)]
    parted = part_joined(articles, [report(one) for one in articles])
    return [[(one.text[e.start : e.end], e.text) for e in one.emendations] for one in parted]


@pytest.mark.parametrize(
    ("printed", "joined", "apart"),
    [
        (VOTE, "councilvoted", None),  # nothing says that this is no word
        (VOTE, "votedto", "voted to"),
        (VOTE, "ferriesto", "ferries to"),
        (VOTE, "tomove", "to move"),
        (VOTE, "easternquay", None),
        (VOTE, "thewinter", "the winter"),
        (MEET, "Marenlandand", "Marenland and"),
        (MEET, "betweenMarenland", "between Marenland"),
        (MEET, "inthe", "in the"),
        (MEET, "onTuesday", "on Tuesday"),
        (MEET, "harbourtown", None),
    ],
)
def test_what_another_version_has_apart_is_parted(printed: str, joined: str, apart: str | None) -> None:
    first, *rest = (
        (joined[:cut], joined[cut:])
        for cut in range(1, len(joined))
        if f"{joined[:cut]} {joined[cut:]}" in printed
    )
    assert not rest
    found = emended(printed, printed.replace(" ".join(first), joined), VOTE, MEET)
    assert found == [[], [(joined, apart)] if apart else [], [], []]


def test_a_word_of_its_own_is_left_as_it_is() -> None:
    apart = "She kept the back door open and set up a night shift on board the ferry, in to work by six."
    solid = "She kept the backdoor open and setup a night shift onboard the ferry, into work by six."
    assert emended(apart, solid) == [[], []]


def test_a_word_that_many_print_is_no_damage() -> None:
    joined = [f"Number {n} says: the council votedto move the ferries." for n in range(3)]
    assert emended(VOTE, *joined) == [[], [], [], []]


def test_an_address_is_no_damage() -> None:
    printed = VOTE.replace("voted to", "(see votedto.example or @votedto) voted to")
    assert emended(VOTE, printed) == [[], []]


def test_a_letter_that_grows_in_lower_case_does_no_harm() -> None:
    joined = VOTE.replace("voted to", "votedto")
    assert emended(VOTE, joined)[-1] == [("votedto", "voted to")]
    assert emended(VOTE, joined.replace("winter", "winter İ"))[-1] == []


def test_a_pair_that_is_common_needs_one_neighbour_only() -> None:
    common = [f"Ship {n} lay in front of pier {n} all night." for n in range(12)]
    assert emended(*common, "Two lamps that were burnt ofpier.")[-1] == []
    assert emended(*common, "Two lamps burnt at the end frontof pier 6.")[-1] == [("frontof", "front of")]


def test_a_capital_inside_is_a_seam_but_not_in_names() -> None:
    said = [f"Number {n} was closed, they said Friday." for n in range(3)]
    assert emended(*said, "It was late, she saidFriday, and dark.")[-1] == [("saidFriday", "said Friday")]
    names = [f"Old Mac Osker sold boat {n}." for n in range(3)]
    assert emended(*names, "He was old MacOsker sold by few.")[-1] == []
