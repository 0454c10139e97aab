"""A cleaning function that does to its process what hostile pages do to parsers."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

from newstemma.clean.compose import Line, compose
from newstemma.limits import LIMITS, Limits

if TYPE_CHECKING:
    from newstemma.model import Article, Fault, Page


def clean(page: Page, *, limits: Limits = LIMITS) -> Article | Fault:
    """Do what the page says."""
    del limits
    match page.data:
        case b"crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case b"abort":
            os.abort()
        case b"hang":
            while True:
                pass
        case b"bloat":
            hoard = [bytearray(10_000_000) for _ in range(1000)]
            assert hoard
        case b"raise":
            raise RuntimeError("a parser raised what nobody expected")
    return compose(page, [Line("A fine line.")], {})
