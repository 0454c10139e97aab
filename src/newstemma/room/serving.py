"""The reading room's door: one port of this machine, for its user."""

from __future__ import annotations

import errno
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from newstemma.archive import Archive
from newstemma.errors import NewstemmaError
from newstemma.room.site import app

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOST = "127.0.0.1"
"""No other machine can reach this address."""
PATIENCE_SECONDS = 2
"""How long answers under way may take after Ctrl-C."""


def serve(path: str | Path, *, port: int = 8011, tell: Callable[[str], None]) -> None:
    """Serve an archive until Ctrl-C; `tell` is called with lines for the user, `port` 0 takes any free one.

    Raises NotFoundError or ArchiveError where the archive cannot be read, NewstemmaError where the port is
    taken.
    """
    Archive(path, readonly=True).close()
    with _listening(port) as listener:
        tell(f"reading room of {path}: http://{HOST}:{listener.getsockname()[1]}/  (Ctrl-C closes it)")
        site = app(path)
        config = uvicorn.Config(
            site,
            http="h11",
            ws="none",
            lifespan="off",
            log_level="warning",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=PATIENCE_SECONDS,
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])
        site.state.shelf.close()
    tell("closed")


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, port))
        # Without it, a second room could take the port until the first begins to listen.
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise NewstemmaError(
                f"port {port} is taken, perhaps by another reading room; choose another: "
                "`newstemma serve --port 0` takes any that is free"
            ) from error
        raise NewstemmaError(f"port {port} cannot be used ({error}); choose one from 1024 up") from error
    return listener
