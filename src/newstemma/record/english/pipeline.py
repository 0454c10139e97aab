"""What the shipped spaCy pipeline has of its own: two rules of its tokenizer, and what unseen words get."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from spacy.language import Language
from spacy.util import compile_infix_regex, registry

from newstemma.record.english.misprints import misprinted_cue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from spacy.tokens import Doc
    from spacy.training import Example

# English treebanks cut words at hyphens, but not after these: co-operation, pro-independence, e-mail.
_AFFIXES = """anti co counter de e ex inter mid mini multi neo non over pan post pre pro re semi socio sub
    super ultra un"""
# Nor are these cut, or the editor-in-chief is an editor, and a mother-in-law the law.
_OFFICES = "[a-z]+-(?:in-(?:law|chief|residence)|at-(?:law|large|arms))"
UNCUT = re.compile(rf"(?i)(?:(?:{'|'.join(_AFFIXES.split())})-[a-z]+(?:'s)?|{_OFFICES})$")
# Quotation marks that a lost space joined to both their neighbours: said,"It leaks; it leaks",she said.
_JOINED = (r'[,.:;!?](?=")', r'(?<=[\w,.:;!?])"(?=[,.:;]?\w)', r'(?<=")[,.:;](?=\w)')
_SUFFIX = 3
_LEAST_KIND = 5


@Language.factory("newstemma_unseen", default_config={"least": 2})
def make_unseen(nlp: Language, name: str, least: int) -> Unseen:
    """Make the component: `least` is how often a word must stand in the training texts to be known."""
    del nlp, name
    return Unseen(least)


class Unseen:
    """Gives words that training has hardly seen the norm of their kind.

    The network looks words up by the hash of their norm, so that each unseen word would get the vector of
    some other word. With the norm of its kind (capitals, digits, last letters) it gets what such words share,
    and where training has hardly seen that kind either, of its looks alone (capitals, digits). A misprinted
    cue gets the norm of the cue, and the cue for its lemma.
    """

    def __init__(self, least: int) -> None:
        self.least = least
        self.known: frozenset[str] = frozenset()
        """Words, and kinds of words, that stand often enough in the training texts."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the norms of unseen words."""
        known = self.known
        for token in doc:
            word = token.lower_
            if word not in known:
                cue, its_kind = misprinted_cue(token.text), kind(token.text)
                token.norm_ = cue or (its_kind if its_kind in known else looks(token.text))
                token.lemma_ = cue or ""
        return doc

    def initialize(
        self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None, **_: Any
    ) -> None:
        """Learn which words the training texts hold often enough."""
        del nlp
        words = [token.text for example in get_examples() for token in example.predicted]
        counts = Counter(map(str.lower, words))
        kinds = Counter(kind(word) for word in words if counts[word.lower()] < self.least)
        self.known = frozenset(
            [word for word, count in counts.items() if count >= self.least]
            + [name for name, count in kinds.items() if count >= _LEAST_KIND]
        )

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


def looks(word: str) -> str:
    """Give the norm of an unseen word by its capitals and digits."""
    if any(map(str.isdigit, word)):
        return "?0"
    if word.isupper():
        return "?X"
    return "?Xx" if word[0].isupper() else "?x"


def kind(word: str) -> str:
    """Give the norm of an unseen word by its looks and its last letters."""
    return looks(word) + word.lower()[-_SUFFIX:]


@registry.callbacks("newstemma.words")  # type: ignore[untyped-decorator]
def words() -> Callable[[Language], Language]:
    """Give the step that lets the tokenizer keep some words with hyphens whole, and part what quotes join."""

    def change(nlp: Language) -> Language:
        tokenizer: Any = nlp.tokenizer
        tokenizer.token_match = UNCUT.match
        infixes = [*(nlp.Defaults.infixes or ()), *_JOINED]
        tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
        return nlp

    return change
