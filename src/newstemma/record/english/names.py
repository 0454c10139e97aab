"""Sentence -> mentions: who is spoken of, as far as its words alone tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newstemma.record.analysis import Mention
from newstemma.record.english.gazetteer import demonyms, role_starts, roles, well_known, word_list

if TYPE_CHECKING:
    from newstemma.record.analysis import MentionKind

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Rev|Prof|St|No|Jr|Sr)\."
    r"|[A-Z]\.(?= [A-Z])|\w+(?:[-'&]\w+)*\+?"
)
_GENITIVE = re.compile(r"'s?$")
_LINKS = frozenset("of for and".split())
_PRONOUNS = frozenset("he she it they i we you who him her them me us".split())


class _Word(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


def find(text: str) -> tuple[Mention, ...]:
    """Find the mentions of a sentence, in order; `text` has straight quotation marks (`identity.plain`)."""
    words = [_Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention, after = _at(text, words, at)
        if mention is not None:
            found.append(mention)
        at = after
    return tuple(found)


def _at(text: str, words: list[_Word], at: int) -> tuple[Mention | None, int]:
    """Give the mention that begins with word `at`, if any, and the number of the word after it."""
    word = words[at]
    if word.capital or word.lower in role_starts():
        run = _run(text, words, at)
        if run > at:
            mention = _named(words[at:run])
            if mention is not None:
                return mention, run
    if word.lower in _PRONOUNS and word.text != "US":
        return Mention(word.start, word.end, "pronoun", word.lower), at + 1
    if word.lower in word_list("groups"):
        return _group(text, words, at), at + 1
    return None, at + 1


def _run(text: str, words: list[_Word], at: int) -> int:
    """Give the number of the word after the run of a role and capitalised words that begins at `at`."""
    end = last = at
    while end < len(words):
        word = words[end]
        if end > at and (text[words[end - 1].end : word.start] != " " or words[end - 1].text.endswith("'s")):
            break
        role = _role_length(words, end)
        capital = word.capital and not _ordinary(word, first=end == at)
        linked = end > at and word.lower in word_list("particles") | _LINKS and _more_follows(words, end)
        if not (capital or role or linked):
            break
        end += role or 1
        if words[end - 1].capital:
            last = end
    return last


def _ordinary(word: _Word, *, first: bool) -> bool:
    """Whether a capitalised word is none of a name."""
    return word.lower in word_list("calendar") or (first and word.lower in word_list("common"))


def _more_follows(words: list[_Word], at: int) -> bool:
    after = words[at + 1 : at + 3]
    if words[at].lower == "and":
        return False
    return bool(after) and (
        after[0].capital or (after[0].lower in word_list("particles") and len(after) > 1 and after[1].capital)
    )


def _role_length(words: list[_Word], at: int) -> int:
    """Tell how many words from `at` on name an office or title."""
    for length in (3, 2, 1):
        if at + length <= len(words) and tuple(word.lower for word in words[at : at + length]) in roles():
            return length
    return 0


def _named(run: list[_Word]) -> Mention | None:
    """Tell what a run of words names."""
    start, end = run[0].start, run[-1].end
    texts = [_GENITIVE.sub("", word.text) if word.text.endswith(("'s", "'")) else word.text for word in run]
    end -= len(run[-1].text) - len(texts[-1])
    known = well_known().get(tuple(texts))
    if known:
        return Mention(start, end, known.kind, known.name)
    cut = _after_role(run)
    if cut == len(run):
        return None if len(run) == 1 or not run[0].capital else Mention(start, end, "group", " ".join(texts))
    role = " ".join(texts[:cut]) or None
    if role and role.lower() in {"mr", "mrs", "ms", "mr.", "mrs.", "ms.", "miss"}:
        role = None
    name = " ".join(texts[cut:])
    known = well_known().get(tuple(texts[cut:]))
    if known and not cut:
        return Mention(start, end, known.kind, known.name)
    kind = _kind(run[cut:], titled=cut > 0)
    if kind == "organisation":
        return Mention(start, end, kind, " ".join(texts))
    return Mention(start, end, kind, name, role)


def _after_role(run: list[_Word]) -> int:
    """Count the words of a run that belong to the role before the name."""
    cut = at = 0
    while at < len(run):
        length = _role_length(run, at)
        at += length or 1
        if length:
            cut = at
    return cut


def _kind(name: list[_Word], *, titled: bool) -> MentionKind:
    lowers = {word.lower for word in name}
    if lowers & word_list("bodies"):
        return "organisation"
    if titled:
        return "person"
    if lowers & word_list("places") or lowers & _LINKS:
        return "name"
    if len(name) == 1:
        return "organisation" if name[0].text.isupper() and len(name[0].text) > 1 else "name"
    if name[0].text in demonyms():
        return "name"
    return "person" if len(name) <= 4 else "name"


def _group(text: str, words: list[_Word], at: int) -> Mention:
    word = words[at]
    start = at
    while start > 0 and text[words[start - 1].end : words[start].start] == " ":
        before = words[start - 1]
        if (
            before.text in demonyms()
            or before.lower in word_list("qualities")
            or (before.capital and before.text.endswith("'s"))
        ):
            start -= 1
            continue
        if before.lower in word_list("determiners"):
            start -= 1
        break
    name = " ".join(w.text for w in words[start : at + 1] if w.lower not in word_list("determiners"))
    return Mention(words[start].start, word.end, "group", name)
