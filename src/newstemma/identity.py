"""Content hashes: the ids of all nouns, and the keys under which equal sentences are found."""

from __future__ import annotations

from hashlib import blake2b
from typing import Literal

Noun = Literal["pag", "fau", "art", "rep", "arc", "ori", "sta", "eve", "act", "fin", "sto"]

# One character for one character, so that an offset into normalised text is an offset into the text.
_PLAIN = (
    ("'", "‘’‚‛′ʼ´`"),
    ('"', "“”„‟″«»"),
    ("-", "‐‑‒–—―−"),
    (" ", "\u00a0\u2002\u2003\u2007\u2009\u200a\u202f\u3000\t"),
)


def identify(noun: Noun, *parts: str | bytes | None) -> str:
    """Give the id of a noun from its content: the same parts, in the same order, have the same id."""
    texts = [
        b"\x00" if part is None else b"\x01" + (part.encode() if isinstance(part, str) else part)
        for part in parts
    ]
    data = b"".join([len(text).to_bytes(8, "little") + text for text in texts])
    return f"{noun}_{blake2b(data, digest_size=8).hexdigest()}"


def plain(text: str) -> str:
    """Straighten quotation marks, dashes and spaces. The result is as long as the text."""
    if text.isascii() and "`" not in text and "\t" not in text:
        return text  # nothing to straighten, as in most sentences
    # One search a character, each of which leaps over the text: ten times as fast as `str.translate`.
    for straight, others in _PLAIN:
        for other in others:
            text = text.replace(other, straight)
    return text


def sentence_key(text: str) -> str:
    """Give the key of a sentence: its hash after `plain` and with runs of white space as one space."""
    return blake2b(" ".join(plain(text).split()).encode(), digest_size=8).hexdigest()
