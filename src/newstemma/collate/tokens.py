"""Sentences as words that can be compared: house style folded away, the words themselves kept apart."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from newstemma.identity import plain
from newstemma.model import Span

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,]\d+)+(?!\w)|\w+(?:'\w+)*|[%$£€&]")
# "MOSCOW (AP) - " stands before the first sentence and is no part of it.
DATELINE = re.compile(
    r"^(?:[A-Z][A-Z.' -]+(?:, [A-Z][\w. ]+)?(?: \([A-Z][\w. ]*\))|[A-Z][A-Z.' -]{2,}(?:, [A-Z][\w. ]+)?)"
    r" ?[-–—]+ (?=\S)"
)
# Courtesy titles: a house prints them or does not.
_COURTESY = frozenset("mr mrs ms miss mx messrs".split())
# Words of which only their neighbours tell what becomes of them.
_OF_NEIGHBOURS = _COURTESY | {"cent"}
# Whole words that differ between British and American houses beyond what the rules below cover.
_SPELLINGS = {
    uk: us
    for pair in """grey/gray programme/program programmes/programs cheque/check cheques/checks tyre/tire
    tyres/tires kerb/curb plough/plow sceptic/skeptic sceptical/skeptical
    sceptics/skeptics draught/draft aluminium/aluminum jewellery/jewelry
    manoeuvre/maneuver manoeuvres/maneuvers manoeuvring/maneuvering judgement/judgment
    ageing/aging towards/toward whilst/while amongst/among amidst/amid learnt/learned
    burnt/burned spelt/spelled dreamt/dreamed leapt/leaped enquiry/inquiry
    enquiries/inquiries enrol/enroll fulfil/fulfill skilful/skillful
    instalment/installment mum/mom moustache/mustache pyjamas/pajamas storey/story
    disc/disk dialogue/dialog catalogue/catalog analogue/analog anaemia/anemia
    foetus/fetus paediatric/pediatric oestrogen/estrogen orthopaedic/orthopedic
    diarrhoea/diarrhea encyclopaedia/encyclopedia mediaeval/medieval okay/ok
    adviser/advisor advisers/advisors""".split()
    for uk, us in [pair.split("/")]
}
# Letters, what stands for them, what may follow them at the end, and the least length of the word. Both sides
# are folded alike, so a rule may well turn "sentence" into "sentense": it does harm only where it makes two
# words one, which the least lengths prevent ("four" and "for").
_HOUSES = (
    ("is", r"iz\1", "e es er ed ers ing ation ations ational able".split(), 5),
    ("ys", r"yz\1", "e es er ed ers ing".split(), 6),
    (
        "our",
        r"or\1",
        ["", *"s ed ing able ably ful fully ite ites hood hoods er ers ist ists al ally".split()],
        5,
    ),
    ("([tb])re", r"\1er\2", ["", "s"], 5),
    ("ence", r"ense\1", ["", "s", "less"], 6),
    ("([aeiou])ll", r"\1l\2", "ed ing er ers".split(), 7),
)
_ENDINGS = tuple(
    (re.compile(f"{letters}({'|'.join(after)})$"), other, least) for letters, other, after, least in _HOUSES
)
# Of most words a look at the last two letters, or at all of them, says that no rule is theirs.
_LAST_TWO = frozenset(
    (re.sub(r"\(.*\)", "", letters) + end)[-2:] for letters, _, after, _ in _HOUSES for end in after
)
_ANY_ENDING = re.compile("|".join(f"(?:{ending.pattern})" for ending, *_ in _ENDINGS))
_LEAST_LENGTH = min(least for *_, least in _HOUSES)
_OUR_STAYS = frozenset("hours tours yours pours fours flour".split())


_INFLECTED = re.compile(r"(?:'s|ies|ied|ing|ed|es|s|e|y)$")
_INFLECTED_ENDS = frozenset("sdgey")


class Token(NamedTuple):
    """One word of a sentence."""

    form: str
    """What is compared: lower case, house style folded."""
    span: Span
    """Characters of the sentence."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Give the form of a word that all houses share: `defence` and `defense`, `U.S.` and `US` are one."""
    lower = word.lower()
    if not lower.isalpha():
        if lower == "%":
            return "percent"
        if "." in lower and lower[0].isalpha():
            lower = lower.replace(".", "")
        elif lower[0].isdigit() and lower[-1].isdigit():
            return lower.replace(",", "")
    if lower in _SPELLINGS:
        return _SPELLINGS[lower]
    if len(lower) < _LEAST_LENGTH or lower[-2:] not in _LAST_TWO or lower in _OUR_STAYS:
        return lower
    if not _ANY_ENDING.search(lower):
        return lower
    for ending, other, least in _ENDINGS:
        if len(lower) >= least:
            folded, count = ending.subn(other, lower)
            if count:
                return folded
    return lower


@lru_cache(maxsize=200_000)
def stem(form: str) -> str:
    """Cut off what inflection adds, roughly: `blasting` and `blasted` are weighed as one word."""
    return _INFLECTED.sub("", form) if len(form) > 4 and form[-1] in _INFLECTED_ENDS else form


def tokenise(sentence: str) -> tuple[Token, ...]:
    """Cut a sentence into its words. Dateline, punctuation and courtesy titles are left out."""
    flat = plain(sentence)
    dateline = DATELINE.match(flat)
    matches = list(_WORD.finditer(flat, dateline.end() if dateline else 0))
    forms = [fold(match.group()) for match in matches]
    if _OF_NEIGHBOURS.isdisjoint(forms):
        return tuple(map(Token, forms, [Span(*match.span()) for match in matches]))
    tokens: list[Token] = []
    for match, form in zip(matches, forms, strict=True):
        word = match.group()
        if form in _OF_NEIGHBOURS:
            lower = word.lower()
            if lower in _COURTESY and flat[match.end() : match.end() + 1] in {" ", "."}:
                continue
            if lower == "cent" and tokens and tokens[-1].form == "per":
                tokens[-1] = Token("percent", Span(tokens[-1].span.start, match.end()))
                continue
        tokens.append(Token(form, Span(*match.span())))
    return tuple(tokens)


def words(text: str) -> list[str]:
    """Give the words of a text as printed. Dateline and punctuation are left out."""
    flat = plain(text)
    dateline = DATELINE.match(flat)
    return _WORD.findall(flat, dateline.end() if dateline else 0)


def forms(sentence: str) -> tuple[str, ...]:
    """Give the words of a sentence as they are compared: the forms of its tokens."""
    found = tuple(map(fold, words(sentence)))
    if _OF_NEIGHBOURS.isdisjoint(found):
        return found
    return tuple(token.form for token in tokenise(sentence))
