"""Lines that an outlet prints on many of its pages are furniture: what one page alone cannot show.

A line that comes back is no furniture yet: outlets print a report again with every update, and their own
stories share paragraphs of background. So pages that are versions of one another count as one, and running
text has to stand on far more of an outlet's pages than a label has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from newstemma.clean.cues import cues
from newstemma.clean.flat import is_prose
from newstemma.identity import sentence_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newstemma.model import Article, Paragraph

LEAST_PAGES = 3
"""Different pages of an outlet that a line has to stand on."""
LEAST_SHARE = 0.5
"""Of the outlet's different pages, for running text. Measured on artificial wires: furniture stands on all
pages of its outlet, a background paragraph on up to 0.2 of them; on real pages sign-up texts stand on 0.9."""
_LEAST_ADDRESSING = 2
"""Different pages of an outlet that a line has to stand on if it speaks to the reader."""
_ADDRESSING = frozenset(("sign-up", "help", "network", "address"))
_VERSION_SHARE = 0.4
"""Of the running text of two pages together, what they have to share to be versions of one report."""
_MOST_CARRIERS = 20
"""Lines on more pages than this do not help to find versions: there are hardly so many of one report."""


def furnish(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Mark the body lines that one outlet prints on many pages as furniture.

    Takes a whole pile and gives it back in its order. The answer depends on which articles are in the pile,
    not on their order. Texts and spans stay as they are; the sentences of furniture are dropped.
    """
    pile = tuple(articles)
    by_outlet: dict[str, list[Article]] = defaultdict(list)
    for article in pile:
        if article.outlet is not None:
            by_outlet[article.outlet].append(article)
    found = {
        outlet: _furniture(tuple(pages))
        for outlet, pages in by_outlet.items()
        if len(pages) >= _LEAST_ADDRESSING
    }
    return tuple(_furnished(article, found.get(article.outlet or "", frozenset())) for article in pile)


def _furniture(pages: Sequence[Article]) -> frozenset[str]:
    """Give the keys of an outlet's furniture."""
    lines = [{sentence_key(text): text for text in article.body} for article in pages]
    carriers: dict[str, list[int]] = defaultdict(list)
    for number, texts in enumerate(lines):
        for key in texts:
            carriers[key].append(number)
    if not any(len(numbers) >= _LEAST_ADDRESSING for numbers in carriers.values()):
        return frozenset()
    group = _versions(lines, carriers)
    groups = len(set(group))
    found = set()
    for key, numbers in carriers.items():
        different = len({group[number] for number in numbers})
        text = lines[numbers[0]][key]
        least = LEAST_SHARE * groups if is_prose(text) else 0
        found_cues = frozenset(cues(text)) if different >= _LEAST_ADDRESSING else frozenset()
        speaks = found_cues & _ADDRESSING and "speech" not in found_cues
        if different >= max(_LEAST_ADDRESSING if speaks else LEAST_PAGES, least):
            found.add(key)
    return frozenset(found)


def _versions(lines: Sequence[dict[str, str]], carriers: dict[str, list[int]]) -> list[int]:
    """Give a number to each page, the same to versions of one report."""
    shared: Counter[tuple[int, int]] = Counter()
    for key, numbers in carriers.items():
        if 1 < len(numbers) <= _MOST_CARRIERS:
            size = len(lines[numbers[0]][key])
            for pair in combinations(numbers, 2):
                shared[pair] += size
    sizes = [sum(map(len, texts.values())) for texts in lines]
    group = list(range(len(lines)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for (one, other), size in shared.items():
        if size >= _VERSION_SHARE * (sizes[one] + sizes[other] - size):
            group[root(one)] = root(other)
    return [root(number) for number in range(len(lines))]


def _furnished(article: Article, keys: frozenset[str]) -> Article:
    """Give an article with its furniture marked."""
    if not keys:
        return article

    def is_furniture(paragraph: Paragraph) -> bool:
        text = article.text[paragraph.start : paragraph.end]
        return paragraph.kind == "body" and sentence_key(text) in keys

    marked = [number for number, paragraph in enumerate(article.paragraphs) if is_furniture(paragraph)]
    if not marked:
        return article
    gone = frozenset(marked)
    return replace(
        article,
        paragraphs=tuple(
            replace(paragraph, kind="furniture") if number in gone else paragraph
            for number, paragraph in enumerate(article.paragraphs)
        ),
        sentences=tuple(sentence for sentence in article.sentences if sentence.paragraph not in gone),
    )
