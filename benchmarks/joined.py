"""Joined words parted again: python benchmarks/joined.py ARTICLES [--rate 0.003] [--seed 1] [--show].

ARTICLES is JSON Lines with "id", "outlet", "url", "published", "title", "text", as for groups. In every
second article a share of the spaces between two words is taken out; then the pile is looked through for
joined words. Told are how many were parted, and parted rightly. What was parted and not joined here stands so
in the data, or is a mistake: `--show` lists it, to look at.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from pathlib import Path
from time import process_time

sys.path.insert(0, str(Path(__file__).parent))

from predict import load
from tasks._pile import articles_of

from newstemma.clean.joined import part_joined
from newstemma.group import group

BETWEEN = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
WORD = re.compile(r"[^\W\d_]+")


def damaged(text: str, rate: float, rng: random.Random) -> tuple[str, set[str]]:
    """Take spaces out of a text; give it with the joined words, apart."""
    whole = BETWEEN.sub(lambda _: "\0" if rng.random() < rate else " ", text)
    joined = {" ".join(one.split("\0")) for one in re.findall(r"(?:[^\W\d_]+\0)+[^\W\d_]+", whole)}
    return whole.replace("\0", ""), joined


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rate", type=float, default=0.003, help="share of spaces taken out  [0.003]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="list what was parted and not joined here")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    rows = load(options.articles)
    joined: dict[str, set[str]] = {}
    for row in rows[::2]:
        row["text"], joined[row["id"]] = damaged(row["text"], options.rate, rng)
    pile = list(articles_of(rows))
    reports = group(pile)
    start = process_time()
    parted = part_joined(pile, reports)
    seconds = process_time() - start
    standing = found = right = others = 0
    for article in parted:
        body = {one for text in article.body for one in WORD.findall(text)}
        mine = {word: one for one in joined.get(article.id, ()) if (word := one.replace(" ", "")) in body}
        standing += len(mine)
        for word, apart in {(article.text[e.start : e.end], e.text) for e in article.emendations}:
            if word in mine:
                found += 1
                right += apart == mine[word]
            else:
                others += 1
                if options.show:
                    print(f"{word} -> {apart}")
    print(f"joined {standing}, parted {found}, rightly {right}; parted and not joined here {others}")
    words = sum(len(article.text.split()) for article in pile)
    print(f"{seconds:.2f} s of the processor for {len(pile):,} articles, {words:,} words")


if __name__ == "__main__":
    main()
