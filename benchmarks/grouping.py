"""Group the same articles with Newstemma, rensa and datasketch: python benchmarks/grouping.py FOLDER.

FOLDER holds `articles.jsonl` and `truth.jsonl` as the maker of artificial wires writes them. Every tool runs
in a process of its own, one after another, and reads the articles one at a time. Told are articles per second
of processor time (all threads and compiled code, without reading the file and without starting Python), the
process's peak memory, and pair F1.

The peers do what their documentation shows: 5-word shingles, 128 permutations, locality-sensitive hashing,
candidates kept at the threshold, connected components. Newstemma gets articles as `clean` gives them, their
sentences cut; what cutting them costs is told beside it. The limit is what one core of this machine takes to
do nothing but hash every 5-word shingle of the same text, compiled.

The peers are not part of Newstemma: pip install -e '.[bench]'.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import combinations, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from newstemma.model import Article

Groups = list[list[int]]
WORD = re.compile(r"\w+")
SHINGLE = 5
PERMUTATIONS = 128
# Bands of the rows that put the steepest part of the curve at the threshold, for 128 permutations.
BANDS = {0.2: 64, 0.5: 32}


class Clock:
    """Processor time of this process, with pauses."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._since: float | None = None

    def go(self) -> None:
        """Count from here on."""
        self._since = time.process_time()

    def stop(self) -> None:
        """Count no longer."""
        assert self._since is not None
        self.seconds += time.process_time() - self._since


def rows(folder: Path, name: str, count: int) -> Iterator[dict[str, Any]]:
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as file:
        for line in islice(file, count):
            yield json.loads(line)


def shingles(text: str) -> list[str]:
    words = WORD.findall(text.lower())
    return [" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))]


def components(count: int, pairs: list[tuple[int, int]]) -> Groups:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    ends = np.array(pairs, np.int64).reshape(-1, 2)
    graph = coo_matrix((np.ones(len(ends), np.int8), (ends[:, 0], ends[:, 1])), (count, count))
    return members(connected_components(graph, directed=False)[1].tolist())


def members(labels: list[int]) -> Groups:
    found: dict[int, list[int]] = defaultdict(list)
    for number, label in enumerate(labels):
        found[label].append(number)
    return list(found.values())


def rensa(folder: Path, count: int, clock: Clock, threshold: float) -> Groups:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=PERMUTATIONS, num_bands=BANDS[threshold])
    hashes: list[Any] = []
    for number, row in enumerate(rows(folder, "articles", count)):
        clock.go()
        minhash = RMinHash(num_perm=PERMUTATIONS, seed=1)
        minhash.update(shingles(row["text"]))
        index.insert(number, minhash)
        hashes.append(minhash)
        clock.stop()
    clock.go()
    pairs = []
    for number, minhash in enumerate(hashes):
        pairs += [
            (number, other)
            for other in index.query(minhash)
            if other < number and minhash.jaccard(hashes[other]) >= threshold
        ]
    groups = components(len(hashes), pairs)
    clock.stop()
    return groups


def datasketch(folder: Path, count: int, clock: Clock, threshold: float) -> Groups:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    pairs = []
    hashes: list[Any] = []
    for number, row in enumerate(rows(folder, "articles", count)):
        clock.go()
        minhash = MinHash(num_perm=PERMUTATIONS)
        minhash.update_batch([shingle.encode() for shingle in shingles(row["text"])])
        pairs += [
            (number, other) for other in index.query(minhash) if minhash.jaccard(hashes[other]) >= threshold
        ]
        index.insert(number, minhash, check_duplication=False)
        hashes.append(minhash)
        clock.stop()
    clock.go()
    groups = components(len(hashes), pairs)
    clock.stop()
    return groups


def newstemma(folder: Path, count: int, clock: Clock, cutting: Clock) -> Groups:
    from newstemma.clean.compose import Fact, Line, compose
    from newstemma.group import group
    from newstemma.model import Page, Place

    numbers: dict[str, int] = {}

    def articles() -> Iterator[Article]:
        for number, row in enumerate(rows(folder, "articles", count)):
            numbers[row["id"]] = number
            cutting.go()
            facts = {name: Fact(row[name], "row") for name in ("outlet", "published") if row[name]}
            page = Page(id=row["id"], place=Place(row["id"]), data=b"")
            article = compose(page, [Line(text) for text in row["text"].split("\n\n")], facts)
            cutting.stop()
            yield article

    group(islice(articles(), 100))  # loads the compiled parts
    cutting.seconds = 0.0
    reading = Clock()

    def read() -> Iterator[Article]:
        """Give the articles, and count the time that is none of grouping's."""
        found = articles()
        while True:
            reading.go()
            article = next(found, None)
            reading.stop()
            if article is None:
                return
            yield article

    clock.go()
    reports = group(read())
    clock.stop()
    clock.seconds -= reading.seconds
    return [[numbers[version.article] for version in report.versions] for report in reports]


def limit(folder: Path, count: int) -> float:
    """Give the articles a second that one core can hash all 5-word shingles of."""
    from numba import njit

    def hash_each(codes: NDArray[np.uint32], hashes: NDArray[np.uint64]) -> int:
        found, word, inside = 0, np.uint64(0), False
        last = np.zeros(SHINGLE, np.uint64)
        for code in codes:
            if code > 127 or 48 <= code <= 57 or 97 <= (code | 32) <= 122:
                word = (word ^ np.uint64(code | 32)) * np.uint64(0x100000001B3)
                inside = True
            elif inside:
                last[:-1] = last[1:]
                last[-1] = word
                shingle = np.uint64(0)
                for each in last:
                    shingle = shingle * np.uint64(31) + each
                hashes[found] = shingle
                found += 1
                word, inside = np.uint64(0), False
        return found

    hash_all: Any = njit(hash_each)
    texts = [row["text"] for row in rows(folder, "articles", min(count, 5000))]
    codes = [np.frombuffer(text.encode("utf-32-le"), np.uint32) for text in texts]
    hashes = np.empty(max(map(len, codes)), np.uint64)
    hash_all(codes[0], hashes)
    started = time.process_time()
    for text in codes:
        hash_all(text, hashes)
    return len(codes) / (time.process_time() - started)


TOOLS: dict[str, Callable[[Path, int, Clock, Clock], Groups]] = {
    "newstemma": newstemma,
    "rensa 0.2": lambda folder, count, clock, _: rensa(folder, count, clock, 0.2),
    "rensa 0.5": lambda folder, count, clock, _: rensa(folder, count, clock, 0.5),
    "datasketch 0.5": lambda folder, count, clock, _: datasketch(folder, count, clock, 0.5),
}


def work(tool: str, folder: Path, count: int, output: Path) -> None:
    """Run one tool and write down what it found and what it took."""
    clock, cutting = Clock(), Clock()
    groups = TOOLS[tool](folder, count, clock, cutting)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    result = {"seconds": clock.seconds, "cutting": cutting.seconds, "peak": peak, "groups": groups}
    output.write_text(json.dumps(result))


def pairs_of(groups: Groups, count: int) -> NDArray[np.int64]:
    """Give all pairs that are together, each once."""
    packed = [a * count + b for group in groups for a, b in combinations(sorted(group), 2)]
    return np.unique(np.array(packed, np.int64))


def pair_f1(truth: NDArray[np.int64], groups: Groups, count: int) -> float:
    places: dict[int, set[int]] = defaultdict(set)
    for label, group in enumerate(groups):
        for number in group:
            places[number].add(label)
    shared = sum(1 for pair in truth.tolist() if places[pair // count] & places[pair % count])
    if all(len(labels) == 1 for labels in places.values()):
        said = sum(len(group) * (len(group) - 1) // 2 for group in groups)
    else:
        said = len(pairs_of(groups, count))
    return 2 * shared / (said + len(truth))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS))
    parser.add_argument("--rounds", type=int, default=1, help="the median is told")
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        work(options.tools[0], options.folder, options.articles, options.work)
        return
    reports: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows(options.folder, "truth", options.articles)):
        for report in row["reports"]:
            reports[report].append(number)
    truth = pairs_of(list(reports.values()), options.articles)
    top = limit(options.folder, options.articles)
    print(
        f"{options.articles} articles, biggest report {max(map(len, reports.values()))}; "
        f"limit {top:,.0f} articles/s"
    )
    print(
        f"{'':16}{'articles/s':>11}{'of limit':>9}{'+ cutting':>11}{'peak MB':>9}{'pair F1':>9}{'biggest':>9}"
    )
    results = defaultdict(list)
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "result.json"
        for _ in range(options.rounds):
            for tool in options.tools:
                command = [sys.executable, __file__, str(options.folder), "--tools", tool]
                command += ["--articles", str(options.articles), "--work", str(output)]
                subprocess.run(command, check=True)
                results[tool].append(json.loads(output.read_text()))
    for tool, found in results.items():
        seconds = float(np.median([result["seconds"] for result in found]))
        cutting = float(np.median([result["cutting"] for result in found]))
        groups = found[0]["groups"]
        rate = options.articles / seconds
        whole = f"{options.articles / (seconds + cutting):>11,.0f}" if cutting else f"{'':>11}"
        print(
            f"{tool:16}{rate:>11,.0f}{rate / top:>9.1%}{whole}"
            f"{max(result['peak'] for result in found) / 1e6:>9,.0f}"
            f"{pair_f1(truth, groups, options.articles):>9.4f}{max(map(len, groups)):>9}"
        )


if __name__ == "__main__":
    main()
