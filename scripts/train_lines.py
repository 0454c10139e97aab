"""Fit the line classifier: python scripts/train_lines.py [--figures-only].

Reads saved pages with gold text from the shared data (NEWSTEMMA_SHARED, else ../shared), and writes
src/newstemma/clean/weights.json: for each feature a whole number of thousandths. No text of a page goes into
it: features are the names in features.py and cues.py, and one is kept only if pages of LEAST_OUTLETS outlets
have it.

Recipe: logistic regression, L2, fitted with L-BFGS. Lines weigh by their words, pages alike. What the
extractor took starts with PRIOR for it, what it left with as much against it. Pages whose gold is snippets
teach by the lines that hold a snippet. Pages whose gold has less than LEAST_GOLD of what was extracted are
left out: their gold is a part of the article.

The figures it prints are those of pages of outlets that the weights were not fitted to (FOLDS folds by
outlet), scored as score/extraction.py does.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz.distance import LCSseq
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from newstemma.clean import markup
from newstemma.clean.blocks import blocks
from newstemma.clean.decoding import decode
from newstemma.clean.extract import gather_candidates
from newstemma.clean.facts.head import read_head
from newstemma.clean.features import Stated
from newstemma.clean.judging import line_features
from newstemma.clean.kinds import kind_of
from newstemma.clean.mendings import mend
from newstemma.model import Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HERE = Path(__file__).parent.parent
SHARED = Path(os.environ.get("NEWSTEMMA_SHARED", HERE.parent / "shared"))
WEIGHTS = HERE / "src/newstemma/clean/weights.json"
SETS = ("scrapinghub-aeb", "naeb", "fundus-evaluation")
SNIPPETS = "trafilatura-eval"
FOLDS = 6
LEAST_OUTLETS = 4
PRIOR = 1.5
SOFTNESS = 5.0  # the inverse of the L2 penalty; 3, 10 and 30 give the same to 0.001
SNIPPET_WEIGHT = 0.05  # of a line with a snippet, where all lines of a page with gold text weigh 1
LEAST_GOLD = 0.6
TEXT = 0.6  # of a line's words that are in the gold text, for the line to be text
TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Sample:
    """One page: its judged lines, their features, and which of them are text."""

    name: str
    data: str
    outlet: str
    gold: dict[str, Any]
    lines: list[str]
    features: list[set[str]]
    rules: list[bool]
    """Which lines the fixed rules take away, whatever the weights say."""
    share: list[float]
    """Of each line's words, those in the gold; for snippets 1, 0, or -1 for unknown."""

    @property
    def words(self) -> list[int]:
        """Count the words of each line."""
        return [len(TOKEN.findall(line)) for line in self.lines]

    @property
    def is_partial(self) -> bool:
        """Whether the gold has only a part of what was extracted."""
        taken = [
            (size, share)
            for size, share, known in zip(self.words, self.share, self.features, strict=True)
            if "taken" in known
        ]
        return sum(size * (share > TEXT) for size, share in taken) < LEAST_GOLD * sum(
            size for size, _ in taken
        )


def samples(data: str) -> Iterator[tuple[Sample, Sample]]:
    """Give each page of a data set twice: with all that is known of its lines, and with their text alone."""
    folder = SHARED / "data/extraction" / data
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for gold in rows:
        source = gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes())
        text, _ = mend(decode(Page("pag_0", Place("-"), source)).text)
        root = markup.parse(text)
        body = root.find("body") if root is not None else None
        if root is None or body is None:
            continue
        markup.unescape_inside(root, text)
        outlet = (urlsplit(gold.get("url") or "").hostname or gold["id"].split("_")[0]).removeprefix("www.")
        candidates = gather_candidates(root, blocks(body), read_head(root))
        among = list(candidates.among)
        lines = [candidates.blocks[number].text for number in among]
        share = list(_shares(lines, gold))
        rules = [candidates.rules[number] is not None for number in among]
        page = Sample(gold["id"], data, outlet, gold, lines, candidates.features(), rules, share)
        yield page, _text_alone(page, candidates.stated)


def _text_alone(page: Sample, stated: Stated) -> Sample:
    """Give what was extracted of a page as it would be without its markup."""
    numbers = [number for number, known in enumerate(page.features) if "taken" in known]
    lines = [page.lines[number] for number in numbers]
    kinds = [kind_of(line) for line in lines]
    return replace(
        page,
        lines=lines,
        features=line_features(lines, kinds, Stated(outlet=stated.outlet, writers=stated.writers)),
        rules=[kind is not None for kind in kinds],
        share=[page.share[number] for number in numbers],
    )


def _shares(lines: Sequence[str], gold: dict[str, Any]) -> Iterator[float]:
    """Say of each line how much of it is in the gold."""
    if "with" in gold:
        for line in lines:
            right = any(" ".join(snippet.split()) in line for snippet in gold["with"])
            wrong = any(" ".join(snippet.split()) in line for snippet in gold["without"])
            yield 1.0 if right and not wrong else 0.0 if wrong and not right else -1.0
        return
    numbers: dict[str, int] = {}
    tokens = [
        (numbers.setdefault(word, len(numbers)), number)
        for number, line in enumerate(lines)
        for word in TOKEN.findall(line)
    ]
    true = [numbers.setdefault(word, len(numbers)) for word in TOKEN.findall(gold["text"] or "")]
    hits, sizes = [0] * len(lines), [0] * len(lines)
    for _, number in tokens:
        sizes[number] += 1
    for step in LCSseq.opcodes([word for word, _ in tokens], true):
        if step.tag == "equal":
            for _, number in tokens[step.src_start : step.src_end]:
                hits[number] += 1
    yield from (hit / size if size else 0.0 for hit, size in zip(hits, sizes, strict=True))


class Table:
    """All lines of all samples as a matrix."""

    def __init__(self, pages: Sequence[Sample]) -> None:
        self.pages = pages
        outlets = sorted({page.outlet for page in pages})
        random.Random(5).shuffle(outlets)
        self.fold_of = {outlet: number % FOLDS for number, outlet in enumerate(outlets)}
        having = defaultdict(set)
        for page in pages:
            for known in page.features:
                for name in known:
                    having[name].add(page.outlet)
        self.names = sorted(name for name, where in having.items() if len(where) >= LEAST_OUTLETS)
        column = {name: number for number, name in enumerate(self.names)}
        places = [
            (row, column[name])
            for row, known in enumerate(known for page in pages for known in page.features)
            for name in sorted(known)
            if name in column
        ]
        rows, columns = np.array(places).T
        count = sum(len(page.lines) for page in pages)
        self.known = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, len(self.names)))
        self.text = np.array([share > TEXT for page in pages for share in page.share])
        self.fold = np.array([self.fold_of[page.outlet] for page in pages for _ in page.lines])
        self.weight = np.array([weight for page in pages for weight in _weights(page)])
        self.rules = np.array([rule for page in pages for rule in page.rules])
        self.prior = np.array([PRIOR * self._sign(name) for name in self.names])

    @staticmethod
    def _sign(name: str) -> int:
        return {"taken": 1, "left": -1}.get(name, 0)

    def fit(self, rows: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Fit weights to some of the lines."""
        rows = rows & (self.weight > 0)
        known, weight = self.known[rows], self.weight[rows]
        sign = np.where(self.text[rows], 1.0, -1.0)
        turned = known.T.tocsr()

        def loss(change: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
            margin = sign * (known @ (self.prior + change))
            slope = -weight * sign / (1 + np.exp(np.minimum(margin, 50)))
            value = (weight * np.logaddexp(0, -margin)).sum() + (change @ change) / (2 * SOFTNESS)
            return float(value), turned @ slope + change / SOFTNESS

        start = np.zeros(len(self.names))
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
        return np.rint(1000 * (self.prior + found)).astype(int)

    def crossed(self) -> np.ndarray[Any, Any]:
        """Judge all lines by weights that were fitted to other outlets."""
        sums = np.zeros(len(self.text))
        for fold in range(FOLDS):
            here = self.fold == fold
            sums[here] = self.known[here] @ self.fit(~here)
        return sums > 0

    def show(self, name: str, keep: np.ndarray[Any, Any], score: Callable[..., dict[str, Any]]) -> None:
        """Print what a choice of lines scores on each data set."""
        ends = np.cumsum([len(page.lines) for page in self.pages])
        parts = np.split(keep, ends[:-1])
        for data in SETS:
            here = [(page, part) for page, part in zip(self.pages, parts, strict=True) if page.data == data]
            gold = {page.name: {"text": page.gold["text"]} for page, _ in here}
            texts = {
                page.name: {
                    "text": "\n".join(line for line, kept in zip(page.lines, part, strict=True) if kept)
                }
                for page, part in here
            }
            found = score(gold, texts)
            print(
                f"{name:<34}{data:<20}"
                + "".join(f"{key} {found[key]:.4f}  " for key in ("f1", "precision", "recall", "exact"))
            )


def _weights(page: Sample) -> Iterator[float]:
    if page.data == SNIPPETS:
        yield from (SNIPPET_WEIGHT if share >= 0 else 0.0 for share in page.share)
        return
    words = page.words
    whole = max(
        sum(min(max(size, 4), 60) for size, share in zip(words, page.share, strict=True) if share > TEXT), 200
    )
    yield from (0.0 if page.is_partial else min(max(size, 3), 60) / whole + 0.002 for size in words)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--figures-only", action="store_true", help="print the figures, leave the weights as they are"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(SHARED / "score"))
    from extraction import score

    pairs = [pair for data in (*SETS, SNIPPETS) for pair in samples(data)]
    weights = {}
    for model, pages in (("page", [page for page, _ in pairs]), ("lines", [lines for _, lines in pairs])):
        table = Table(pages)
        taken = np.array(["taken" in known for page in pages for known in page.features])
        table.show(f"{model}: as extracted", taken, score)
        table.show(f"{model}: cross-validated", table.crossed() & ~table.rules, score)
        table.show(f"{model}: every line right", table.text, score)
        fitted = table.fit(np.ones(len(table.text), bool))
        weights[model] = {
            name: int(weight) for name, weight in zip(table.names, fitted, strict=True) if weight
        }
    if not options.figures_only:
        WEIGHTS.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
