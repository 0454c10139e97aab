"""What the shipped spaCy pipeline has of its own: one rule of its tokenizer, and what unseen words get."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from spacy.language import Language
from spacy.util import registry

from newstemma.record.english.misprints import misprinted_cue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc
    from spacy.training import Example

# English treebanks cut words at hyphens, but not after these: co-operation, pro-independence, e-mail.
_AFFIXES = """anti co counter de e ex inter mid mini multi neo non over pan post pre pro re semi socio sub
    super ultra un"""
AFFIXED = re.compile(rf"(?i)(?:{'|'.join(_AFFIXES.split())})-[a-z]+(?:'s)?$")
_SUFFIX = 3


@Language.factory("newstemma_unseen", default_config={"least": 2})
def make_unseen(nlp: Language, name: str, least: int) -> Unseen:
    """Make the component: `least` is how often a word must stand in the training texts to be known."""
    del nlp, name
    return Unseen(least)


class Unseen:
    """Gives words that training has hardly seen the norm of their kind.

    The network looks words up by the hash of their norm, so that each unseen word would get the vector of
    some other word. With the norm of its kind (capitals, digits, last letters) it gets what such words share;
    a misprinted cue gets the norm of the cue.
    """

    def __init__(self, least: int) -> None:
        self.least = least
        self.known: frozenset[str] = frozenset()

    def __call__(self, doc: Doc) -> Doc:
        """Set the norms of unseen words."""
        known = self.known
        for token in doc:
            word = token.lower_
            if word not in known:
                token.norm_ = misprinted_cue(token.text) or kind(token.text, word)
        return doc

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None, **_: Any
    ) -> None:
        """Learn which words the training texts hold often enough."""
        del nlp
        counts = Counter(token.lower_ for example in get_examples() for token in example.predicted)
        self.known = frozenset(word for word, count in counts.items() if count >= self.least)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the known words."""
        del exclude
        Path(path).mkdir(exist_ok=True)
        Path(path, "known.txt").write_text("\n".join(sorted(self.known)) + "\n", encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read the known words."""
        del exclude
        self.known = frozenset(Path(path, "known.txt").read_text(encoding="utf-8").split("\n"))
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the known words, for another process."""
        del exclude
        return "\n".join(sorted(self.known)).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Take the known words from another process."""
        del exclude
        self.known = frozenset(data.decode().split("\n"))
        return self


def kind(word: str, lower: str) -> str:
    """Give the norm of an unseen word."""
    if any(map(str.isdigit, word)):
        shape = "0"
    elif word.isupper():
        shape = "X"
    else:
        shape = "Xx" if word[0].isupper() else "x"
    return f"?{shape}{lower[-_SUFFIX:]}"


@registry.callbacks("newstemma.keep_affixes")  # type: ignore[untyped-decorator]
def keep_affixes() -> Callable[[Language], Language]:
    """Give the step that lets the tokenizer keep words with an affix and a hyphen whole."""

    def change(nlp: Language) -> Language:
        tokenizer: Any = nlp.tokenizer
        tokenizer.token_match = AFFIXED.match
        return nlp

    return change
