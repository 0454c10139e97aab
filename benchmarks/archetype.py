"""How much of a lost original is rebuilt: python benchmarks/archetype.py WIRE... [--json].

WIRE is a folder that score/make_wire.py wrote. Every text that the agency, or the outlet at the root, itself
printed is taken out of the pile. Reports of which two versions or more are left that were copied from the
lost texts independently are collated, traced and rebuilt; where all that is left goes back to one version in
the pile, no text is lost that could be proven. Compared are words, house style folded.

rebuilt         of the original's sentences that a version left in the pile still has word for word, the share
                that the rebuilt text has word for word
  shared        ... of those that two independent copies have, in whatever words
  single        ... of those left in one copy, and in copies of that
  contested     ... of the shared ones of which there are several wordings
proven_shared   the same as `shared`, counting only what the rebuilt text gives as proven
invented        sentences given as proven that no original had: an outlet's own, another report's, a caption
unproven_wrong  sentences given, but marked as not proven, that no original had
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from predict import load
from tasks._pile import articles_of

from newstemma.collate.tokens import forms
from newstemma.model import Report, Version
from newstemma.pipeline import trace_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newstemma.model import Apparatus, Article, Restored

OWN_KINDS = {"added", "caption", "furniture"}


def bare(text: str) -> str:
    """Give the letters of a sentence, house style folded."""
    return "".join(forms(text))


def is_roots(row: dict[str, Any], origin: str) -> bool:
    """Whether an article is the original, or its sender's own later state of it."""
    name = origin.casefold().replace(" ", "")
    return row["outlet"] in {origin, f"{name}.example"}


@dataclass(frozen=True)
class Surviving:
    """A sentence of an original that a version left in the pile has word for word."""

    letters: str
    wordings: int
    branches: int
    """How many copies, made independently of the lost texts, it is left in."""


class Gold:
    """What is true of one wire, and what is left of it in the pile."""

    def __init__(self, folder: Path) -> None:
        def rows(name: str) -> list[dict[str, Any]]:
            path = folder / f"{name}.jsonl"
            return load(path if path.exists() else path.with_suffix(".jsonl.gz"))

        articles = {row["id"]: row for row in rows("articles")}
        self.truth = {row["id"]: row for row in rows("truth")}
        self.originals = {row["report"]: row for row in rows("originals")}
        versions: dict[str, list[str]] = defaultdict(list)
        withheld: set[str] = set()
        for name, row in sorted(self.truth.items()):
            for report, parent in row["parents"].items():
                versions[report].append(name)
                if parent is None or is_roots(articles[name], self.originals[report]["origin"]):
                    withheld.add(name)
        left = {report: [one for one in names if one not in withheld] for report, names in versions.items()}
        self.branch = {
            (report, name): self._branch(report, name, set(names))
            for report, names in left.items()
            for name in names
        }
        self.versions = {
            report: names
            for report, names in left.items()
            if len({self.branch[report, name] for name in names}) > 1
        }
        self.pile = articles_of(articles[name] for name in sorted(articles.keys() - withheld))
        self.texts = {name: row["text"] for name, row in articles.items()}

    def _branch(self, report: str, name: str, left: set[str]) -> str:
        """Give the version that this one goes back to and that was itself copied from a lost text."""
        while (parent := self.truth[name]["parents"][report]) in left:
            name = parent
        return name

    def surviving(self, report: str) -> Iterator[Surviving]:
        """Give the original's sentences that are still there word for word."""
        wordings: dict[int, set[str]] = defaultdict(set)
        having: dict[int, set[str]] = defaultdict(set)
        for name in self.versions[report]:
            row = self.truth[name]
            for (_, numbers), (start, end) in zip(row["sentences"], row["spans"], strict=True):
                for number in numbers:
                    wordings[number].add(bare(self.texts[name][start:end]))
                    having[number].add(self.branch[report, name])
        for number, text in self.originals[report]["sentences"]:
            if bare(text) in wordings[number]:
                yield Surviving(bare(text), len(wordings[number]), len(having[number]))

    def is_foreign(
        self, report: str, apparatus: Apparatus, restored: Restored, articles: dict[str, Article]
    ) -> bool:
        """Whether no original had a sentence that was rebuilt."""
        known = {n for n, _ in self.originals[report]["sentences"]}
        for carrier in apparatus.passages[restored.passage].carriers:
            article, row = articles[carrier.article], self.truth[carrier.article]
            for n in carrier.sentences:
                text = article.text[article.sentences[n].start : article.sentences[n].end]
                at = self.texts[carrier.article].find(text)
                for (kind, numbers), (start, end) in zip(row["sentences"], row["spans"], strict=True):
                    if start < at + len(text) and at < end and (known & set(numbers) or kind == "credit"):
                        return False
        return True


def measure(gold: Gold, *, tell: bool = False) -> Counter[str]:
    """Rebuild every report of a wire and count."""
    articles = {article.id: article for article in gold.pile}
    reports = [
        Report(name, tuple(_version(articles[one]) for one in names))
        for name, names in sorted(gold.versions.items())
    ]
    counts: Counter[str] = Counter(reports=len(reports))
    for apparatus, stemma in zip(*trace_all(gold.pile, reports, map, lambda *_: None)[:2], strict=True):
        # Compared letter by letter through the whole text: where one sentence ends is not the question.
        rebuilt = "".join(bare(one.text) for one in stemma.restored)
        proven = "".join(bare(one.text) for one in stemma.restored if one.proven)
        for sentence in gold.surviving(apparatus.report):
            kind = "shared" if sentence.branches > 1 else "single"
            counts[kind] += 1
            counts[f"{kind}_rebuilt"] += sentence.letters in rebuilt
            counts[f"{kind}_proven"] += sentence.letters in proven
            if sentence.branches > 1 and sentence.wordings > 1:
                counts["contested"] += 1
                counts["contested_rebuilt"] += sentence.letters in rebuilt
            if tell and sentence.letters not in rebuilt:
                print(kind, apparatus.report, sentence)
        for one in stemma.restored:
            counts["given"] += 1
            if gold.is_foreign(apparatus.report, apparatus, one, articles):
                counts["invented" if one.proven else "unproven_wrong"] += 1
                if tell:
                    print(
                        "WRONG",
                        apparatus.report,
                        one.proven,
                        len(apparatus.versions),
                        len(one.support),
                        one.text,
                    )
    return counts


def _version(article: Article) -> Version:
    return Version(article.id, article.outlet, article.headline, article.published, article.credit, ())


def figures(counts: Counter[str]) -> dict[str, float]:
    """Give counts and shares."""
    both = counts["shared"] + counts["single"]
    shares = {
        "rebuilt": (counts["shared_rebuilt"] + counts["single_rebuilt"]) / max(1, both),
        "rebuilt_shared": counts["shared_rebuilt"] / max(1, counts["shared"]),
        "rebuilt_single": counts["single_rebuilt"] / max(1, counts["single"]),
        "rebuilt_contested": counts["contested_rebuilt"] / max(1, counts["contested"]),
        "proven_shared": counts["shared_proven"] / max(1, counts["shared"]),
    }
    return {**dict(sorted(counts.items())), **{name: round(share, 4) for name, share in shares.items()}}


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wire", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--tell", action="store_true", help="print what is not rebuilt, and what is wrong")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    started = time.perf_counter()
    counts: Counter[str] = Counter()
    for folder in options.wire:
        counts.update(measure(Gold(folder), tell=options.tell))
    found = figures(counts)
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:<20}{value:>10}")
    print(f"{time.perf_counter() - started:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
