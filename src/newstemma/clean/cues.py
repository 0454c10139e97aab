"""A line of text -> the cues in its words that tell text from what stands around it.

A cue decides nothing: the line classifier weighs it with everything else that is known of the line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_ANYWHERE = {
    "sign-up": _words(
        r"newsletters?|subscri\w+|inbox|sign(?:ing|ed)? ?up|e-?mail address|alerts?|notifications?|membership"
        r"|become a (?:member|friend|supporter)|free trial|your support|delivered (?:to|straight)|unlimited"
    ),
    "advertising": _words(
        r"advertis\w+|sponsored|paid (?:post|content|placements?)|promoted|affiliates?"
        r"|earn (?:an? )?(?:\w+ )?commissions?"
        r"|coupons?"
        r"|promo codes?|buy now|shop now|deals?|partner content"
    ),
    "account": _words(
        r"cookies?|privacy|terms of|log ?in|log ?out|register|accounts?|password|consent|browser|javascript"
    ),
    "network": _words(
        r"follow|facebook|instagram|whatsapp|twitter|tiktok|youtube|telegram|linkedin|reddit|threads|bluesky"
    ),
    "elsewhere": _words(
        r"read (?:more|next|also|on)|related|recommended|trending|don.t miss|most (?:read|popular)|see also"
        r"|more (?:from|on|stories|news)|watch (?:live|now|more|below)|listen to|click|tap here|download"
        r"|podcasts?"
    ),
    "help": _words(r"support (?:us|our)|donat\w+|join (?:us|our)|tips?|in confidence|got (?:news|a story)"),
    "photo": _words(
        r"photos?|pictured?|images?|getty|shutterstock|courtesy|file pic|photograph(?:er|y)?|illustration"
        r"|screenshot|afp|epa|reuters|captions?|gallery"
    ),
    "note": _words(
        r"editor.s note|this (?:article|story|post|report|interview) (?:was|is|has|originally)|originally "
        r"(?:published|appeared)|correction|updated|contributed to this|additional reporting|reporting by"
        r"|editing by|with reporting|views expressed|press release|edited for|condensed"
    ),
    "writer": _words(
        r"is an? (?:[\w’'-]+ ){0,6}?(?:reporter|writer|editor|journalist|professor|author|columnist"
        r"|correspondent|contributor|producer|fellow|freelancer|director|blogger)|can be reached|covers"
        r"|about the author|reach (?:him|her|them|the)|author of|has written|based in|writes (?:about|for|on)"
        r"|joined|contact (?:the|us|him|her)|graduate"
    ),
    "copyright": re.compile(r"©|\(c\)|\bcopyright\b|all rights reserved", re.IGNORECASE),
    "address": re.compile(r"https?://|www\.|\S@\w+\.|\b\w+\.(?:com|org|net|example)\b", re.IGNORECASE),
    "handle": re.compile(r"(?<!\S)[@#]\w+|pic\.twitter|\bt\.co/|^— .+\(@"),
    "reply": re.compile(r"\b(?:reply|replies|comments?|said:)\W*$|^\w+ (?:said|says):", re.IGNORECASE),
    "time": re.compile(
        r"\b\d{1,2}:\d\d\b|\b\d+ (?:hours?|mins?|minutes|days) ago\b|\bmin read\b", re.IGNORECASE
    ),
    "date": re.compile(
        r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b"
        r"|\b\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{4}\b",
        re.IGNORECASE,
    ),
    "price": re.compile(r"[$£€]\s?\d|\b\d+% off\b", re.IGNORECASE),
    "speech": re.compile(r"[“”\"]|\b(?:said|says|told|added|according to)\b", re.IGNORECASE),
    "you": _words(r"you|your|you’re|you'll|our|us"),
}
_AT_START = {
    "label": re.compile(
        r"(?:by|from|photo|credit|source|sources|published|updated|posted|tags?|topics?|share|more|related|read|see"
        r"|watch|video|image|also|via|filed under|getty|editor|advertisement|note|opinion|written|topic)\b",
        re.IGNORECASE,
    ),
    "imperative": re.compile(
        r"(?:read|sign|subscribe|click|follow|share|watch|listen|download|join|get|see|view|buy|shop|register|log"
        r"|support|donate|enter|contact|email|e-mail|send|save|try|browse|discover|explore|learn|write|ring|call"
        r"|leave|become|help|visit|check|scroll|swipe|tap|submit|find|go|add|back|have|do|got)\b",
        re.IGNORECASE,
    ),
    "bracket": re.compile(r"[(\[]"),
    "dash": re.compile(r"[-–—•*·»>|]"),
    "small letter": re.compile(r"[a-zß-ÿ]"),
    "figure": re.compile(r"\W*\d"),
}
_AT_END = {
    "sentence": re.compile(r"[.!?…][\"'”’)\]]*$"),
    "question": re.compile(r"[?!][\"'”’)\]]*$"),
    "colon": re.compile(r":$"),
    "arrow": re.compile(r"[»›>→|]$"),
    "ellipsis": re.compile(r"(?:…|\.\.\.)$"),
}
_EDGE = 12  # characters at the end of a line that its end is read from


def cues(text: str) -> Iterator[str]:
    """Give the names of the cues in a line."""
    for name, pattern in _ANYWHERE.items():
        if pattern.search(text):
            yield name
    for name, pattern in _AT_START.items():
        if pattern.match(text):
            yield f"begins: {name}"
    end = text[-_EDGE:]
    for name, pattern in _AT_END.items():
        if pattern.search(end):
            yield f"ends: {name}"
