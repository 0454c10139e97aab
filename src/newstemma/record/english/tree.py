"""A parsed sentence as plain lists: what the rules for claims and deeds walk over."""

from __future__ import annotations

from dataclasses import dataclass, field

from newstemma.record.english.inflect import base_form

NOWHERE = -1
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer")


@dataclass(slots=True)
class Tree:
    """Words of a sentence with their tags and heads, in Universal Dependencies."""

    text: str
    words: list[str]
    starts: list[int]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    """A root is its own head."""
    labels: list[str] = field(default_factory=list)
    """Kinds of names as the pipeline sees them, an empty string for other words."""
    kids: list[list[int]] = field(init=False)
    left: list[int] = field(init=False)
    """First word of each word's subtree."""
    right: list[int] = field(init=False)
    """Last word of each word's subtree."""
    lemmas: list[str] = field(init=False)

    def __post_init__(self) -> None:
        count = len(self.words)
        self.kids = [[] for _ in range(count)]
        self.left = list(range(count))
        self.right = list(range(count))
        for word, head in enumerate(self.heads):
            if head != word:
                self.kids[head].append(word)
        for word in range(count):
            left = right = word
            head = self.heads[word]
            at = word
            while head != at:
                at = head
                self.left[at] = min(self.left[at], left)
                self.right[at] = max(self.right[at], right)
                head = self.heads[at]
        self.lemmas = [base_form(word.lower(), tag) for word, tag in zip(self.words, self.tags, strict=True)]

    def __len__(self) -> int:
        return len(self.words)

    def end(self, word: int) -> int:
        """Offset after a word."""
        return self.starts[word] + len(self.words[word])

    def kid(self, word: int, *deps: str) -> int:
        """First child with one of these relations, or NOWHERE."""
        for kid in self.kids[word]:
            if self.deps[kid] in deps:
                return kid
        return NOWHERE


def chain(heads: list[int], word: int) -> list[int]:
    """Give a word and those it hangs on, up to the root; where it hangs on itself, each at least once."""
    found = [word]
    while heads[found[-1]] != found[-1] and len(found) <= len(heads):
        found.append(heads[found[-1]])
    return found
