"""A line of text -> the cues in its words that tell text from what stands around it.

A cue decides nothing: the line classifier weighs it with everything else that is known of the line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")

# For each cue its words, then its phrases behind strokes; a line that goes on is set in.
_TABLE = """
sign-up: newsletter newsletters subscribe subscribed subscriber subscribers subscribing subscription
    subscriptions inbox alert alerts notification notifications membership unlimited signup | sign up
    | signing up | signed up | email address | e-mail address | become a member | become a friend
    | become a supporter | free trial | your support | delivered to | delivered straight
advertising: advertise advertisement advertisements advertiser advertisers advertising sponsored promoted
    affiliate affiliates coupon coupons deal deals | paid post | paid content | paid placement
    | paid placements | earn a commission | earn commission | earn an affiliate commission | promo code
    | buy now | shop now | partner content
account: cookie cookies privacy login logout register account accounts password consent browser javascript
    | terms of | log in | log out
network: follow facebook instagram whatsapp twitter tiktok youtube telegram linkedin reddit threads bluesky
elsewhere: related recommended trending podcast podcasts download click | read more | read next | read also
    | read on | don't miss | don’t miss | most read | most popular | see also | more from | more on
    | more stories | more news | watch live | watch now | watch more | watch below | listen to | tap here
help: donate donation donations tip tips | support us | support our | join us | join our | in confidence
    | got news | got a story
photo: photo photos picture pictured image images getty shutterstock courtesy photograph photographer
    photographs illustration screenshot afp epa reuters caption captions gallery | file pic
note: correction updated condensed | editor's note | editor’s note | this article was | this article is
    | this article has | this article originally | this story was | this story is | this story has
    | this story originally | this post was | this post is | this report was | this interview was
    | this interview has | originally published | originally appeared | contributed to this
    | additional reporting | reporting by | editing by | with reporting | views expressed | press release
    | edited for
writer: covers joined graduate | can be reached | about the author | reach him | reach her | reach them
    | reach the | author of | has written | based in | writes about | writes for | writes on | contact the
    | contact us | contact him | contact her
speech: said says told added | according to
you: you your you’re you're you’ll you'll our us
"""
_WORDS: dict[str, str] = {}
_PHRASES: dict[str, list[tuple[str, str]]] = {}
for _line in _TABLE.replace("\n    ", " ").strip().splitlines():
    _cue, _, _rest = _line.partition(": ")
    _words, *_phrases = (part.strip() for part in _rest.split("|"))
    _WORDS.update(dict.fromkeys(_words.split(), _cue))
    for _phrase in _phrases:
        _PHRASES.setdefault(WORD.findall(_phrase)[0], []).append((_phrase, _cue))

_PROFESSION = re.compile(
    r"\bis an? (?:[\w’'-]+ ){0,6}?(?:reporter|writer|editor|journalist|professor|author|columnist"
    r"|correspondent|contributor|producer|fellow|freelancer|director|blogger)\b"
)
# Patterns on text in small letters, each tried only where its sign stands in the text.
_SIGNED = {
    "copyright": (
        re.compile(r"©|\(c\)|\bcopyright\b|all rights reserved"),
        ("©", "(c)", "copyright", "all rights"),
    ),
    "address": (
        re.compile(r"https?://|www\.|\S@\w+\.|\b\w+\.(?:com|org|net)\b|\b\w+\.[a-z]{2,}/\w"),
        ("http", "www.", "@", ".com", ".org", ".net", "/"),
    ),
    "handle": (re.compile(r"(?<!\S)[@#]\w+|pic\.twitter|\bt\.co/"), ("@", "#", "pic.twitter", "t.co/")),
    "reply": (
        re.compile(r"\b(?:reply|replies|comments?|said:)\W*$|^\w+ (?:said|says):"),
        ("repl", "comment", "said:", "says:"),
    ),
    "time": (
        re.compile(r"\b\d{1,2}:\d\d\b|\b\d+ (?:hours?|mins?|minutes|days) ago\b|\bmin read\b"),
        (":", " ago", "min read"),
    ),
    "price": (re.compile(r"[$£€]\s?\d|\b\d+% off\b"), ("$", "£", "€", "% off")),
    "speech": (re.compile(r"[“”\"]"), ("“", "”", '"')),
    "writer": (_PROFESSION, ("is a ", "is an ")),
}
_DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2},? \d{4}\b"
    r"|\b\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{4}\b"
)
_FIRST_WORDS = dict.fromkeys(
    """by from photo credit source sources published updated posted tag tags topic topics share more related
    video image also via filed getty editor advertisement note opinion written""".split(),
    "begins: label",
) | dict.fromkeys(
    """read sign subscribe click follow share watch listen download join get see view buy shop register log
    support donate enter contact email send save try browse discover explore learn write ring call leave
    become help visit check scroll swipe tap submit find go add back have do got""".split(),
    "begins: imperative",
)
_ENDS = {
    "sentence": re.compile(r"[.!?…][\"'”’)\]]*$"),
    "question": re.compile(r"[?!][\"'”’)\]]*$"),
    "ellipsis": re.compile(r"(?:…|\.\.\.)$"),
}
_EDGE = 12  # characters at the end of a line that its end is read from
_MOST = 2000  # characters of a line that are looked at


def cues(text: str, words: Sequence[str] | None = None) -> Iterator[str]:
    """Give the names of the cues in a line; `words` are its words in small letters, where they are known."""
    low = text[:_MOST].lower()
    words = WORD.findall(low) if words is None else words
    seen = set()
    for word in set(words):
        if word in _WORDS:
            seen.add(_WORDS[word])
        if word in _PHRASES:
            seen.update(cue for phrase, cue in _PHRASES[word] if phrase in low)
    for name, (pattern, signs) in _SIGNED.items():
        if any(sign in low for sign in signs) and pattern.search(low):
            seen.add(name)
    if not low.isalpha() and any(map(str.isdigit, low)) and _DATE.search(low):
        seen.add("date")
    yield from seen
    yield from _edges(text, words)


def _edges(text: str, words: Sequence[str]) -> Iterator[str]:
    """Give how a line begins and ends."""
    first, end = text[:1], text[-_EDGE:]
    if words and words[0] in _FIRST_WORDS and first.isalnum():
        yield _FIRST_WORDS[words[0]]
    if first in {"(", "["}:
        yield "begins: bracket"
    elif first in {"-", "–", "—", "•", "*", "·", "»", ">", "|"}:
        yield "begins: dash"
    elif first.islower():
        yield "begins: small letter"
    elif first.isdigit():
        yield "begins: figure"
    for name, pattern in _ENDS.items():
        if pattern.search(end):
            yield f"ends: {name}"
    if end.endswith(":"):
        yield "ends: colon"
    elif end.endswith(("»", "›", ">", "→", "|")):
        yield "ends: arrow"
