"""Messages between the processes of the local engine: one letter for what it is, its length, its bytes."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import socket

ARTICLE, FAULT, RESULT, ERROR, NO_MEMORY, TASK, LIMITS = b"a", b"f", b"r", b"e", b"m", b"t", b"l"
"""Kinds of messages."""
_HEADER = struct.Struct("!cQ")
_MOST_READ = 1 << 20


def send(connection: socket.socket, kind: bytes, data: bytes = b"") -> None:
    """Send one message; raises OSError where the other side has gone."""
    connection.sendall(_HEADER.pack(kind, len(data)))
    if data:
        connection.sendall(data)


def receive(connection: socket.socket) -> tuple[bytes, bytes] | None:
    """Wait for one message; None where the other side has gone, be it in the middle of one."""
    header = _exactly(connection, _HEADER.size)
    if header is None:
        return None
    kind, size = _HEADER.unpack(header)
    data = _exactly(connection, size)
    return None if data is None else (kind, data)


def _exactly(connection: socket.socket, size: int) -> bytes | None:
    data = bytearray()
    while len(data) < size:
        try:
            piece = connection.recv(min(size - len(data), _MOST_READ))
        except OSError:
            return None
        if not piece:
            return None
        data += piece
    return bytes(data)
