"""The language of an article: as the page says, else by its commonest words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

_CODE = re.compile(r"[a-z]{2,3}(?=$|[-_])")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "en": "the of and to in that for is on was with said he as it by at from his have has are not".split(),
    "de": "der die und das den von ist mit dem des nicht ein eine auch sich auf für im zu werden".split(),
    "fr": "le la les des et en un une du est que dans pour qui sur pas au plus par ce il".split(),
    "es": "el la los las de que en y un una por con para del se su al es lo como más".split(),
    "it": "il la di che e un una per del della in con non si le sono dei nel da alla".split(),
    "pt": "o a os as de que em e um uma para com do da no na se por mais não dos".split(),
    "nl": "de het een van en in is dat op te voor met zijn niet aan ook die er worden".split(),
    "pl": "w na i z się nie do to że jest o jak po od za przez dla był jego".split(),
    "sv": "och att det som en på är av för med den till inte har om ett var jag de".split(),
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi sonra ne kadar en var".split(),
    "ru": "и в не на что с по как это из он за для от но его она так же".split(),
    "uk": "і в не на що з по як це із він за для від але його вона та же".split(),
}
_LEAST_WORDS = 20
_LEAST_SHARE = 0.12  # of the words; running text of these languages has 0.25 and more


def language(stated: str | None, given: str | None, body: Iterable[str]) -> Fact | None:
    """Choose the language, as a code of two letters. What the text shows goes before what the page says."""
    shown = _shown(" ".join(body)[:5000])
    for value, source in ((given, "given"), (stated, "html lang")):
        code = _CODE.match(value.strip().lower()) if value else None
        if code and (shown is None or shown == code.group()):
            return Fact(code.group(), source, 0.95 if shown else 0.7)
    return Fact(shown, "its commonest words", 0.9) if shown else None


def _shown(text: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(text)]
    if len(words) < _LEAST_WORDS:
        return None
    shares = {
        code: sum(map(set(common).__contains__, words)) / len(words) for code, common in _COMMON.items()
    }
    best = max(sorted(shares), key=shares.__getitem__)
    return best if shares[best] >= _LEAST_SHARE else None
