"""Fit the line classifier: python scripts/train_lines.py [--figures-only] [--seed N].

Reads saved pages with gold text from the shared data (NEWSTEMMA_SHARED, else ../shared), and writes
src/newstemma/clean/weights.json: for each feature a whole number of thousandths. No text of a page goes
into it: features are the names in places.py, features.py and cues.py, and one is kept only if pages of
LEAST_OUTLETS outlets have it.

Recipe: logistic regression, L2, fitted with L-BFGS. Lines weigh by their words, pages alike. Pages whose
gold is snippets teach by the lines that hold a snippet. Pages whose gold has less than LEAST_GOLD of what was
taken are left out: their gold is a part of the article. The second look learns from what the first one took
on outlets that it was not fitted to.

The figures it prints are those of pages of outlets that the weights were not fitted to (FOLDS folds by
outlet), scored as score/extraction.py does: of each model alone, and of the whole of cleaning, with all else
that it does.
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
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from rapidfuzz.distance import LCSseq
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from newstemma.clean import judging, markup
from newstemma.clean.blocks import blocks
from newstemma.clean.cleaning import clean
from newstemma.clean.decoding import decode
from newstemma.clean.extract import kind, stated_by
from newstemma.clean.facts.head import read_head
from newstemma.clean.features import Stated, text_features
from newstemma.clean.furniture import furnish
from newstemma.clean.kinds import kind_of
from newstemma.clean.mendings import mend
from newstemma.clean.mendings.lines import mend_lines
from newstemma.clean.places import Layout, guess, lay_out, plausible
from newstemma.model import Article, Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Score = Callable[[dict[str, Any], dict[str, Any]], dict[str, Any]]
    Vector = np.ndarray[Any, Any]

HERE = Path(__file__).parent.parent
SHARED = Path(os.environ.get("NEWSTEMMA_SHARED", HERE.parent / "shared"))
WEIGHTS = HERE / "src/newstemma/clean/weights.json"
SETS = ("scrapinghub-aeb", "naeb", "fundus-evaluation")
SNIPPETS = "trafilatura-eval"
FOLDS = 6
LEAST_OUTLETS = 10
SOFTNESS = 3.0  # the inverse of the L2 penalty; 1.5 and 5 give the same to 0.002
SNIPPET_WEIGHT = 0.05  # of a line with a snippet, where all lines of a page with gold text weigh 1
LINE_WEIGHT = 0.01  # of a line beside that of its words, where all lines of a page weigh about 1
LEAST_GOLD = 0.6
TEXT = 0.6  # of a line's words that are in the gold text, for the line to be text
TOKEN = re.compile(r"\w+")


@dataclass
class Source:
    """One saved page, its gold, and its blocks."""

    data: str
    outlet: str
    gold: dict[str, Any]
    page: Page
    layout: Layout
    rules: list[Any]
    """What the fixed rules take its blocks for."""
    share: list[float]
    """Of each block's words, those in the gold; for snippets 1, 0, or -1 for unknown."""
    taken: list[bool]
    """Which blocks are guessed to be text; then which of them the first look takes, on an unseen outlet."""
    sums: list[int] = field(default_factory=list)
    """What speaks for each block at the first look, on an unseen outlet."""


@dataclass(frozen=True)
class Sample:
    """What a model learns from one page: lines, what is known of each, and which of them are text."""

    source: Source
    numbers: Sequence[int]
    """Which blocks the lines are."""
    lines: list[str]
    features: list[set[str]]
    rules: list[bool]
    """Which lines the fixed rules take away, whatever the weights say."""
    share: list[float]

    @property
    def words(self) -> list[int]:
        """Count the words of each line."""
        return [len(TOKEN.findall(line)) for line in self.lines]


def sources(data: str) -> Iterator[Source]:
    """Read the pages of a data set."""
    folder = SHARED / "data/extraction" / data
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for number, gold in enumerate(rows):
        raw = gzip.decompress((folder / "html" / f"{gold['id']}.html.gz").read_bytes())
        page = Page(f"pag_{data}{number:06}", Place("-"), raw, url=gold.get("url"))
        text, _ = mend(decode(page).text)
        root = markup.parse(text)
        body = root.find("body") if root is not None else None
        if root is None or body is None:
            continue
        markup.unescape_inside(root, text)
        found, _ = mend_lines(blocks(body))
        head = read_head(root)
        outlet = (urlsplit(gold.get("url") or "").hostname or gold["id"].split("_")[0]).removeprefix("www.")
        layout = lay_out(found, stated_by(head))
        share = list(_shares([block.text for block in layout.blocks], gold))
        yield Source(
            data, outlet, gold, page, layout, [kind(block) for block in layout.blocks], share, guess(layout)
        )


def first_look(source: Source) -> Sample:
    """Give the blocks of a page that may be text, with all that is known of them but for their words."""
    among = plausible(source.layout, source.taken)
    return _sample(source, among, judging.place_features(source.layout, source.taken, among))


def second_look(source: Source) -> Sample:
    """Give the blocks that are judged, with all that is known of them."""
    among = judging.judged(source.taken)
    features = judging.place_features(source.layout, source.taken, among)
    for number, known in zip(among, features, strict=True):
        block = source.layout.blocks[number]
        known.update(text_features(block.text, source.rules[number], source.layout.stated))
        known.add(judging.first_feature(source.sums[number]))
    return _sample(source, among, features)


def text_alone(source: Source) -> Sample:
    """Give what an extractor may give of a page, its lines, with their words alone."""
    pairs = zip(source.taken, guess(source.layout), strict=True)
    numbers = [number for number, pair in enumerate(pairs) if any(pair)]
    lines = [source.layout.blocks[number].text for number in numbers]
    stated = Stated(outlet=source.layout.stated.outlet, writers=source.layout.stated.writers)
    return _sample(source, numbers, judging.line_features(lines, list(map(kind_of, lines)), stated))


def _sample(source: Source, numbers: Sequence[int], features: list[set[str]]) -> Sample:
    return Sample(
        source,
        numbers,
        [source.layout.blocks[number].text for number in numbers],
        [set(map(sys.intern, known)) for known in features],
        [source.rules[number] is not None for number in numbers],
        [source.share[number] for number in numbers],
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

    def __init__(self, samples: Sequence[Sample], fold_of: Mapping[str, int]) -> None:
        self.samples = samples
        having = defaultdict(set)
        for sample in samples:
            for known in sample.features:
                for name in known:
                    having[name].add(sample.source.outlet)
        self.names = sorted(name for name, where in having.items() if len(where) >= LEAST_OUTLETS)
        column = {name: number for number, name in enumerate(self.names)}
        places = [
            (row, column[name])
            for row, known in enumerate(known for sample in samples for known in sample.features)
            for name in sorted(known)
            if name in column
        ]
        rows, columns = np.array(places).T
        count = sum(len(sample.lines) for sample in samples)
        self.known = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, len(self.names)))
        self.text = np.array([share > TEXT for sample in samples for share in sample.share])
        self.fold = np.array([fold_of[sample.source.outlet] for sample in samples for _ in sample.lines])
        self.weight = np.array([weight for sample in samples for weight in _weights(sample)])
        self.ends = np.cumsum([len(sample.lines) for sample in samples])[:-1]

    def fit(self, rows: Vector) -> Vector:
        """Fit weights to some of the lines."""
        rows = rows & (self.weight > 0)
        known, weight = self.known[rows], self.weight[rows]
        sign = np.where(self.text[rows], 1.0, -1.0)
        turned = known.T.tocsr()

        def loss(found: Vector) -> tuple[float, Vector]:
            margin = sign * (known @ found)
            slope = -weight * sign / (1 + np.exp(np.minimum(margin, 50)))
            value = (weight * np.logaddexp(0, -margin)).sum() + (found @ found) / (2 * SOFTNESS)
            return float(value), turned @ slope + found / SOFTNESS

        start = np.zeros(len(self.names))
        found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
        return np.rint(1000 * found).astype(int)

    def folds(self) -> tuple[list[dict[str, int]], list[list[int]]]:
        """Fit weights to all folds but one, for each; and sum up what others' weights say of each line."""
        found = []
        sums = np.zeros(len(self.text), int)
        for fold in range(FOLDS):
            here = self.fold == fold
            fitted = self.fit(~here)
            sums[here] = self.known[here] @ fitted
            found.append(self.named(fitted))
        return found, [part.tolist() for part in np.split(sums, self.ends)]

    def named(self, fitted: Vector) -> dict[str, int]:
        """Give weights by the names of what they weigh."""
        return {name: int(weight) for name, weight in zip(self.names, fitted, strict=True) if weight}


def _weights(sample: Sample) -> Iterator[float]:
    if sample.source.data == SNIPPETS:
        yield from (SNIPPET_WEIGHT if share >= 0 else 0.0 for share in sample.share)
        return
    words = sample.words
    whole = max(
        sum(min(max(size, 4), 60) for size, share in zip(words, sample.share, strict=True) if share > TEXT),
        200,
    )
    is_partial = _is_partial(sample.source)
    yield from (0.0 if is_partial else min(max(size, 3), 60) / whole + LINE_WEIGHT for size in words)


def _is_partial(source: Source) -> bool:
    """Whether the gold has only a part of what was taken."""
    taken = [
        (block.text.count(" ") + 1, share)
        for block, share, took in zip(source.layout.blocks, source.share, source.taken, strict=True)
        if took
    ]
    return sum(size * (share > TEXT) for size, share in taken) < LEAST_GOLD * sum(size for size, _ in taken)


def show(name: str, texts: Mapping[int, str], pages: Sequence[Source], score: Score) -> None:
    """Print what texts of pages, by the page's number, score on each data set."""
    for data in SETS:
        gold = {
            str(number): {"text": page.gold["text"]} for number, page in enumerate(pages) if page.data == data
        }
        found = score(gold, {number: {"text": texts.get(int(number), "")} for number in gold})
        print(
            f"{name:<34}{data:<20}"
            + "".join(f"{key} {found[key]:.4f}  " for key in ("f1", "precision", "recall", "exact")),
            flush=True,
        )


def kept(samples: Sequence[Sample], marks: Iterable[Sequence[bool]]) -> dict[int, str]:
    """Give the texts of samples: their marked lines, but for what the fixed rules take away."""
    return {
        number: "\n".join(
            line
            for line, rule, mark in zip(sample.lines, sample.rules, mark, strict=True)
            if mark and not rule
        )
        for number, (sample, mark) in enumerate(zip(samples, marks, strict=True))
    }


def whole(
    pages: Sequence[Source], fold_of: Mapping[str, int], fitted: Sequence[Mapping[str, Any]]
) -> dict[int, Article]:
    """Clean all pages as one pile, each with weights that were fitted to other outlets."""
    articles: dict[int, Article] = {}
    for fold, weights in enumerate(fitted):
        judging.weights = lambda weights=weights: weights  # type: ignore[misc]
        for number, page in enumerate(pages):
            if page.data in SETS and fold_of[page.outlet] == fold:
                result = clean(page.page)
                if isinstance(result, Article):
                    articles[number] = result
    return dict(zip(articles, furnish(articles.values()), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--figures-only", action="store_true", help="print the figures, leave the weights as they are"
    )
    parser.add_argument(
        "--seed", type=int, default=5, help="how outlets are parted into folds: figures alone depend on it"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(SHARED / "score"))
    from extraction import score

    pages = [page for data in (*SETS, SNIPPETS) for page in sources(data)]
    outlets = sorted({page.outlet for page in pages})
    random.Random(options.seed).shuffle(outlets)
    fold_of = {outlet: number % FOLDS for number, outlet in enumerate(outlets)}
    weights: dict[str, dict[str, int]] = {}
    fitted: list[dict[str, Any]] = [{} for _ in range(FOLDS)]
    for model, look in (("place", first_look), ("page", second_look), ("lines", text_alone)):
        samples = list(map(look, pages))
        table = Table(samples, fold_of)
        found, found_sums = table.folds()
        marks = [[total > 0 for total in sums] for sums in found_sums]
        for own, more in zip(fitted, found, strict=True):
            own[model] = more
        if model == "place":
            for sample, sums in zip(samples, found_sums, strict=True):
                by_number = dict(zip(sample.numbers, sums, strict=True))
                every = range(len(sample.source.share))
                sample.source.sums = [by_number.get(number, judging.HOPELESS) for number in every]
                sample.source.taken = judging.take(sample.source.sums)
        show(f"{model}: cross-validated", kept(samples, marks), pages, score)
        right = [[share > TEXT for share in sample.share] for sample in samples]
        show(
            f"{model}: every line right",
            kept([replace(one, rules=[False] * len(one.lines)) for one in samples], right),
            pages,
            score,
        )
        weights[model] = table.named(table.fit(np.ones(len(table.text), bool)))
    if not options.figures_only:
        WEIGHTS.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    articles = whole(pages, fold_of, fitted)
    for name, with_deck in (("whole: body, cross-validated", False), ("whole: deck and body", True)):
        texts = {
            number: "\n\n".join(filter(None, (article.deck if with_deck else None, *article.body)))
            for number, article in articles.items()
        }
        show(name, texts, pages, score)


if __name__ == "__main__":
    main()
