"""Write src/newstemma/record/english/clusters.txt: python scripts/training/clusters.py.

The clusters come from spacy-lookups-data (MIT), which has to be installed for this alone. Taken are words of
letters; of a word that also stands there in small letters only if it is in another cluster than those.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from spacy.util import load_language_data, registry

WORD = re.compile(r"[^\W\d_]+(?:['.&-][^\W\d_]+)*\.?")
TABLE = Path(__file__).parents[2] / "src/newstemma/record/english/clusters.txt"


def main() -> None:
    """Take the clusters out of the library."""
    table = load_language_data(registry.lookups.get("en")["lexeme_cluster"])
    words = {word: number for word, number in table.items() if number and WORD.fullmatch(word)}
    alike: dict[int, list[str]] = defaultdict(list)
    for word in sorted(words):
        if word == word.lower() or words[word] != words.get(word.lower()):
            alike[words[word]].append(word)
    text = "".join(f"{number}\t{' '.join(alike[number])}\n" for number in sorted(alike))
    TABLE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
