"""What a format knows of the place it reads from, and the one place where pages and their faults are made."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from newstemma.identity import identify
from newstemma.model import Fault, Given, Page, Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newstemma.limits import Limits

NO_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Context:
    """Where a stream comes from."""

    file: str
    """The file as it was given; for a member of an archive, the archive, a slash and the member's name."""
    limits: Limits
    consumed: Callable[[], int]
    """Bytes of the file itself that have been read so far."""
    path: Path | None = None
    """The file on disk, where the stream is the whole of it."""
    fields: tuple[tuple[str, str], ...] = ()
    """Names the user gave to the columns of tables: ("text", "content_clean")."""
    depth: int = 0
    """Containers around the stream."""
    url: str | None = None

    def inside(
        self, file: str, *, consumed: Callable[[], int] | None = None, url: str | None = None
    ) -> Context:
        """Give the context of what a container holds; `consumed` where that is a file of its own."""
        return replace(
            self,
            file=file,
            depth=self.depth + 1,
            path=None,
            consumed=consumed or self.consumed,
            url=url or self.url,
        )

    def fault(self, reason: str, *, offset: int | None = None, item: int | None = None) -> Fault:
        """Say that something of this file could not be used."""
        place = Place(sound(self.file), offset, item)
        reason = sound(reason)
        return Fault(identify("fau", "read", str(place), reason), "read", place, reason)

    def page(
        self,
        data: bytes,
        *,
        offset: int | None = None,
        item: int | None = None,
        url: str | None = None,
        fetched: str | None = None,
        given: Given = NO_GIVEN,
    ) -> Page | Fault:
        """Make a page, or say why these bytes are none."""
        reason = unusable(data, self.limits)
        if reason:
            return self.fault(reason, offset=offset, item=item)
        url = url or self.url
        url = url and sound(url)
        fetched = fetched and sound(fetched)
        given = Given(**{name: value and sound(value) for name, value in asdict(given).items()})
        return Page(
            page_id(data, url, given), Place(sound(self.file), offset, item), data, url, fetched, given
        )


def sound(text: str) -> str:
    """Give a text that can be written: halves of characters, as JSON and file names may hold, become "?"."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


def page_id(data: bytes, url: str | None, given: Given) -> str:
    """Give a page's id, made of its bytes, its address and the fields given, not of where it lay."""
    fields = (given.headline, given.outlet, given.byline, given.published, given.language, given.charset)
    return identify("pag", data, url, *fields)


# What people have among their saved pages by mistake, by the bytes it begins with.
_OTHERS = (
    (b"%PDF-", "a PDF; save its text first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"wOF", "a font"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text or HTML"),
    (b"{\\rtf", "a rich-text document; save it as text or HTML"),
    (b"SQLite format 3\x00", "a database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program"),
)
_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Share of NUL and other control bytes above which bytes are no text: 1 in 100 is met in damaged pages.
_MOST_CONTROL = 0.05
_LOOKED_AT = 4096
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def unusable(data: bytes, limits: Limits) -> str | None:
    """Say why bytes are no page, if they are none."""
    if not data.strip(b" \t\r\n\f\x00\xef\xbb\xbf"):
        return "there is nothing in it"
    if len(data) > limits.page_bytes:
        return f"it is larger than {limits.page_bytes / 1e6:g} MB, the most a page may have"
    for beginning, what in _OTHERS:
        if data.startswith(beginning):
            return f"it is {what}"
    head = data[:_LOOKED_AT]
    if head.startswith(_MARKS) or _sparse(head):
        return None  # UTF-16
    if len(head) - len(head.translate(None, _CONTROL)) > _MOST_CONTROL * len(head):
        return "it is no text: too many control characters"
    return None


def _sparse(head: bytes) -> bool:
    """Whether every other byte is NUL, as in UTF-16 of western languages without a mark."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) / 2
    return max(even, odd) > 0.7 * half and min(even, odd) < 0.05 * half
