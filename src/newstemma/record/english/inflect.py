"""English word form -> the base forms that it may be a form of."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise

from newstemma.record.english.gazetteer import lines

_VOWELS = frozenset("aeiou")


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in lines("irregular.txt"):
        base, *forms = line.split()
        for form in forms:
            found[form] = (*found.get(form, ()), base)
    return found


@lru_cache(maxsize=100_000)
def base_forms(form: str) -> tuple[str, ...]:
    """Give the base forms that a word form in small letters may have, itself first.

    Not every one need be a word: `hoping` gives hop, hope and hopp. Whoever asks looks them up in a lexicon.
    """
    found = [form, *_irregular().get(form, ())]
    if form.endswith("ies") and len(form) > 4:
        found.append(form[:-3] + "y")
    elif form.endswith("es") and len(form) > 3:
        found += [form[:-1], form[:-2]]
    elif form.endswith("s") and not form.endswith("ss") and len(form) > 3:
        found.append(form[:-1])
    elif form.endswith("ied") and len(form) > 4:
        found.append(form[:-3] + "y")
    elif form.endswith("ed") and len(form) > 3:
        found += _stems(form[:-2])
    elif form.endswith("ing") and len(form) > 4:
        found += _stems(form[:-3])
    return tuple(dict.fromkeys(found))


def _stems(stem: str) -> list[str]:
    """Give what stood before -ed or -ing: itself, with an e, or with its last consonant once."""
    double = len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    return [stem, stem + "e", *([stem[:-1]] if double else [])]


_VERB_FORMS = {"VBD": ("ed",), "VBN": ("ed",), "VBG": ("ing",), "VBZ": ("s",)}


@lru_cache(maxsize=200_000)
def base_form(form: str, tag: str) -> str:
    """Give the base form of a word form in small letters with its Penn Treebank tag."""
    if tag in {"NNS", "NNPS"} or tag in _VERB_FORMS:
        candidates = base_forms(form)
        if tag[0] == "V" and form in _irregular():
            return _irregular()[form][0]
        known = [one for one in candidates[1:] if one in _known()]
        return known[0] if known else _guess(form, tag)
    if tag[0] == "V" and form not in _known():
        # The tagger takes a past for a present now and then: "echoed" as VBP.
        return next((one for one in base_forms(form)[1:] if one in _known()), form)
    return form


@cache
def _known() -> frozenset[str]:
    """Verbs and nouns of the lexicons."""
    found = {line.split()[0] for line in lines("irregular.txt")}
    for name in ("verbs.tsv", "nouns.tsv"):
        for line in lines(name):
            if not line.startswith("#"):
                found.update(verb.split("_")[0] for verb in line.split("\t")[0].split("|"))
    for line in lines("plover.tsv"):
        if not line.startswith("#"):
            found.update(verb.split("_")[0] for verb in line.split("\t")[3].split(" ")[0].split("|"))
    return frozenset(found)


def _guess(form: str, tag: str) -> str:
    if tag in {"NNS", "NNPS", "VBZ"}:
        if form.endswith("ies") and len(form) > 4:
            return form[:-3] + "y"
        if form.endswith(("ches", "shes", "sses", "xes", "zes")):
            return form[:-2]
        return form[:-1] if form.endswith("s") and not form.endswith("ss") else form
    ending = "ing" if tag == "VBG" else "ed"
    if not form.endswith(ending) or len(form) <= len(ending) + 2:
        return form
    if form.endswith("ied"):
        return form[:-3] + "y"
    stem = form[: -len(ending)]
    if stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    vowels = sum(a in _VOWELS and b not in _VOWELS for a, b in pairwise(stem))
    soft = stem.endswith(
        ("at", "iz", "is", "v", "c", "dg", "ng", "rg", "s", "u", "bl", "pl", "tl", "dl", "ur", "in")
    )
    return (
        stem + "e"
        if soft or (vowels == 1 and stem[-1] not in "wxyhk" and stem[-2] in "aiou" and len(stem) <= 4)
        else stem
    )
