"""When an article was published, as far as the page states it. A date in the path of a picture is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newstemma.clean.compose import Fact
from newstemma.clean.facts.dates import iso_date

if TYPE_CHECKING:
    from newstemma.clean.facts.head import Head

_METAS = tuple(
    """article:published_time og:article:published_time datepublished article:published parsely-pub-date
    sailthru.date pubdate publishdate publish-date publish_date publication_date date.published dc.date.issued
    dc.date dcterms.date dcterms.created og:published_time published_at cxenseparse:recs:publishtime
    article_date_original article.published originalpublicationdate date""".split()
)


def published(head: Head, given: str | None) -> Fact | None:
    """Choose the time of publication: given, from JSON-LD, or from the head."""
    if given and (value := iso_date(given)):
        return Fact(value, "given", 0.95)
    for key in ("datePublished", "dateCreated"):
        stated = head.article.get(key)
        if isinstance(stated, str) and (value := iso_date(stated)):
            return Fact(value, f"JSON-LD {key}", 0.95)
    for name in _METAS:
        stated = head.metas.get(name)
        if stated and (value := iso_date(stated)):
            return Fact(value, name, 0.9)
    return None
