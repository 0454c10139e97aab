r"""Pages saved as the JSON string they were sent in: `"<p class=\"lead\">Caf\u00e9<\/p>\n..."`."""

from __future__ import annotations

import json
import re

# Escapes that prose and HTML never have.
_SIGNS = ('\\"', "\\n", "\\/", "\\u00", "\\u20", "\\t")
_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
_PLAIN = {'"': '"', "\\": "\\", "/": "/", "b": "", "f": "\n", "n": "\n", "r": "", "t": "\t"}
_PLAIN_TAG = re.compile(r'<\w[^<>"\\]{0,200}="')  # as no tag is that stands in a string
_HEAD = 20_000  # characters that tell whether a text has escapes throughout
# Escapes for each line break or tag that a literal without its quotation marks has at least.
_LEAST = 3


def may_be(text: str) -> bool:
    """Whether the text begins as a JSON string, or has the escapes of one throughout."""
    start = text[:200].lstrip()
    if start.startswith('"') and text[-200:].rstrip().endswith('"'):
        return True
    head = text[:_HEAD]
    return '\\"' in head and start.startswith(("<", "\\n", "\\t")) and _PLAIN_TAG.search(head) is None


def undo(text: str) -> str:
    """Read the string."""
    whole = text.strip()
    if whole.startswith('"') and whole.endswith('"') and len(whole) > 1:
        try:
            value = json.loads(whole, strict=False)
        except ValueError:
            inner = whole[1:-1]
            return _unescaped(inner) if _escaped_throughout(inner) else text
        return value if isinstance(value, str) else text
    return _unescaped(whole) if _escaped_throughout(whole) else text


def _escaped_throughout(text: str) -> bool:
    """Whether every quotation mark in the tags of a text stands behind a backslash."""
    outside = re.sub(r"<script\b.*?(?:<\\?/script>|$)", "", text, flags=re.DOTALL | re.IGNORECASE)
    escaped = outside.count('\\"')
    return escaped >= _LEAST and outside.count('"') == escaped


def _unescaped(text: str) -> str:
    text = _ESCAPE.sub(
        lambda found: chr(int(found.group(1), 16)) if found.group(1) else _PLAIN[found.group(2)], text
    )
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
