"""Pages saved as MHTML, and saved e-mail: newsletters, alerts, articles sent on."""

from __future__ import annotations

import email
import email.policy
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from newstemma.model import Given
from newstemma.read.responses import parse_headers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from newstemma.model import Fault, Page
    from newstemma.read.context import Context
    from newstemma.read.stream import Stream

_HEADER = re.compile(rb"(?:From |[A-Za-z][A-Za-z0-9-]{1,60}:)")
# A message has its kind or its sender, and one of the others besides.
_SURE = frozenset(("mime-version", "message-id", "received", "return-path", "snapshot-content-location"))
_USUAL = frozenset(("from", "subject", "date", "to", "content-type"))
# What a message that was sent has, and a page saved by a browser has not.
_SENT = ("To", "Received", "Message-ID")
# Parts of one message that are read; a page saved with its frames has some dozens.
_MOST_PARTS = 2000
_GROWTH = 2
"""Bytes of a message, as a multiple of the largest page: base64 takes 1.37, and pictures come with it."""


def recognise(head: bytes) -> bool:
    """Know a message by its header lines."""
    if not _HEADER.match(head):
        return False
    names = set(parse_headers(re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]))
    return bool(names & _SURE) and bool(names & _USUAL)


def pages(stream: Stream, context: Context) -> Iterator[Page | Fault]:
    """Read the page of a message: its HTML, else its text."""
    most = _GROWTH * context.limits.page_bytes
    data = stream.read(most + 1)
    if len(data) > most:
        yield context.fault(f"a message of more than {most / 1e6:g} MB")
        return
    try:
        told = _told(email.message_from_bytes(data, policy=email.policy.default))
    except (
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
        RecursionError,
    ) as error:
        yield context.fault(f"this message cannot be taken apart ({type(error).__name__}: {error})")
        return
    if told is None:
        yield context.fault("this message holds no text")
        return
    saved = told.location.startswith(("http://", "https://"))
    headers = told.headers
    yield context.page(
        told.content,
        url=told.location if saved else None,
        fetched=headers.published if saved else None,
        given=Given(
            headline=None if saved else headers.headline,
            outlet=None if saved else headers.outlet,
            published=None if saved else headers.published,
            charset=told.charset,
        ),
    )


class _Told(NamedTuple):
    """What a message holds. It is read at once, for Python parses headers only when they are asked for."""

    content: bytes
    charset: str | None
    location: str
    headers: Given


def _told(message: EmailMessage) -> _Told | None:
    """Read a message; None where it holds no text."""
    part = _best(message)
    content = part.get_payload(decode=True) if part is not None else None
    if part is None or not isinstance(content, bytes):
        return None
    location = str(message.get("Snapshot-Content-Location") or "")
    if not location and not any(message.get(name) for name in _SENT):
        location = str(message.get("Content-Location") or part.get("Content-Location") or "")
    return _Told(content, part.get_content_charset(), location, _headers(message))


def _best(message: EmailMessage) -> EmailMessage | None:
    """Give the first part that is HTML, else the first that is plain text."""
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    for kind in ("text/html", "application/xhtml+xml", "text/plain"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                return part
    return None


def _headers(message: EmailMessage) -> Given:
    """Read what a message says of itself."""
    sender = message.get("From")
    addresses = getattr(sender, "addresses", ())
    name = addresses[0].display_name if addresses else None
    try:
        published = parsedate_to_datetime(str(message.get("Date"))).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        published = None
    subject = str(message.get("Subject") or "").strip()
    return Given(headline=subject or None, outlet=name or None, published=published)
