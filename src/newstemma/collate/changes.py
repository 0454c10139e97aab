"""Two readings of one sentence -> what differs, word by word, and what kind of difference each is.

The words are aligned by Levenshtein's distance (Levenshtein 1966). A difference is damage where the letters
nearly agree though the words do not: typing and reading errors (OCR) touch a letter here and there, editors
exchange whole words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import Levenshtein

from newstemma.collate.kinds import Side, kind
from newstemma.identity import plain
from newstemma.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newstemma.collate.tokens import Token
    from newstemma.model import Span

DAMAGE_RATE = 0.34
"""Share of a difference's letters that damage may touch: one letter of three. Set on made wires."""
# What optical reading takes for what: two letters for one count as one error.
_OCR_PAIRS = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"))
# Of words so short, one letter makes another word. Editors exchange them as often as machines misread them.
_SHORT = frozenset(
    """a i am an as at be by do go he hi if in is it me my no of on or so to up us we all any are but can
    did for get had has her him his how its led let man men met new nor not now off old one our out
    own per put ran run saw say see set she six ten the too two use via war was way who why win won
    yes yet you""".split()
)
# What inflection adds or exchanges: "talk" for "talks" is an editor's choice, or a letter lost.
_INFLECTIONS = frozenset("s es ed d ing ly n er".split())
_QUOTED = re.compile(r'"[^"]*"?|(?<!\w)\'[^\']{2,}\'(?!\w)')

Verdict = Literal["damage", "doubtful", "wording"]
Relation = Literal["kept", "damaged", "reworded"]


@dataclass(frozen=True, slots=True)
class Block:
    """Words `before` of one reading stand where words `after` stand in the other."""

    before: tuple[Token, ...]
    after: tuple[Token, ...]


def blocks(before: Sequence[Token], after: Sequence[Token]) -> Iterator[Block]:
    """Give the differing places of two readings, in order; one side of a block may have no words."""
    a, b = [token.form for token in before], [token.form for token in after]
    at_a = at_b = 0
    for match in Levenshtein.opcodes(a, b).as_matching_blocks():
        if at_a < match.a or at_b < match.b:
            yield Block(tuple(before[at_a : match.a]), tuple(after[at_b : match.b]))
        at_a, at_b = match.a + match.size, match.b + match.size


def relation(before: Sequence[Token], after: Sequence[Token]) -> Relation:
    """Say what became of a sentence, house style, spaces and punctuation aside."""
    return _relation(before, after, {_verdict(block) for block in blocks(before, after)})


def _relation(before: Sequence[Token], after: Sequence[Token], verdicts: set[Verdict]) -> Relation:
    if "".join([token.form for token in before]) == "".join([token.form for token in after]):
        return "kept"
    return "damaged" if "damage" in verdicts and "wording" not in verdicts else "reworded"


def changes(before: str, after: str, tokens: tuple[Sequence[Token], Sequence[Token]]) -> tuple[Change, ...]:
    """List the differences between two sentences; `tokens` are those of each."""
    return tuple(change for change, _ in spanned(before, after, tokens))


def compared(
    before: str, after: str, tokens: tuple[Sequence[Token], Sequence[Token]]
) -> tuple[Relation, tuple[Change, ...]]:
    """Say what became of a sentence, as `relation` does, and list the differences, as `changes` does."""
    found, verdicts = _differences(before, after, tokens)
    return _relation(*tokens, verdicts), tuple(change for change, _ in found)


def spanned(
    before: str, after: str, tokens: tuple[Sequence[Token], Sequence[Token]]
) -> list[tuple[Change, Span]]:
    """List the differences with their characters in `after`; of what was left out the span is empty."""
    return _differences(before, after, tokens)[0]


def _differences(
    before: str, after: str, tokens: tuple[Sequence[Token], Sequence[Token]]
) -> tuple[list[tuple[Change, Span]], set[Verdict]]:
    quoted = [match.span() for match in _QUOTED.finditer(plain(before))]
    found: list[tuple[Change, Span]] = []
    verdicts: set[Verdict] = set()
    at_a = at_b = 0
    a, b = [token.form for token in tokens[0]], [token.form for token in tokens[1]]
    for match in Levenshtein.opcodes(a, b).as_matching_blocks():
        if at_a < match.a or at_b < match.b:
            old, new = Side(before, tokens[0], at_a, match.a), Side(after, tokens[1], at_b, match.b)
            inside = bool(old.forms) and any(
                start <= tokens[0][at_a].span.start < end for start, end in quoted
            )
            block = Block(tuple(tokens[0][at_a : match.a]), tuple(tokens[1][at_b : match.b]))
            verdict = _verdict(block)
            verdicts.add(verdict)
            what = kind(old, new, damaged=verdict == "damage", quoted=inside)
            found.append((Change(what, old.printed, new.printed), new.span))
        as_printed = not match.size or _printed(before, tokens[0], match.a, match.size) == _printed(
            after, tokens[1], match.b, match.size
        )
        for offset in range(0 if as_printed else match.size):
            one, other = tokens[0][match.a + offset], tokens[1][match.b + offset]
            was, now = before[slice(*one.span)], after[slice(*other.span)]
            if was != now and plain(was) != plain(now) and match.a + offset and match.b + offset:
                found.append((Change("style", was, now), other.span))
        at_a, at_b = match.a + match.size, match.b + match.size
    return found, verdicts


def _printed(text: str, tokens: Sequence[Token], start: int, size: int) -> str:
    return text[tokens[start].span.start : tokens[start + size - 1].span.end]


def _verdict(block: Block) -> Verdict:
    """Whether letters or words were changed, or what cannot be told."""
    before = "".join(token.form for token in block.before)
    after = "".join(token.form for token in block.after)
    if before == after:
        return "damage"
    if not before or not after or _contracted(before, after):
        return "doubtful" if before + after == "a" else "wording"
    if len(block.before) == len(block.after) == 1:
        if (before in _SHORT and after in _SHORT) or (before.isdigit() and after.isdigit()):
            return "wording"
        if inflected(before, after):
            return "doubtful"
    for two, one in _OCR_PAIRS:
        before, after = before.replace(two, one), after.replace(two, one)
    errors = Levenshtein.distance(before, after)
    return "damage" if errors <= max(1, DAMAGE_RATE * max(len(before), len(after))) else "wording"


def _contracted(before: str, after: str) -> bool:
    """Whether one is the other's short form: `isn't` and `is not`."""
    short, long = sorted((before, after), key=len)
    return short.replace("n't", "not") == long or ("'" in short and short.replace("'", "") in long)


def inflected(before: str, after: str) -> bool:
    """Whether two words may be forms of one: `talk` and `talks`."""
    short, long = sorted((before, after), key=len)
    if not (short.isalpha() and long.isalpha() and len(short) > 2):
        return False
    stem = 0
    while stem < len(short) and short[stem] == long[stem]:
        stem += 1
    return (
        stem >= len(short) - 1
        and long[stem:] in _INFLECTIONS | {"ies", "ied"}
        and short[stem:] in {"", "e", "y"}
    )
