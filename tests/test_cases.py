"""Every format and every damage, on a real file each.

A folder in tests/cases holds the file, and expected.json: what its articles have that differs from
tests/cases/article.json, and words of its faults.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newstemma.clean import clean
from newstemma.model import Article, Fault
from newstemma.read import read

CASES = Path(__file__).parent / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/expected.json"))


def told(article: Article) -> dict[str, Any]:
    """Everything that a case states about an article."""
    texts = [
        (paragraph.kind, article.text[paragraph.start : paragraph.end]) for paragraph in article.paragraphs
    ]
    return {
        "headline": article.headline,
        "outlet": article.outlet,
        "published": article.published,
        "byline": article.byline,
        "dateline": article.dateline,
        "credit": article.credit,
        "language": article.language,
        "url": article.url,
        "body": list(article.body),
        "captions": [text for kind, text in texts if kind == "caption"],
        "mendings": list(article.mendings),
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    usual = json.loads((CASES / "article.json").read_text(encoding="utf-8"))
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    given = next(path for path in sorted(folder.iterdir()) if path.name != "expected.json" and path.is_file())
    pages = list(read(given))
    results = [page if isinstance(page, Fault) else clean(page) for page in pages]
    articles = [told(result) for result in results if isinstance(result, Article)]
    faults = [result.reason for result in results if isinstance(result, Fault)]
    assert articles == [usual | different for different in expected["articles"]]
    assert len(faults) == len(expected["faults"]), faults
    for words, reason in zip(expected["faults"], faults, strict=True):
        assert words in reason


def test_every_case_is_expected() -> None:
    others = {"__pycache__", "statements"}
    """Texts for the reader of statements, which have a test of their own."""
    folders = {path for path in CASES.iterdir() if path.is_dir() and path.name not in others}
    assert folders == set(FOLDERS)
