from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

import pytest
from fuzzing import NIGHTLY, mutants

from newstemma.clean import clean
from newstemma.model import Article, Fault, Page
from newstemma.read import read
from newstemma.read.formats import FORMATS, HEAD

CASES = Path(__file__).parent / "cases"
USUAL = 2_000  # inputs a format
CLEANED_OF = 20  # of so many, one is cleaned as well: cleaning takes ten times as long as reading
MOST_SECONDS = 5.0


def cases_by_format() -> dict[str, dict[str, bytes]]:
    """The files of the cases by their format."""
    found: dict[str, dict[str, bytes]] = defaultdict(dict)
    for folder in sorted(path.parent for path in CASES.glob("*/expected.json")):
        file = next(
            path for path in sorted(folder.iterdir()) if path.name != "expected.json" and path.is_file()
        )
        data = file.read_bytes()
        name = next(known.name for known in FORMATS if known.recognise(data[:HEAD]))
        found[name][f"{folder.name}-{file.name}"] = data
    return found


GIVEN = cases_by_format()


@pytest.mark.parametrize("format_name", GIVEN)
def test_any_bytes_end_as_articles_or_faults(format_name: str, tmp_path: Path) -> None:
    cases = GIVEN[format_name]
    inputs = -(-(NIGHTLY or USUAL) // len(cases))
    for name, given in cases.items():
        path = tmp_path / name
        for number, data in enumerate(mutants(given, inputs)):
            path.write_bytes(data)
            started = time.process_time()
            found = list(read(path))
            assert all(isinstance(one, Page | Fault) for one in found)
            assert found, f"{name}: input {number} is lost"
            if NIGHTLY or number % CLEANED_OF == 0:
                pages = [one for one in found if isinstance(one, Page)]
                assert all(isinstance(clean(page), Article | Fault) for page in pages)
            assert time.process_time() - started < MOST_SECONDS, f"{name}: input {number}"


def test_every_format_is_fuzzed() -> None:
    assert set(GIVEN) == {known.name for known in FORMATS}
