"""What collation costs, beside CollateX and difflib: python benchmarks/collation.py [--json].

Needs the `bench` extra (pip install -e '.[bench]'). The versions are invented: one text of about 500 words in
an invented language, and copies of it that cut, move, reword and damage sentences as newsrooms do. Times are
seconds of the processor, medians of several runs with all caches emptied before each; CollateX and the
largest size run once. "difflib" is one diff of the words of two texts, "ndiff" difflib's comparison of
sentences and of the words in them; CollateX collates words; Newstemma sentences and words. A peer that is not
done in --limit seconds is stopped, and its time is then a lower bound.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from difflib import SequenceMatcher, ndiff
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact, Line, compose
from newstemma.collate import collate
from newstemma.collate.tokens import fold, stem
from newstemma.model import Page, Place, Report, Version
from newstemma.trace import trace
from newstemma.trace.measures import measure

if TYPE_CHECKING:
    from collections.abc import Callable

    from newstemma.model import Article

SIZES = (2, 5, 20, 100, 500)
SENTENCES, SENTENCE_WORDS = 25, 20
SYLLABLES = "ka lo mi ren tas vel dor un sha pel ico bra sten gul".split()
PEER = """
import json, sys, time
from collatex import Collation, collate
texts = json.load(sys.stdin)
collation = Collation()
for number, text in enumerate(texts):
    collation.add_plain_witness(f"W{number}", text)
started = time.process_time()
collate(collation)
print(time.process_time() - started)
"""


def texts(count: int, seed: int = 1) -> list[list[str]]:
    """Make versions of one text: lists of sentences."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(900)]
    weights = [1 / (n + 5) for n in range(len(words))]

    def some(number: int) -> list[str]:
        return rng.choices(words, weights, k=number)

    original = [some(SENTENCE_WORDS + rng.randint(-6, 6)) for _ in range(SENTENCES)]
    made = [original]
    while len(made) < count:
        own = [list(sentence) for sentence in rng.choice(made)]
        if rng.random() < 0.5:
            own = own[: max(15, int(len(own) * rng.uniform(0.6, 1)))]
        if rng.random() < 0.2:
            own.insert(rng.randrange(len(own)), own.pop(rng.randrange(len(own))))
        for sentence in own:
            if rng.random() < 0.1:
                at = rng.randrange(len(sentence))
                sentence[at : at + rng.randint(0, 3)] = some(rng.randint(1, 3))
            if rng.random() < 0.02:
                at = rng.randrange(len(sentence))
                sentence[at] = sentence[at][:-1] + "x"
        if rng.random() < 0.2:
            own.insert(rng.randrange(len(own)), some(SENTENCE_WORDS))
        made.append(own)
    return [[" ".join(sentence).capitalize() + "." for sentence in one] for one in made]


def article(number: int, sentences: list[str]) -> Article:
    page = Page(id=f"pag_{number:04}", place=Place(f"{number}.txt"), data=b"")
    return compose(page, [Line(text) for text in sentences], {"outlet": Fact(f"Outlet {number}", "made")})


def timed(work: Callable[[], object], repeats: int) -> float:
    """Give the median of the seconds that work takes, with cold caches."""
    took = []
    for _ in range(repeats):
        fold.cache_clear()
        stem.cache_clear()
        started = time.process_time()
        work()
        took.append(time.process_time() - started)
    return median(took)


def collatex(versions: list[list[str]], limit: float) -> tuple[float, bool]:
    """Give CollateX's seconds, and whether it came to an end."""
    try:
        done = subprocess.run(
            [sys.executable, "-c", PEER],
            input=json.dumps([" ".join(one) for one in versions]),
            capture_output=True,
            text=True,
            timeout=limit,
            check=True,
        )
    except subprocess.TimeoutExpired:
        return limit, False
    return float(done.stdout), True


def difflib_sentences(versions: list[list[str]]) -> None:
    """Which sentences of two are alike, and where they differ: what collation also says."""
    list(ndiff(versions[0], versions[1]))


def difflib_words(versions: list[list[str]]) -> None:
    """One run of equal and unequal words through two texts."""
    first, second = (" ".join(one).split() for one in versions[:2])
    SequenceMatcher(None, first, second, autojunk=False).get_opcodes()


def measured(limit: float) -> list[dict[str, float | int | bool | None]]:
    rows: list[dict[str, float | int | bool | None]] = []
    for size in SIZES:
        versions = texts(size)
        articles = {one.id: one for one in (article(n, text) for n, text in enumerate(versions))}
        report = Report(
            "rep_made", tuple(Version(a.id, a.outlet, None, None, None, ()) for a in articles.values())
        )
        repeats = 9 if size <= 20 else 3 if size <= 100 else 1
        collate(report, articles)
        own = timed(lambda: collate(report, articles), repeats)  # noqa: B023 - called at once
        apparatus = collate(report, articles)
        started = time.process_time()
        measure(apparatus, trace(apparatus, articles), articles)
        row: dict[str, float | int | bool | None] = {
            "versions": size,
            "words": sum(len(sentence.split()) for one in versions for sentence in one),
            "collate": own,
            "trace": time.process_time() - started,
        }
        if size == 2:
            row["difflib"] = timed(lambda: difflib_words(versions), repeats)  # noqa: B023
            row["ndiff"] = timed(lambda: difflib_sentences(versions), repeats)  # noqa: B023
        if size <= 20:
            row["collatex"], row["collatex_done"] = collatex(versions, limit)
        rows.append(row)
        print(told(row), flush=True)
    return rows


def told(row: dict[str, float | int | bool | None]) -> str:
    """Say one row for a person."""
    collate_seconds = float(row["collate"] or 0)
    text = f"{row['versions']:>4} versions {row['words']:>8} words   collate {collate_seconds:8.4f} s"
    text += f"   trace and rebuild {row['trace']:8.3f} s"
    for name in ("difflib", "ndiff"):
        if peer := row.get(name):
            text += f"   {name} {peer:.4f} s ({peer / collate_seconds:.2f} times)"
    if peer := row.get("collatex"):
        more = "" if row["collatex_done"] else "more than "
        text += f"   CollateX {more}{peer:.2f} s ({more}{peer / collate_seconds:,.0f} times)"
    return text


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=float, default=600, help="seconds that CollateX may take")
    parser.add_argument("--json", type=Path, help="write the rows to a file")
    options = parser.parse_args()
    rows = measured(options.limit)
    if options.json:
        options.json.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
