"""Who may ask, and what a browser may do with the answer.

News pages are hostile input, and any web page a user visits can send requests to this machine. So every
answer carries headers under which nothing runs and nothing is loaded from elsewhere; a request must name this
machine (or a hostile name that resolves to it could read the archive: DNS rebinding), must only read, and
must not come from another site.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders

from newstemma.room.rendering import refusal

if TYPE_CHECKING:
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""On every answer, whatever it is."""
OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
HTTP_PORT = 80
"""The port that a browser leaves out of an address."""
METHODS = ("GET", "HEAD")
# A second slash, or what browsers take for one, would lead to another site.
_LOCAL = re.compile(r"/(?![/\\])[!-~]*")


class Guard:
    """Refuses what must not be asked, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with a refusal."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refused = _refused(scope)
        await (refused or self.app)(scope, receive, send_guarded)


def _refused(scope: Scope) -> Response | None:
    """Give the refusal that a request earns, if it earns one."""
    headers = Headers(scope=scope)
    own = own_hosts(scope)
    hosts = [host.lower() for host in headers.getlist("host")]
    if len(hosts) != 1 or hosts[0] not in own:
        return refusal(400, "This is not the reading room's address. It answers only to its own.", link="")
    if scope["method"] not in METHODS:
        return refusal(405, "The reading room only shows; nothing can be sent to it.", allow=METHODS)
    origins = headers.getlist("origin")
    foreign = any(origin.lower() not in {f"http://{host}" for host in own} for origin in origins)
    sites = headers.getlist("sec-fetch-site")
    if foreign or any(site not in {"same-origin", "none"} for site in sites):
        return refusal(
            403,
            "Another web site sent your browser here. The reading room answers only to you: if it was you "
            "who wanted to come here, go on.",
            link=_path(scope),
        )
    return None


def own_hosts(scope: Scope) -> frozenset[str]:
    """Give the values that the Host header may have."""
    port = (scope.get("server") or ("", None))[1]
    named = {f"{name}:{port}" for name in OWN_NAMES}
    return frozenset(named | set(OWN_NAMES) if port == HTTP_PORT else named)


def _path(scope: Scope) -> str:
    """Give what was asked for as a link within this site."""
    path, query = (bytes(scope.get(name, b"")).decode("latin-1") for name in ("raw_path", "query_string"))
    asked = f"{path}?{query}" if query else path
    return asked if _LOCAL.fullmatch(asked) else "/"
