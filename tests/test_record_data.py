"""Floors under what the reader reaches on the development data; see `docs/figures/statements.md`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


def scores(shared: Path, task: str, rows: list[dict[str, str]], gold: Path, folder: Path) -> dict[str, Any]:
    """Predict a task for rows and give what its scorer says."""
    given, found = folder / "given.jsonl", folder / "found.jsonl"
    given.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    predict = [sys.executable, str(ROOT / "benchmarks/predict.py"), task, str(given), str(found)]
    subprocess.run(predict, check=True, capture_output=True)
    judge = [sys.executable, str(shared / "score" / f"{task}.py"), str(gold), str(found), "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(judge, check=True, capture_output=True).stdout)
    return result


def test_statements_of_the_seeds(shared: Path, tmp_path: Path) -> None:
    seeds = shared / "data" / "seeds"
    documents = json.loads((seeds / "record.gold.json").read_text(encoding="utf-8"))["docs"]
    rows = [
        {"doc": one["doc"], "text": (seeds / one["clean_file"]).read_text(encoding="utf-8")}
        for one in documents
    ]
    found = scores(shared, "statements", rows, seeds / "record.statements.jsonl", tmp_path)
    assert found["matched"] >= 26
    assert found["matched"] * found["speaker"] >= 25


def test_events_are_right_more_often_than_not(shared: Path, tmp_path: Path) -> None:
    gold = shared / "data" / "record" / "plover" / "gsr.gold.jsonl"
    lines = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    texts = {line["id"]: line["text"] for line in lines}
    found = scores(
        shared, "events", [{"id": name, "text": text} for name, text in texts.items()], gold, tmp_path
    )
    assert found["event"]["p"] >= 0.59
    assert found["event"]["f1"] >= 0.46
