"""Write the input files of the cases: python tests/cases/make.py. What must come of each is in its expected.json.

One invented article, in every format that pages come in, and in every damage.
"""

from __future__ import annotations

import gzip
import html
import io
import json
import quopri
import tarfile
import zipfile
from pathlib import Path

import zstandard

HERE = Path(__file__).parent
URL = "https://velmarcourier.example/2024/03/05/ferry-resumes"
HEADLINE = "Ferry service to Osk resumes after storm"
DECK = "Operator says full timetable returns by the weekend"
BODY = (
    "PORT VELMAR (Northsea Wire) — The ferry between Port Velmar and the island of Osk resumed service on Tuesday "
    "after a storm closed the strait for three days, the operator said.",
    "About 400 passengers who had been stranded on the island boarded the first crossing at 7.30 a.m., according to "
    "Mr. Tomas Eklund, the harbour master.",
    "“We are glad to be moving again,” Eklund said. “The swell was above four metres – nobody could have sailed.”",
    "The regional government put the damage to the café-lined quay at $2.5 million and promised repairs before Easter.",
    "Ferries carry most of the island’s food, fuel and post, and shops in the town of Osk Haven had begun to ration bread.",
)
CAPTION = "Passengers wait on the quay at Port Velmar on Monday. (Ida Holm/Northsea Wire)"


def page(*, body: str | None = None, charset: str = "utf-8") -> str:
    """The article as its outlet's site would serve it."""
    inner = body or fragment()
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": HEADLINE,
        "datePublished": "2024-03-05T09:12:00+01:00",
        "author": {"@type": "Person", "name": "Lena Marsh"},
        "publisher": {"@type": "Organization", "name": "Velmar Courier"},
    }
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="{charset}">
<title>{HEADLINE} | Velmar Courier</title>
<meta property="og:title" content="{HEADLINE}">
<meta property="og:site_name" content="Velmar Courier">
<meta property="og:url" content="{URL}">
<link rel="canonical" href="{URL}">
<script type="application/ld+json">{json.dumps(linked)}</script>
</head>
<body class="single has-sidebar">
<header><a href="/">Velmar Courier</a><nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article>
<h1>{HEADLINE}</h1>
<p class="deck">{DECK}</p>
<p class="byline">By Lena Marsh</p>
{inner}
</article></main>
<aside><h3>Most read</h3><ul><li><a href="/1">Ten walks for a wet Sunday</a></li><li><a href="/2">Quiz of the week</a></li></ul></aside>
<footer><p>© 2024 Velmar Courier. All rights reserved.</p><a href="/privacy">Privacy policy</a></footer>
</body>
</html>
"""


def fragment() -> str:
    """The article's text alone, as feeds and data sets carry it."""
    figure = f'<figure><img src="/uploads/2023/01/quay.jpg" alt=""/><figcaption>{html.escape(CAPTION)}</figcaption></figure>'
    lines = [f"<p>{html.escape(text, quote=False)}</p>" for text in BODY]
    return "\n".join([lines[0], figure, *lines[1:]])


def plain(*, masthead: bool = True) -> str:
    """The article as an e-paper gives it."""
    head = ["Velmar Courier", HEADLINE, DECK] if masthead else []
    tail = ["Newspapers in English", "Velmar Courier, page 3"] if masthead else []
    return "\n\n".join([*head, *BODY, *tail]) + "\n"


NAMED = {
    "\t": "&Tab;", "\n": "&NewLine;", ".": "&period;", ",": "&comma;", "=": "&equals;", "/": "&sol;", ":": "&colon;",
    ";": "&semi;", "(": "&lpar;", ")": "&rpar;", "_": "&lowbar;", "$": "&dollar;",
}  # fmt: skip


def damaged() -> dict[str, str]:
    """The page after each damage that pages suffer on their way to a reader's disk."""
    source = page()
    return {
        "escaped_once": html.escape(source),
        "escaped_twice": html.escape(html.escape(source)),
        "escaped_inside": page(body=html.escape(fragment(), quote=False)),
        "named_entities": HEADLINE + "\n\n" + "".join(NAMED.get(letter, letter) for letter in fragment()),
        "json_literal": json.dumps(source),
        "quoted_printable": quopri.encodestring(source.encode()).decode("ascii"),
        "mojibake": source.encode().decode("latin-1"),
        "invisible": page(body=fragment().replace("passengers", "pas\u00adsen\u00adgers").replace(" island", " \u200bisland")),
    }  # fmt: skip


def response(body: bytes, *, headers: str = "Content-Type: text/html; charset=utf-8") -> bytes:
    """An HTTP response as crawlers store it."""
    return f"HTTP/1.1 200 OK\r\n{headers}\r\n\r\n".encode() + body


def record(block: bytes, *, kind: str = "response", url: str = URL) -> bytes:
    """A WARC record."""
    media = "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-06T02:00:00Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc() -> list[bytes]:
    """Records of a small crawl: about the crawl itself, two pages in two encodings, a picture, a missing page."""
    source = page().encode()
    packed = gzip.compress(source, mtime=0)
    chunked = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:500], packed[500:])) + b"0\r\n\r\n"
    )
    headers = "Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"
    return [
        record(b"software: a crawler\r\n", kind="warcinfo"),
        record(response(source)),
        record(response(chunked, headers=headers), url=URL + "?again"),
        record(
            response(b"\x89PNG", headers="Content-Type: image/png"),
            url="https://velmarcourier.example/quay.png",
        ),
        record(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nnothing here", url=URL + "/old"),
    ]


def feed() -> str:
    """An RSS feed of two items: one with its full text, one that is a link alone."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Velmar Courier</title><link>https://velmarcourier.example</link><language>en</language>
<item><title>{HEADLINE}</title><link>{URL}</link><dc:creator>Lena Marsh</dc:creator>
<pubDate>Tue, 05 Mar 2024 09:12:00 +0100</pubDate><description>{html.escape(DECK)}</description>
<content:encoded><![CDATA[{fragment()}]]></content:encoded></item>
<item><title>Quiz of the week</title><link>https://velmarcourier.example/quiz</link></item>
</channel></rss>
"""


def atom() -> str:
    """An Atom feed whose entry holds its text as elements."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Velmar Courier</title>
<entry><title>{HEADLINE}</title><link rel="alternate" href="{URL}"/><author><name>Lena Marsh</name></author>
<published>2024-03-05T09:12:00+01:00</published><updated>2024-03-06T09:12:00+01:00</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{fragment()}</div></content></entry></feed>
"""


def message(body: bytes, *, saved: bool) -> bytes:
    """The page as a browser saves it in one file, or as a newsletter."""
    head = (
        f"From: <Saved by a browser>\r\nSnapshot-Content-Location: {URL}\r\nSubject: {HEADLINE}\r\n"
        if saved
        else f"From: Velmar Courier <news@velmarcourier.example>\r\nTo: reader@example.org\r\nSubject: {HEADLINE}\r\n"
    )
    return (
        f"{head}Date: Tue, 05 Mar 2024 09:12:00 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----cut"\r\n\r\n'
        "------cut\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: {URL if saved else 'part1'}\r\n\r\n".encode()
        + quopri.encodestring(body)
        + b"\r\n------cut\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------cut--\r\n"
    )


def rows() -> dict[str, object]:
    """The article in the rows of data sets."""
    text = "\n\n".join(BODY)
    when = "2024-03-05T09:12:00+01:00"
    return {
        "news_please": {"title": HEADLINE, "maintext": text, "authors": ["Lena Marsh"], "date_publish": when, "source_domain": "velmarcourier.example", "url": URL, "language": "en"},
        "media_cloud": {"title": HEADLINE, "text": text, "publish_date": "2024-03-05", "media_name": "Velmar Courier", "url": URL, "language": "en"},
        "newsapi": {"status": "ok", "totalResults": 1, "articles": [{"source": {"id": None, "name": "Velmar Courier"}, "author": "Lena Marsh", "title": HEADLINE, "description": DECK, "url": URL, "publishedAt": when, "content": text}]},
        "schema_org": {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEADLINE, "articleBody": text, "author": {"@type": "Person", "name": "Lena Marsh"}, "publisher": {"@type": "Organization", "name": "Velmar Courier"}, "datePublished": when, "url": URL},
        "ninjs": {"uri": URL, "headline": HEADLINE, "byline": "Lena Marsh", "versioncreated": when, "language": "en", "body_xhtml": fragment()},
    }  # fmt: skip


def archive_of(files: dict[str, bytes], *, tar: bool) -> bytes:
    """A zip or tar archive that is the same every time."""
    out = io.BytesIO()
    if tar:
        with tarfile.open(fileobj=out, mode="w") as archive:
            for name, data in files.items():
                member = tarfile.TarInfo(name)
                member.size = len(data)
                archive.addfile(member, io.BytesIO(data))
    else:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(zipfile.ZipInfo(name, (2024, 3, 6, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def cases() -> dict[str, bytes]:
    """All input files, by their path below this folder."""
    source = page().encode()
    news = rows()
    table, tabs = io.StringIO(), io.StringIO()
    import csv

    for writer in (csv.writer(table), csv.writer(tabs, delimiter="\t")):
        writer.writerows(
            [["url", "title", "published", "content"], [URL, HEADLINE, "2024-03-05", "\n\n".join(BODY)]]
        )
    packed = [gzip.compress(one, mtime=0) for one in warc()]
    broken = bytearray(b"".join(packed))
    broken[len(packed[0]) + 200 : len(packed[0]) + 230] = bytes(30)
    both = {"2024/ferry.html": source, "README": b"", "notes/.hidden": b"nothing"}
    return {
        "html/page.html": source,
        "html_windows_1252/page.html": page(charset="windows-1252").encode("cp1252"),
        "html_utf_16/page.html": page(charset="utf-16").encode("utf-16"),
        "html_wrong_charset/page.html": page(charset="iso-8859-1").encode(),
        "xhtml/page.xhtml": ('<?xml version="1.0" encoding="utf-8"?>\n' + page().replace("<html ", '<html xmlns="http://www.w3.org/1999/xhtml" ')).encode(),
        "amp/page.html": page().replace("<html ", "<html ⚡ ").replace('<p class="byline">', '<amp-ad width="300"><p>Advertisement</p></amp-ad><p class="byline">').encode(),
        "epaper/page.txt": plain().encode(),
        "markdown/page.md": ("# " + HEADLINE + "\n\n" + "\n\n".join(BODY).replace("Tomas Eklund", "**Tomas Eklund**").replace("Northsea", "[Northsea](https://northseawire.example)")).encode(),
        **{f"{name}/page.txt": text.encode() for name, text in damaged().items()},
        **{f"json_{name}/rows.json": json.dumps(row, ensure_ascii=False, indent=1).encode() for name, row in news.items()},
        "json_lines/rows.jsonl": "\n".join([json.dumps(news["media_cloud"]), '{"title": "cut off', json.dumps(news["news_please"]), ""]).encode(),
        "table/rows.csv": table.getvalue().encode(),
        "table_tabs/rows.tsv": tabs.getvalue().encode(),
        "file_list/list.tsv": f"url\tpath\n{URL}\tpages/one.html\nhttps://x.example/\t../html/page.html\n".encode(),
        "file_list/pages/one.html": source,
        "warc/crawl.warc": b"".join(warc()),
        "warc_gz/crawl.warc.gz": b"".join(packed),
        "warc_gz_damaged/crawl.warc.gz": bytes(broken),
        "warc_gz_cut/crawl.warc.gz": b"".join(packed[:3])[:-100],
        "mhtml/page.mhtml": message(source, saved=True),
        "mail/letter.eml": message(("<div>" + fragment() + "</div>").encode(), saved=False),
        "rss/feed.xml": feed().encode(),
        "atom/feed.xml": atom().encode(),
        "zip/pages.zip": archive_of(both, tar=False),
        "tar/pages.tar": archive_of(both, tar=True),
        "tar_gz/pages.tar.gz": gzip.compress(archive_of(both, tar=True), mtime=0),
        "gzip/page.html.gz": gzip.compress(source, mtime=0),
        "gzip_cut/page.html.gz": gzip.compress(source, mtime=0)[:-200],
        "zstd/page.html.zst": zstandard.ZstdCompressor().compress(source),
    }  # fmt: skip


if __name__ == "__main__":
    for name, data in cases().items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
