"""What damage costs: python benchmarks/damage.py [--pages N] [--json].

Takes the pages of the extraction data (NEWSTEMMA_SHARED, else ../shared), damages each in the ways that saved
pages are damaged, and prints the F1 of Newstemma's bodies and of trafilatura's on the very same bytes, as
score/extraction.py measures it. Each damage should cost Newstemma no more than 0.005.
"""

from __future__ import annotations

import argparse
import gzip
import html
import importlib
import json
import logging
import os
import quopri
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import trafilatura

from newstemma.clean.decoding import decode
from newstemma.clean.furniture import furnish
from newstemma.engine.local import clean_all
from newstemma.model import Article, Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

SHARED = Path(os.environ.get("NEWSTEMMA_SHARED", Path(__file__).parent.parent.parent / "shared"))
SETS = ("scrapinghub-aeb", "naeb", "fundus-evaluation")
MOST_LOST = 0.005
NAMED = str.maketrans(
    {
        character: f"&{name};"
        for character, name in {
            "\n": "NewLine", "\t": "Tab", "!": "excl", "#": "num", "$": "dollar", "%": "percnt", "(": "lpar",
            ")": "rpar", "*": "ast", "+": "plus", ",": "comma", ".": "period", "/": "sol", ":": "colon",
            ";": "semi", "=": "equals", "?": "quest", "@": "commat", "[": "lsqb", "\\": "bsol", "]": "rsqb",
            "^": "Hat", "_": "lowbar", "`": "grave", "{": "lcub", "|": "verbar", "}": "rcub", "&": "amp",
        }.items()
    }
)  # fmt: skip


def mojibake(text: str) -> str:
    """Read UTF-8 as Windows-1252, where bytes that it lacks stay as they are."""
    import ftfy.bad_codecs  # noqa: F401 — registers the codec

    return text.encode().decode("sloppy-windows-1252")


DAMAGES: dict[str, Callable[[str], str]] = {
    "undamaged": lambda text: text,
    "escaped once": html.escape,
    "escaped twice": lambda text: html.escape(html.escape(text)),
    "named entities": lambda text: text.translate(NAMED),
    "mojibake": mojibake,
    "JSON literal": json.dumps,
    "quoted-printable": lambda text: quopri.encodestring(text.encode()).decode("ascii"),
}


def pages_of(data: str, most: int | None) -> tuple[dict[str, Any], dict[str, str]]:
    """Give the gold of a data set and the sources of its pages."""
    folder = SHARED / "data/extraction" / data
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as file:
        gold = {row["id"]: row for row in map(json.loads, list(file)[:most])}
    sources = {
        name: decode(
            Page("pag_0", Place("-"), gzip.decompress((folder / f"html/{name}.html.gz").read_bytes()))
        ).text
        for name in gold
    }
    return {name: {"text": row["text"]} for name, row in gold.items()}, sources


def ours(sources: dict[str, bytes]) -> dict[str, Any]:
    """Clean the pages as one pile."""
    pages = (Page(f"pag_{number:016x}", Place("-"), data) for number, data in enumerate(sources.values()))
    results = [result for _, result in clean_all(pages)]
    furnished = {article.id: article for article in furnish(r for r in results if isinstance(r, Article))}
    return {
        name: {"text": "\n\n".join(furnished[result.id].body) if isinstance(result, Article) else ""}
        for name, result in zip(sources, results, strict=True)
    }


def theirs(sources: dict[str, bytes]) -> dict[str, Any]:
    """Extract the pages with trafilatura."""
    return {
        name: {"text": trafilatura.extract(data, include_comments=False) or ""}
        for name, data in sources.items()
    }


def measure(names: Iterable[str], most: int | None) -> list[dict[str, Any]]:
    """Give one row a damage: F1 on each data set, ours and trafilatura's."""
    sys.path.insert(0, str(SHARED / "score"))
    score = importlib.import_module("extraction").score
    rows = []
    sets = {data: pages_of(data, most) for data in SETS}
    for name in names:
        row: dict[str, Any] = {"damage": name}
        for data, (gold, sources) in sets.items():
            damaged = {page: DAMAGES[name](text).encode("utf-8", "replace") for page, text in sources.items()}
            row[data] = [score(gold, ours(damaged))["f1"], score(gold, theirs(damaged))["f1"]]
        rows.append(row)
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, help="at most so many pages of each data set")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    logging.disable(logging.CRITICAL)
    rows = measure(DAMAGES, options.pages)
    if options.json:
        print(json.dumps(rows))
    else:
        print(f"{'F1 of newstemma / trafilatura':<30}" + "".join(f"{data:>22}" for data in SETS))
        for row in rows:
            cells = "".join(f"{row[data][0]:>13.4f} / {row[data][1]:.4f}" for data in SETS)
            print(f"{row['damage']:<30}{cells}")
    whole = rows[0]
    lost = {row["damage"]: max(whole[data][0] - row[data][0] for data in SETS) for row in rows}
    return int(max(lost.values()) > MOST_LOST)


if __name__ == "__main__":
    sys.exit(main())
