"""What `import newstemma` gives."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import newstemma

SOURCE = Path(newstemma.__file__ or "").read_text(encoding="utf-8")


def test_all_names_are_there_and_sorted() -> None:
    assert newstemma.__all__ == sorted(newstemma.__all__, key=lambda name: (name.startswith("_"), name))
    for name in newstemma.__all__:
        assert getattr(newstemma, name) is not None


def test_all_is_complete() -> None:
    imported = {
        alias.name
        for node in ast.walk(ast.parse(SOURCE))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("newstemma")
        for alias in node.names
    }
    assert imported <= set(newstemma.__all__)


def test_unknown_names_are_told() -> None:
    with pytest.raises(AttributeError, match="nothing_of_this_name"):
        _ = newstemma.nothing_of_this_name
