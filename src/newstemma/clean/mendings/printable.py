"""Quoted-printable that was never decoded: `caf=C3=A9`, `class=3D"lead"`, lines broken by a single `=`."""

from __future__ import annotations

import quopri
import re

_CODE = re.compile(r"=[0-9A-F]{2}")
_SOFT_BREAK = re.compile(r"=\r?\n")
_BARE = re.compile(r"=(?![0-9A-F]{2}|\r?\n)")
_LEAST = 3
# Codes and soft breaks for each other equals sign; HTML that is not encoded has hundreds of bare ones.
_LEAST_RATIO = 10
_HEAD = 20_000  # characters that tell whether a text is encoded, as it is so throughout


def may_be(text: str) -> bool:
    """Whether the text has an encoded equals sign or soft line breaks."""
    head = text[:_HEAD]
    if head.count("=") < _LEAST_RATIO * head.count('="'):
        return False
    return any(sign in text for sign in ("=3D", "=\n", "=\r\n", "=20", "=E2=80"))


def undo(text: str) -> str:
    """Decode the text, if it is encoded throughout."""
    coded = len(_CODE.findall(text)) + len(_SOFT_BREAK.findall(text))
    if coded < _LEAST or coded < _LEAST_RATIO * len(_BARE.findall(text)):
        return text
    data = quopri.decodestring(text.encode("utf-8", "replace"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
