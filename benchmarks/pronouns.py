"""Whom pronouns mean: python benchmarks/pronouns.py GUM.conllu.gz...

Texts with gold chains of coreference (GUM's `Entity`), read as articles. Counted are `he`, `she`, `him`, and
`her` (not as an owner): right if the name given is one of the chain's, by its last word; unknown if none is
given; guessed if one is given although the chain bears no name at all. News apart.
"""

from __future__ import annotations

import argparse
import gzip
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tasks.statements import article_as_given

from newstemma.record import analyse
from newstemma.record.naming import cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newstemma.record.naming import Cast

PRONOUNS = frozenset(("he", "she", "him", "her"))
_OPENS_OR_CLOSES = re.compile(r"\((\d+)-[^()]*|(\d+)\)|\)")


@dataclass(slots=True)
class Text:
    """A text with the places of its words, and the words of each entity's mentions."""

    name: str
    text: str = ""
    words: list[tuple[int, str, str]] = field(default_factory=list)
    """Place, form and tag."""
    chains: dict[int, list[range]] = field(default_factory=lambda: defaultdict(list))


def texts_of(path: Path) -> Iterator[Text]:
    """Read the texts of a CoNLL-U file."""
    found: Text | None = None
    open_at: list[tuple[int, int]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if found is not None:
                    yield found
                found, open_at = Text(line.rpartition(" = ")[2].strip()), []
            elif found is not None and line.startswith("# newpar "):
                found.text = found.text.rstrip() + "\n\n"
            elif found is not None and line[:1].isdigit() and line.split("\t")[0].isdigit():
                _word(found, line.rstrip("\n").split("\t"), open_at)
    if found is not None:
        yield found


def _word(found: Text, row: list[str], open_at: list[tuple[int, int]]) -> None:
    number = len(found.words)
    found.words.append((len(found.text), row[1], row[4]))
    found.text += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
    entity = next((part for part in row[9].split("|") if part.startswith("Entity=")), "")
    for match in _OPENS_OR_CLOSES.finditer(entity):
        if match[1]:
            open_at.append((int(match[1]), number))
            continue
        at = next(
            (n for n in reversed(range(len(open_at))) if match[2] is None or open_at[n][0] == int(match[2])),
            None,
        )
        if at is not None:
            which, start = open_at.pop(at)
            found.chains[which].append(range(start, number + 1))


def counted(text: Text) -> Iterator[str]:
    """Give for each pronoun what became of it."""
    article = article_as_given(text.name, text.text)
    analyses = dict(analyse({one.key: article.text[one.start : one.end] for one in article.sentences}))
    rows = [analyses[one.key].mentions for one in article.sentences]
    found = cast(rows, (article.text[one.start : one.end] for one in article.sentences))
    given = dict(_given(found, [one.start for one in article.sentences]))
    for mentions in text.chains.values():
        names = {
            text.words[word][1] for one in mentions for word in one if text.words[word][2].startswith("NNP")
        }
        for one in mentions:
            place, form, tag = text.words[one.start]
            if len(one) == 1 and form.lower() in PRONOUNS and tag == "PRP":
                name = given.get(place)
                if not names:
                    yield "guessed" if name else "rightly unknown"
                else:
                    yield "unknown" if name is None else "right" if name.split()[-1] in names else "wrong"


def _given(found: Cast, starts: list[int]) -> Iterator[tuple[int, str | None]]:
    for sentence, row in enumerate(found.rows):
        for mention in row:
            if mention.kind == "pronoun":
                yield starts[sentence] + mention.start, found.name_of(mention, sentence, "acts")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="+", help="CoNLL-U with GUM's entities, packed by gzip")
    options = parser.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in options.files:
        for text in texts_of(path):
            for outcome in counted(text):
                for group in ("all", "news")[: 1 + text.name.startswith("GUM_news")]:
                    counts[group][outcome] += 1
    for group, one in counts.items():
        given = one["right"] + one["wrong"]
        print(f"{group}: right {one['right'] / max(1, given):.3f} of {given} names given, {dict(one)}")


if __name__ == "__main__":
    main()
