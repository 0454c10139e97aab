"""A finding or a report -> its origins, each with the articles that carry it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from newstemma.errors import InputError
from newstemma.model import Finding, Report, Support
from newstemma.show.safe import words
from newstemma.show.tables import outlets_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newstemma.archive import Archive


def supports(noun: object, archive: Archive) -> tuple[Support, ...]:
    """Give the origins of a finding, or those of a report's passages with who has these.

    InputError for anything else.
    """
    if isinstance(noun, Finding):
        return noun.support
    if not isinstance(noun, Report):
        kind = type(noun).__name__.lower()
        raise InputError(f"findings and reports have origins, this is a {kind}; show it to see its findings")
    apparatus, stemma = archive.apparatus(noun.id), archive.stemma(noun.id)
    have: dict[str, set[str]] = {}
    for passage, origin in zip(apparatus.passages, stemma.passages, strict=True):
        have.setdefault(origin, set()).update(carrier.article for carrier in passage.carriers)
    return tuple(
        Support(origin, noun.id, tuple(one for one in apparatus.versions if one in have[origin.id]))
        for origin in stemma.origins
        if origin.id in have
    )


def table(found: Iterable[Support], archive: Archive) -> Table:
    """Tabulate origins."""
    listed = Table(box=None, pad_edge=False, header_style="bold cyan", padding=(0, 2, 0, 0), expand=True)
    listed.add_column("origin", overflow="fold", ratio=2)
    listed.add_column("kind", no_wrap=True)
    listed.add_column("because", overflow="fold", ratio=3)
    listed.add_column("articles", justify="right", no_wrap=True)
    listed.add_column("carried by", overflow="fold", ratio=5)
    for one in found:
        outlets = {article: archive.article(article).outlet for article in one.articles}
        listed.add_row(
            words(one.origin.name, "bold", unknown="unnamed"),
            one.origin.kind,
            words(one.origin.because),
            str(len(one.articles)),
            words(outlets_of(one.articles, outlets)),
        )
    return listed
