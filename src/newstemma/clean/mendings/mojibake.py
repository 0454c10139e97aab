"""UTF-8 that was read as Windows-1252 or Latin-1: `itâ€™s` for `it’s`."""

from __future__ import annotations

import re

# How the first two bytes of the commonest characters look when they are read wrongly.
_SIGNS = re.compile(
    "â€|â\x80|Ã[\x80-\xbfƒ‚€„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Â[\xa0-\xbf]|Ð[\x80-\xbfš°±²³´µ¶·¸¹º»¼½¾¿]"
)
_STARTS = ("â", "Ã", "Â", "Ð")  # single characters, for these are found ten times as fast as pairs
_LEAST = 2


def may_be(text: str) -> bool:
    """Whether any sign of it stands in the text."""
    if text.isascii() or not any(start in text for start in _STARTS):
        return False
    return _SIGNS.search(text) is not None


def undo(text: str) -> str:
    """Read the text rightly: as a whole where all of it was read wrongly, else line by line."""
    if len(_SIGNS.findall(text)) < _LEAST and len(text) > 1000:
        return text
    import ftfy

    try:
        return text.encode("sloppy-windows-1252").decode("utf-8")
    except UnicodeError:
        pass
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        pass
    return "\n".join(ftfy.fix_encoding(line) if _SIGNS.search(line) else line for line in text.split("\n"))
