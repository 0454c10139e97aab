"""Files that other programs read, and that cannot harm them."""

from __future__ import annotations

import csv as standard_csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import REPORT, article, paragraphs

from newstemma.errors import ExportError
from newstemma.export import write
from newstemma.export.csv import cell, value


def test_jsonl_has_the_models_names() -> None:
    file = io.StringIO()
    one = article("one", paragraphs(*REPORT), headline="Harbour reopens")
    assert write([one, one], file, "jsonl") == 2
    row = json.loads(file.getvalue().splitlines()[0])
    assert row["headline"] == "Harbour reopens"
    assert row["sentences"][0]["key"] == one.sentences[0].key


def test_csv_has_a_column_a_field() -> None:
    file = io.StringIO(newline="")
    write([article("one", paragraphs(*REPORT), headline="=1+1")], file, "csv")
    (row,) = standard_csv.DictReader(io.StringIO(file.getvalue(), newline=""))
    assert row["headline"] == "'=1+1"
    assert json.loads(row["paragraphs"])[0]["kind"] == "headline"


def test_an_empty_export_is_an_empty_file() -> None:
    file = io.StringIO()
    assert write([], file, "csv") == 0
    assert file.getvalue() == ""


def test_unknown_formats_say_which_there_are() -> None:
    with pytest.raises(ExportError, match="jsonl, csv"):
        write([], io.StringIO(), "xls")


@given(st.text())
def test_cells_are_never_formulas_and_come_back(text: str) -> None:
    file = io.StringIO(newline="")
    standard_csv.writer(file).writerow([cell(text), "end"])
    ((found, _),) = standard_csv.reader(io.StringIO(file.getvalue(), newline=""))
    assert not found.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert value(found) == text
