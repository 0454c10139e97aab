"""The two saved pages that no other extractor reads: both must come out whole, and nothing else with them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from newstemma.clean import clean
from newstemma.model import Article, Page
from newstemma.read import read

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("number", [0, 1])
def test_seed_is_read_perfectly(shared: Path, number: int) -> None:
    seeds = shared / "data" / "seeds"
    gold: dict[str, Any] = json.loads((seeds / "articles.gold.json").read_text(encoding="utf-8"))["articles"][
        number
    ]
    (page,) = read(seeds / gold["source_file"])
    assert isinstance(page, Page)
    article = clean(page)
    assert isinstance(article, Article)
    assert list(article.body) == gold["body_diplomatic"]
    assert not [words for words in gold["must_not_contain"] for text in article.body if words in text]
    assert article.outlet == gold["outlet"]["name"]
    assert article.headline == gold["title"]
    assert article.deck == gold["deck"]
    assert article.published is None
    assert article.byline is None
