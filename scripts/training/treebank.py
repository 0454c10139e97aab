"""CoNLL-U files -> spaCy documents, a sentence each."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin, Span

from newstemma.identity import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language

# GUM's kinds of entities that can be named, and what the pipeline calls them.
_NAMED = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
_LINKS = frozenset(("of", "-", "and", "for"))
_ENTITY = re.compile(r"Entity=([^|]*)")
_BRACKET = re.compile(r"\([^()]+\)?|[^()]+\)")


@dataclass(frozen=True, slots=True)
class Treebank:
    """One CoNLL-U file, and whether its names are marked."""

    path: Path
    named: bool


@dataclass(frozen=True, slots=True)
class Word:
    """One line of a sentence."""

    text: str
    lemma: str
    upos: str
    tag: str
    head: int
    """Number of its head from 0; a root is its own."""
    dep: str
    space: bool
    misc: str


def sentences(treebank: Treebank) -> Iterator[tuple[str, list[Word]]]:
    """Give the name of the document and the words of each sentence, marks and dashes straightened."""
    document, words, joined = "", [], {}
    with gzip.open(treebank.path, "rt", encoding="utf-8") as file:
        for line in file:
            text = line.rstrip("\n")
            if text.startswith("# newdoc id"):
                document = text.split("=")[1].strip()
            elif not text:
                if words:
                    yield document, words
                words, joined = [], {}
            elif not text.startswith("#"):
                fields = text.split("\t")
                if "-" in fields[0]:
                    first, last = map(int, fields[0].split("-"))
                    joined.update(dict.fromkeys(range(first, last), False))
                    joined[last] = "SpaceAfter=No" not in fields[9]
                elif "." not in fields[0]:
                    words.append(_word(fields, joined))


def _word(fields: list[str], joined: dict[int, bool]) -> Word:
    number, head = int(fields[0]), int(fields[6])
    return Word(
        text=plain(fields[1]),
        lemma=fields[2],
        upos=fields[3],
        tag=fields[4],
        head=head - 1 if head else number - 1,
        dep="ROOT" if fields[7] == "root" else fields[7],
        space=joined.get(number, "SpaceAfter=No" not in fields[9]),
        misc=fields[9],
    )


def documents(treebank: Treebank, nlp: Language) -> Iterator[Doc]:
    """Give each sentence as a document with tags, tree and, where the treebank has them, names."""
    for _, words in sentences(treebank):
        doc = Doc(
            nlp.vocab,
            words=[word.text for word in words],
            spaces=[word.space for word in words],
            tags=[word.tag for word in words],
            pos=[word.upos for word in words],
            lemmas=[word.lemma for word in words],
            heads=[word.head for word in words],
            deps=[word.dep for word in words],
        )
        if treebank.named:
            doc.set_ents([Span(doc, first, end, label) for first, end, label in names(words)])
        else:
            doc.set_ents([], default="missing")
        yield doc


def names(words: list[Word]) -> list[tuple[int, int, str]]:
    """Give first word, word after the last, and kind of the names among a sentence's entities."""
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for first, end, label in _entities(words):
        heads = [at for at in range(first, end) if not first <= words[at].head < end or words[at].head == at]
        if label not in _NAMED or len(heads) != 1 or words[heads[0]].upos != "PROPN":
            continue
        start, stop = _name_around(words, heads[0], first, end, joins=label != "person")
        if taken.isdisjoint(range(start, stop)):
            taken.update(range(start, stop))
            found.append((start, stop, _NAMED[label]))
    return found


def _name_around(words: list[Word], head: int, first: int, end: int, *, joins: bool) -> tuple[int, int]:
    """Widen a proper noun to the run of proper nouns around it, inside the entity."""
    start, stop = head, head + 1
    while start > first and words[start - 1].upos == "PROPN":
        start -= 1
    while stop < end:
        linked = (
            joins
            and words[stop].text.lower() in _LINKS
            and stop + 1 < end
            and words[stop + 1].upos == "PROPN"
        )
        if words[stop].upos != "PROPN" and not linked:
            break
        stop += 1
    return start, stop


def _entities(words: list[Word]) -> Iterator[tuple[int, int, str]]:
    """Read GUM's bracketed entities: first word, word after the last, kind."""
    opened: dict[str, list[tuple[int, str]]] = {}
    for at, word in enumerate(words):
        match = _ENTITY.search(word.misc)
        for bracket in _BRACKET.findall(match.group(1)) if match else ():
            fields = bracket.strip("()").split("-")
            if bracket.startswith("("):
                opened.setdefault(fields[0], []).append((at, fields[1]))
            if bracket.endswith(")") and opened.get(fields[0]):
                first, label = opened[fields[0]].pop()
                yield first, at + 1, label


def save(docs: Iterable[Doc], path: Path) -> None:
    """Write documents in spaCy's binary form."""
    kept = ["TAG", "POS", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY"]
    DocBin(attrs=["ORTH", *kept], docs=docs).to_disk(path)
