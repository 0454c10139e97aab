"""Every kind of speech in the news, each in a text of our own making: `cases/statements`.

Beside each text stand statements that must be found in it, or with `never` must not, by some of their fields.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from newstemma.clean.compose import Line, compose
from newstemma.model import Page, Place
from newstemma.record import analyse, record

CASES = sorted((Path(__file__).parent / "cases" / "statements").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_statements_of_case(path: Path) -> None:
    page = Page(id="pag_case", place=Place(file=path.name), data=b"")
    lines = [Line(block) for block in path.read_text(encoding="utf-8").split("\n\n")]
    article = compose(page, lines, {})
    texts = {s.key: article.text[s.start : s.end] for s in article.sentences}
    found = record(article, dict(analyse(texts))).statements
    by_id = {one.id: one for one in found}
    seen = []
    for one in found:
        fields = asdict(one)
        fields["within"] = by_id[one.within].content if one.within else None
        fields["cue"] = one.cue_span and article.text[slice(*one.cue_span)]
        seen.append(fields)
    for wanted in json.loads(path.with_suffix(".json").read_text(encoding="utf-8")):
        never = wanted.pop("never", False)
        assert any(_fits(wanted, fields) for fields in seen) != never, (wanted, seen)


def _fits(wanted: dict[str, Any], fields: dict[str, Any]) -> bool:
    return all(fields[name] == value for name, value in wanted.items())
