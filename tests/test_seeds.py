"""The two pages it all began with, from bytes to origins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from newstemma.archive import in_memory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newstemma import Archive, Article


@pytest.fixture(scope="module")
def gold(shared: Path) -> list[dict[str, Any]]:
    articles: list[dict[str, Any]] = json.loads((shared / "data/seeds/articles.gold.json").read_text())[
        "articles"
    ]
    return articles


@pytest.fixture(scope="module")
def archive(shared: Path) -> Iterator[Archive]:
    with in_memory() as opened:
        opened.read(*(shared / f"data/seeds/{name}.txt" for name in ("000", "002")), workers=1)
        yield opened


def article_of(archive: Archive, one: dict[str, Any]) -> Article:
    return next(found for found in archive.articles() if found.outlet == one["outlet"]["name"])


@pytest.mark.parametrize("number", [0, 1])
def test_every_paragraph_is_exact_and_nothing_else_is_there(
    archive: Archive, gold: list[dict[str, Any]], number: int
) -> None:
    article = article_of(archive, gold[number])
    assert list(article.body) == gold[number]["body_diplomatic"]
    assert not [text for text in gold[number]["must_not_contain"] if text in "\n".join(article.body)]


@pytest.mark.parametrize("number", [0, 1])
def test_facts_are_right_and_none_is_invented(
    archive: Archive, gold: list[dict[str, Any]], number: int
) -> None:
    article, one = article_of(archive, gold[number]), gold[number]
    assert (article.headline, article.deck, article.byline) == (one["title"], one["deck"], one["byline"])
    assert article.published is None


def test_they_are_one_report_of_one_lost_original(archive: Archive) -> None:
    (report,) = archive.reports()
    stemma = archive.stemma(report.id)
    (lost,) = stemma.archetypes
    assert lost.credit == "Associated Press"
    assert {copy.parent for copy in stemma.copies} == {lost.id}
    assert len(set(stemma.passages)) == 1


def test_the_quotation_in_both_is_one_statement_of_one_speaker(archive: Archive) -> None:
    said = [
        one
        for one in archive.findings()
        if one.kind == "statement" and "continued to develop dynamically" in one.text
    ]
    (finding,) = said
    assert finding.speaker is not None
    assert finding.speaker.endswith(("Lavrov",))
    assert (len(finding.articles), finding.outlets, finding.origins) == (2, 2, 1)
