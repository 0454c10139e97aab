"""Characters become words, and what stands in quotation marks is seen."""

from __future__ import annotations

import numpy as np
import pytest
from piles import article

from newstemma.group import words
from newstemma.group.sketches import CHUNK, sketch


def inside(text: str) -> str:
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    quoted = np.zeros(len(codes), np.uint8)
    whole = np.array([0]), np.array([len(codes)])
    words.mark_quotations(codes, *whole, words.letters(), words.quoting(), quoted)
    return "".join(character for character, mark in zip(text, quoted, strict=True) if mark)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and left.", "“yes”"),
        ('She said "no" and stayed.', '"no"'),
        ("'It is over,' he said of the '90s.", "'It is over,'"),
        ("‘It’s the workers’ fight,’ he said. ‘Go.’", "‘It’s the workers’ fight,’‘Go.’"),
        ("‘‘Two marks,’’ she wrote.", "‘‘Two marks,’’"),
        ("„Nein“, sagte er, «non», dit-elle, 「はい」", "„Nein“«non»「はい」"),
        ("The dogs' bowl and the cats' tails", ""),
        ("He began: “And so it went", "“And so it went"),
        ('A pipe 5" wide', ""),
        ("", ""),
    ],
)
def test_quotations_are_found(text: str, expected: str) -> None:
    assert inside(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("centre", "center"),
        ("organise", "Organize"),
        ("travelled", "traveled"),
        ("U.S.", "US"),
        ("Sergei", "Sergey"),
        ("don't", "don’t"),
        ("2,500", "2500"),
        ("café", "CAFE"),
        ("résumé", "re\u0301sume\u0301"),
        ("مُحَمَّد", "محمد"),
    ],
)
def test_spellings_of_one_word_are_one(one: str, other: str) -> None:
    assert words.word(one) == words.word(other)


@pytest.mark.parametrize(
    ("one", "other"), [("bridge", "barge"), ("11", "1"), ("2019", "2018"), ("Москва", "Мурманск")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert words.word(one) != words.word(other)


def test_inside_of_a_quotation_is_left_out() -> None:
    long = " ".join(f"word{n}" for n in range(30))
    sketched = sketch([article("a", [f"“{long},” said the mayor of Ostry."])])
    kept = sketched.words[sketched.starts[0] : sketched.ends[0]]
    assert [int(word) & words.QUOTED for word in kept] == [1] * words.BORDER + [0] * 5


def test_only_the_body_is_sketched() -> None:
    sketched = sketch([article("a", ["One sentence here. And a second one."], headline="A headline")])
    assert sketched.numbers.tolist() == [1, 2]


def test_a_sketch_of_many_chunks_is_that_of_its_articles() -> None:
    """Its columns are longer than the room that they begin with, and are moved on the way."""
    long = " ".join(f"word{n}" for n in range(3000)) + "."
    pile = [article(f"{n:03}", [f"Number {n} is new.", long]) for n in range(3 * CHUNK // 2)]
    whole = sketch(pile)
    for number, one in enumerate(pile):
        alone = sketch([one])
        here = np.flatnonzero(whole.owners == number)
        assert whole.numbers[here].tolist() == alone.numbers.tolist()
        for sentence, place in enumerate(here):
            found = whole.words[whole.starts[place] : whole.ends[place]]
            assert found.tolist() == alone.words[alone.starts[sentence] : alone.ends[sentence]].tolist()


def test_odd_characters_do_no_harm() -> None:
    texts = [
        "🙂🙂 emoji only 🙂",
        "a\u00adb c\u200bd",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 and 𠀀𠀁",
        "\x00",
    ]
    assert len(sketch([article(f"{n}", [text]) for n, text in enumerate(texts)]).facts.articles) == len(texts)
