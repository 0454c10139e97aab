from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fuzzing import NIGHTLY

from newstemma.clean import clean
from newstemma.engine.local import clean_all
from newstemma.identity import identify
from newstemma.limits import LIMITS, Limits
from newstemma.model import Article, Fault, Page, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

MISBEHAVE = "hostile.misbehave:clean"


def page(text: str) -> Page:
    return Page(identify("pag", text), Place("memory"), text.encode())


def good(number: int) -> Page:
    return page(
        f"<html><body><p>Report {number} of the harbour office says that the ferry sailed.</p></body></html>"
    )


def test_articles_come_in_the_order_of_their_pages_and_are_those_of_clean() -> None:
    pages = [good(number) for number in range(30)]
    results = list(clean_all(pages, workers=3))
    assert [given for given, _ in results] == pages
    assert [result for _, result in results] == [clean(page) for page in pages]


def test_faults_pass_through() -> None:
    fault = Fault("fau_1", "read", Place("x"), "it is empty")
    results = list(clean_all([good(1), fault, good(2)], workers=2))
    assert results[1] == (None, fault)
    assert [type(result) for _, result in results] == [Article, Fault, Article]


def test_any_number_of_workers_gives_the_same() -> None:
    pages = [good(number) for number in range(9)]
    assert (
        list(clean_all(pages, workers=0))
        == list(clean_all(pages, workers=1))
        == list(clean_all(pages, workers=4))
    )


def test_pages_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[Page]:
        nonlocal taken
        while True:
            taken += 1
            yield good(taken)

    for _ in islice(clean_all(endless(), workers=2), 5):
        pass
    assert taken < 100


def test_page_that_kills_hangs_or_bloats_its_worker_costs_one_fault() -> None:
    limits = replace(LIMITS, page_seconds=2, worker_bytes=200_000_000)
    bad = ["crash", "hang", "bloat", "abort", "raise"]
    pages = [page(word) for word in ["fine", *bad, "fine"]]
    results = [result for _, result in clean_all(pages, workers=2, limits=limits, function=MISBEHAVE)]
    assert [type(result) for result in results] == [Article, *[Fault] * len(bad), Article]
    reasons = [result.reason for result in results if isinstance(result, Fault)]
    for words, reason in zip(
        ["crashed", "longer than 2 s", "of memory", "crashed", "RuntimeError"], reasons, strict=True
    ):
        assert words in reason


def test_a_worker_that_dies_is_replaced_within_a_second() -> None:
    crashes = 1000 if NIGHTLY else 50
    pages = [page("crash") if number % 2 else page("fine") for number in range(2 * crashes)]
    started = time.monotonic()
    results = [result for _, result in clean_all(pages, workers=1, function=MISBEHAVE)]
    assert sum(isinstance(result, Fault) for result in results) == crashes
    assert time.monotonic() - started < crashes


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked for in /proc")
def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSTEMMA_TEST_MARK", str(time.monotonic_ns()))
    crew = clean_all([good(1), good(2)], workers=2)
    next(crew)
    assert children()
    list(crew)
    time.sleep(0.2)
    assert not children()


def children() -> set[str]:
    """The processes that were started with this test's mark."""
    found = set()
    mark = f"NEWSTEMMA_TEST_MARK={os.environ['NEWSTEMMA_TEST_MARK']}\0".encode()
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if mark in (entry / "environ").read_bytes():
                found.add(entry.name)
    return found


def test_default_limits_are_sent_to_workers() -> None:
    assert Limits() == LIMITS
