"""What XML takes of a text."""

from __future__ import annotations

from newstemma.show.safe import inert


def characters(text: str) -> str:
    """Give text that may stand in XML: no control characters, halves of pairs, or noncharacters."""
    return "".join(c for c in inert(text) if c not in "\ufffe\uffff")
