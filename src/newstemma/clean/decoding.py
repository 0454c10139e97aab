"""A page's bytes -> its text, and which encoding was used and why."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newstemma.model import Page

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,80}encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_META_WITHIN = 4096  # bytes; HTML asks for 1024, pages put scripts before it
# What pages mean by these names, as browsers read them (https://encoding.spec.whatwg.org).
_MEANT = {
    "iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949", "big5": "big5hkscs", "unicode": "utf-8", "utf8": "utf-8",
}  # fmt: skip
_DETECT_FROM = 60_000  # bytes that the detection looks at; it takes 0.1 s on them
# Of the bytes above 127, the share that may be no UTF-8 in a page that is UTF-8 with strays in it.
_MOST_STRAYS = 0.1


class Decoded(NamedTuple):
    """The text of a page, its encoding by Python's name, and what told it."""

    text: str
    encoding: str
    source: str
    confidence: float


def decode(page: Page) -> Decoded:
    """Decode a page: by its mark, as UTF-8 where it is that, as declared, as detected; in this order."""
    data = page.data
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, "replace"), encoding, "byte order mark", 1.0)
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), wide, "every other byte is zero", 0.9)
    declared, where = _declared(page)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        shifts = (
            declared is not None and declared.startswith(("iso2022", "iso-2022", "hz")) and b"\x1b$" in data
        )
        if not shifts:
            return Decoded(text, "utf-8", "valid UTF-8", 1.0)
    if declared and declared not in {"utf-8", "utf_8"}:
        try:
            return Decoded(data.decode(declared), declared, where, 0.95)
        except (UnicodeDecodeError, LookupError):
            pass
    text, strays = _utf8_with_strays(data)
    if strays <= _MOST_STRAYS:
        return Decoded(text, "utf-8", "UTF-8 but for a few bytes", 0.9)
    return _detected(data, declared, where)


def _wide(data: bytes) -> str | None:
    """Recognise UTF-16 without its mark."""
    head = data[:2000]
    if len(head) < 8 or head.count(0) < len(head) / 4:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _declared(page: Page) -> tuple[str | None, str]:
    """Give the encoding that the container or the page declares."""
    found = _META.search(page.data[:_META_WITHIN])
    names = [(page.given.charset, "declared by its container")]
    if found:
        names.append(((found.group(1) or found.group(2)).decode("ascii", "replace"), "declared by the page"))
    for name, where in names:
        if name:
            meant = _MEANT.get(name.lower(), name)
            try:
                return codecs.lookup(meant).name, where
            except (LookupError, ValueError):
                continue
    return None, ""


def _utf8_with_strays(data: bytes) -> tuple[str, float]:
    """Decode UTF-8, single strange bytes as Windows-1252; and give their share of the bytes above 127."""
    high = len(data) - len(data.translate(None, bytes(range(128, 256))))
    strays = 0

    def stray(error: UnicodeError) -> tuple[str, int]:
        nonlocal strays
        assert isinstance(error, UnicodeDecodeError)
        strays += error.end - error.start
        return error.object[error.start : error.end].decode("cp1252", "replace"), error.end

    codecs.register_error("newstemma-stray", stray)
    text = data.decode("utf-8", "newstemma-stray")
    return text, strays / high if high else 0.0


def _detected(data: bytes, declared: str | None, where: str) -> Decoded:
    """Ask charset-normalizer; where it finds nothing, the declared encoding, else Windows-1252."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_DETECT_FROM]).best()
    if best is not None and best.encoding != "ascii":
        return Decoded(data.decode(best.encoding, "replace"), best.encoding, "detected", 1.0 - best.chaos)
    encoding = declared or "cp1252"
    return Decoded(data.decode(encoding, "replace"), encoding, where or "nothing tells it", 0.3)
