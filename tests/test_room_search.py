"""Whatever is typed into the search field is answered, and quickly."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from room_pile import fill, joined, noun_set, visiting

from newstemma.archive import Archive
from newstemma.archive.reading import FOUND, FOUND_END
from newstemma.room.asked import MOST_TEXT
from newstemma.room.views.searching import HITS, bits, search

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from room_pile import Visitor

STRINGS = 20_000
MOST_SECONDS = 1.0
"""What one search may take."""
_PIECES = (
    *"\"'*-+()[]{}^:;,.<>=|&!?~`@#$%\\/_ \t\n\x00\x01\x02\x03\x1f\x7f",
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR/2",
        "body:",
        "headline:",
        "{headline body}",
        "rowid",
        "MATCH",
        "rank",
    ),
    *("harmless", "words", "harm*", "-words", '"harmless words"', "'; DROP TABLE search; --", "x" * 600),
    *(
        "é",
        "ß",
        "ſ",
        "İ",
        "日本",
        "א",
        "\u202e",
        "\u0301",
        "\ufeff",
        "\ud800",
        "\U0001f600",
        "\U0010ffff",
        "①",
        "½",
    ),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sets = [noun_set(number, f"harmless words, number {number}") for number in range(60)]
    return fill(tmp_path_factory.mktemp("search") / "news.db", joined(pile for pile, _ in sets))


@pytest.fixture(scope="module")
def visitor(path: Path) -> Iterator[Visitor]:
    with visiting(path) as one:
        yield one


def random_text(chance: random.Random) -> str:
    """Give pieces that mean something to a search, mixed with any characters at all."""
    pieces = (
        chance.choice(_PIECES) if chance.random() < 0.7 else chr(chance.randrange(0x110000))
        for _ in range(chance.randrange(12))
    )
    return chance.choice(("", " ")).join(pieces)


def test_random_searches_are_all_answered(path: Path) -> None:
    chance = random.Random(8011)
    slowest = 0.0
    with Archive(path, readonly=True) as archive:
        for _ in range(STRINGS):
            text = random_text(chance)
            start = time.perf_counter()
            found = search(archive, text)
            slowest = max(slowest, time.perf_counter() - start)
            assert len(found) <= HITS + 1
    assert slowest < MOST_SECONDS


def test_random_searches_through_the_room_are_all_answered(visitor: Visitor) -> None:
    chance = random.Random(1108)
    for _ in range(400):
        text = random_text(chance).encode("utf-8", "replace").decode()
        address = visitor._client.build_request("GET", "/search", params={"q": text}).url
        start = time.perf_counter()
        answer = visitor.ask(str(address))
        assert answer.status_code in {200, 303}
        assert time.perf_counter() - start < MOST_SECONDS


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.binary(max_size=80),
    field=st.sampled_from(["q", "page", "speaker", "kind", "origins", "v", "only"]),
)
def test_any_bytes_in_an_address_are_answered(visitor: Visitor, query: bytes, field: str) -> None:
    value = "".join(f"%{byte:02x}" for byte in query)
    for place in ("/search", "/findings", "/articles"):
        assert visitor.ask(f"{place}?{field}={value}").status_code in {200, 303, 400}


def test_words_found_are_marked(visitor: Visitor) -> None:
    page = visitor.get("/search?q=harmless")
    assert '<mark class="found">harmless</mark>' in page


def test_an_id_leads_to_what_it_stands_for(visitor: Visitor) -> None:
    pile, _ = noun_set(7, "harmless words, number 7")
    identity = pile.reports[0].id
    answer = visitor.ask(f"/search?q={identity[:12]}")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/report/{identity}"


def test_hits_are_turned_page_by_page_without_gap_or_repetition(visitor: Visitor) -> None:
    seen: list[str] = []
    for number in range(1, 8):
        page = visitor.get(f"/search?q=harmless&page={number}")
        seen += [part.split('"')[0] for part in page.split('<h3><a href="')[1:]]
    assert len(seen) == len(set(seen)) == 120


def test_long_searches_are_cut(visitor: Visitor) -> None:
    assert visitor.ask("/search?q=" + "harmless+" * 5000).status_code == 200
    assert MOST_TEXT < 50_000


def test_nothing_found_says_how_to_search(visitor: Visitor) -> None:
    page = visitor.get("/search?q=%22%22")
    assert "Nothing was found" in page
    assert "All words must occur" in page


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [
        ("no mark", [("no mark", False)]),
        (f"a {FOUND}b{FOUND_END} c", [("a ", False), ("b", True), (" c", False)]),
        (f"{FOUND}b{FOUND_END}", [("b", True)]),
        (f"{FOUND}never ends", [("never ends", False)]),
        (f"ends{FOUND_END} only", [("ends" + FOUND_END + " only", False)]),
        ("", []),
    ],
)
def test_snippets_are_cut_where_words_found_begin_and_end(
    snippet: str, expected: list[tuple[str, bool]]
) -> None:
    assert [(bit.text, bit.found) for bit in bits(snippet)] == expected
