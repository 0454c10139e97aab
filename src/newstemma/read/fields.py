"""The names that news data sets give to their columns -> what a page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from newstemma.model import Given

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# In order of preference. They come from news-please, Media Cloud, Common Crawl's news sets, NewsAPI and its
# like, schema.org's NewsArticle, and IPTC's ninjs.
_LISTS = """
html       html raw_html page_html content_html body_html body_xhtml html_content source_html
text       text maintext articlebody article_text full_text fulltext plain_text body_text content body article
           story clean_text raw_text snippet
path       path file filename file_name filepath localpath
url        url link canonical_url source_url article_url web_url weburl uri requested_url @id
headline   headline title article_title headline_main name
outlet     outlet media_name publisher site_name sitename source_name source_domain domain newspaper
           publication hostname media_url source
byline     byline authors author author_name creator by
published  published date_publish datepublished published_at publishedat publish_date pubdate publication_date
           date_published published_date firstcreated versioncreated date pub_date
language   language lang inlanguage language_code
fetched    fetched date_download fetch_time crawled downloaded_at collected_at retrieved
"""
NAMES: dict[str, tuple[str, ...]] = {
    words[0]: tuple(words[1:]) for words in map(str.split, _LISTS.strip().replace("\n   ", " ").splitlines())
}
_MOST_AUTHORS = 20


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a data set says of a page."""

    text: str | None
    is_html: bool
    path: str | None
    url: str | None
    fetched: str | None
    given: Given


def map_row(row: Mapping[str, Any], fields: Iterable[tuple[str, str]] = ()) -> Row:
    """Read the fields of a row by the names given for them, else by the names such data usually have."""
    values = {normal_name(key): value for key, value in row.items()}
    named = dict(fields)

    def value(field: str) -> str | None:
        if field in named:
            return said(row.get(named[field]))
        return next((found for name in NAMES[field] if (found := said(values.get(name)))), None)

    html = value("html")
    return Row(
        text=html or value("text"),
        is_html=html is not None,
        path=value("path"),
        url=value("url"),
        fetched=value("fetched"),
        given=Given(
            headline=value("headline"),
            outlet=value("outlet"),
            byline=value("byline"),
            published=value("published"),
            language=value("language"),
            charset="utf-8",
        ),
    )


def normal_name(name: str) -> str:
    """Give the name of a column as the table above writes it."""
    return name.casefold().replace("-", "_").replace(" ", "_")


def said(value: Any) -> str | None:
    """Give the text of a field, be it a string, a number, a list of names, or an object with a name."""
    match value:
        case str():
            return value.strip() or None
        case bool() | None:
            return None
        case int() | float():
            return str(value)
        case list() | tuple():
            parts = [part for item in value[:_MOST_AUTHORS] if (part := said(item))]
            return ", ".join(dict.fromkeys(parts)) or None
        case dict():
            keys = ("name", "main", "value", "text", "title", "domain", "url", "@id", "id")
            return next((found for key in keys if (found := said(value.get(key)))), None)
        case _:
            return None
