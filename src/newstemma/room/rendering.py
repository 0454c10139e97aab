"""Templates -> pages. Whatever a page shows is text: escaped here, once, for all templates."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from newstemma.room.addresses import address
from newstemma.room.titles import credits_of, first_printed, outlet_count, title_of
from newstemma.show.safe import inert, safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}")
_PLURALS = {"story": "stories"}
KINDS = {
    "kept": "kept",
    "reworded": "reworded",
    "damaged": "damaged",
    "merged": "joined with another",
    "split": "split in two",
    None: "not in it",
}
"""What a version made of a passage, as the legend says it."""


def render(template: str, *, status: int = 200, **shown: Any) -> Response:
    """Make a page from a template and what it is to show."""
    return HTMLResponse(_environment().get_template(template).render(shown), status_code=status)


def refusal(
    status: int, reason: str, *, link: str | None = "/", allow: Iterable[str] | None = None
) -> Response:
    """Make the page that says why there is no other; `link` is where to go from there, if anywhere."""
    response = render("error.html", status=status, code=status, reason=reason, link=link)
    if allow is not None:
        response.headers["Allow"] = ", ".join(allow)
    return response


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("newstemma.room"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "address": address,
        "counted": counted,
        "credits": credits_of,
        "day": day,
        "first_printed": first_printed,
        "link": link,
        "language": language,
        "moment": moment,
        "outlet_count": outlet_count,
        "percent": percent,
        "ranges": ranges,
        "safe_line": safe,
        "sentence": sentence,
        "title_of": title_of,
    }
    environment.globals |= {"KINDS": KINDS}
    return environment


def _finalize(value: object) -> object:
    """Take from every text what would turn or hide what stands around it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return inert(value)
    return value


def counted(number: int, noun: str) -> str:
    """Say how many: `1 story`, `1,204 stories`."""
    plural = _PLURALS.get(noun, noun + "s")
    return f"{number:,} {noun if number == 1 else plural}"


def moment(published: str | None) -> str:
    """Say when, as a person would; what is no date stays as it is."""
    if published is None:
        return "undated"
    try:
        when = datetime.fromisoformat(published)
    except ValueError:
        return safe(published)
    if len(published) <= len("2025-03-11"):
        return f"{when.day} {when:%B %Y}"
    return f"{when.day} {when:%B %Y, %H:%M}{_zone(when)}"


def _zone(when: datetime) -> str:
    """Name a zone as people do: ` UTC+1`, ` UTC−3:30`."""
    offset = when.utcoffset()
    if offset is None:
        return ""
    hours, minutes = divmod(abs(round(offset.total_seconds() / 60)), 60)
    sign = "" if not offset else "−" if offset < timedelta(0) else "+"
    return " UTC" + (f"{sign}{hours}" if offset else "") + (f":{minutes:02}" if minutes else "")


def day(published: str | None) -> str:
    """Say on which day."""
    return moment(published and published[: len("2025-03-11")])


def percent(share: float) -> str:
    """Say a share in hundredths."""
    return f"{share:.0%}"


def ranges(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Join numbers that follow each other: 1 2 3 7 -> (1, 3), (7, 7)."""
    joined: list[tuple[int, int]] = []
    for number in numbers:
        if joined and joined[-1][1] == number - 1:
            joined[-1] = joined[-1][0], number
        else:
            joined.append((number, number))
    return joined


def sentence(text: str) -> str:
    """Make words a sentence: a capital at its beginning, a full stop at its end."""
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}"


def link(url: str | None) -> str | None:
    """Give an address on the web if it is one that may be followed: http and https only."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    if url is None or not url.isprintable() or "@" in parts.netloc:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def language(tag: str | None) -> str | None:
    """Give a language tag if it is one."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None
