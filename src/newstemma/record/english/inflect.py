"""English word form -> the base forms that it may be a form of."""

from __future__ import annotations

from functools import cache, lru_cache

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
