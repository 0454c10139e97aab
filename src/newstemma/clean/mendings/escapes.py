"""Markup that was escaped: `&lt;p&gt;`, `&amp;lt;p&amp;gt;`, or with a named entity for every full stop."""

from __future__ import annotations

import re

# HTML's names for characters of ASCII that nobody needs to escape, and for quotation marks and spaces.
_PUNCTUATION = {"Tab": "\t", "NewLine": "\n"} | dict(
    pair.split("=", 1)
    for pair in """excl=! num=# dollar=$ percnt=% lpar=( rpar=) ast=* midast=* plus=+ comma=, period=. sol=/
    colon=: semi=; equals== quest=? commat=@ lsqb=[ lbrack=[ bsol=\\ rsqb=] rbrack=] Hat=^ lowbar=_ UnderBar=_
    grave=` DiacriticalGrave=` lcub={ lbrace={ verbar=| vert=| VerticalLine=| rcub=} rbrace=} hyphen=‐ dash=‐
    OpenCurlyQuote=‘ CloseCurlyQuote=’ OpenCurlyDoubleQuote=“ CloseCurlyDoubleQuote=”""".split()
)
_NAMES = "|".join(sorted(_PUNCTUATION, key=len, reverse=True))
_NAMED = re.compile(f"&({_NAMES});")
# Where semicolons have a name as well, the page's own entities were taken apart: `&nbsp;` into
# `&amp;nbsp&semi;`.
_NAMED_THROUGHOUT = re.compile(f"&({_NAMES}|amp);")
_SURE = ("&period;", "&comma;", "&NewLine;")
_ONE_LEVEL = re.compile(r"&(lt|gt|quot|amp|apos|#0?39|#x27|#34|#60|#62|#38|#x3[ceCE]);")
_BASIC_PAIRS = "lt=< gt=> quot=\" amp=& apos=' #39=' #039=' #x27=' #34=\" #60=< #62=> #38=& #x3c=< #x3e=>"
_BASIC = dict(pair.split("=", 1) for pair in _BASIC_PAIRS.split())
_ESCAPED_TAG = re.compile(r"&(?:amp;)*(?:lt|#60|#x3[cC]);[/!a-zA-Z]")
_RAW_TAG = re.compile(r"<[/!a-zA-Z]")
_LEAST_TAGS = 3
# Escaped tags for each raw one in a page that is escaped as a whole; a page that shows code has the opposite.
_LEAST_RATIO = 10
_LEAST_NAMED = 5


def has_punctuation(text: str) -> bool:
    """Whether any of the commonest named entities for punctuation stands in the text."""
    return any(name in text for name in _SURE)


def undo_punctuation(text: str) -> str:
    """Put the characters in their place, if that was done throughout."""
    if len(_NAMED.findall(text)) < _LEAST_NAMED:
        return text
    named = _NAMED_THROUGHOUT if "&semi;" in text else _NAMED
    return named.sub(lambda found: _PUNCTUATION.get(found.group(1), "&"), text)


def is_escaped(text: str) -> bool:
    """Whether there is any escaped tag."""
    return "lt;" in text or "&#60;" in text or "&#x3" in text


def undo_escape(text: str) -> str:
    """Undo one level of escaping, if the markup as a whole is escaped."""
    if text.count("lt;") + text.count("&#60;") + text.count("&#x3") < _LEAST_RATIO * text.count("</"):
        return text
    escaped = len(_ESCAPED_TAG.findall(text))
    if escaped < _LEAST_TAGS or escaped < _LEAST_RATIO * len(_RAW_TAG.findall(text)):
        return text
    return _ONE_LEVEL.sub(lambda found: _BASIC[found.group(1).lower()], text)
