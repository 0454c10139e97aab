"""Page -> Article: mend, extract, type the lines, read the facts, cut sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.limits import LIMITS, Limits

if TYPE_CHECKING:
    from newstemma.model import Article, Fault, Page

__all__ = ["clean"]


def clean(page: Page, *, limits: Limits = LIMITS) -> Article | Fault:
    """Make the article of a page, or say why there is none in it. Opens nothing, knows no other page."""
    from newstemma.clean.cleaning import clean as clean_page  # its parsers take half a second to import

    return clean_page(page, limits=limits)
