"""Quotations and the verbs beside them: `"...," X said`, `"...," said X`, `X said: "..."`, `X: "..."`.

Marks are surer than trees here: a quotation is often longer than what a parser reads well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from newstemma.model import Span
from newstemma.record.english.gazetteer import word_list
from newstemma.record.english.inflect import base_forms
from newstemma.record.english.lexicon import says, verbs
from newstemma.record.english.scene import DASHES, FINITE, Who
from newstemma.record.english.tree import NOWHERE
from newstemma.record.quotations import complete

if TYPE_CHECKING:
    from newstemma.record.english.scene import Scene
    from newstemma.record.quotations import Quotation

_RELATIVES = frozenset("who which that whose whom".split())
_SKIPPED = frozenset(("RB", "MD", "VBP", "VBZ", "VBD", ",", "TO", "''", "``"))
# A speaker with all that is told of him between a quotation and the verb; the longest seen has 24 words.
_MOST_BETWEEN = 30
_LONGEST_NAME = 5
# What stands before a quotation that goes on after its speaker.
_PARTED = re.compile(r"(?:[,.:;?!\"'-]|, (?:and|but))\s*\Z")
_HELPING = frozenset("be have do".split())
_CONTRASTS = frozenset("while although though because whereas".split())

_COLON = re.compile(r"\A\"?([A-Z][^:\"]{0,70}?)\s*:\s*(?=[\"'A-Z])")


# NORDHAVN, July 11: and the like are no speakers.
_LABEL = re.compile(r"[\d,|/]| - ")
# What follows an unfinished quotation up to a mark or to what else its speaker does: "so," and left.
# The point of "Sen. Berg" ends nothing.
_REST = re.compile(r"(?:(?! (?:and|but) (?:he|she|they|it|[a-z]+(?:ed|s)\b))(?:[^,;.\"]|\.(?= ?[^ \"'])))*")


class Quoted(NamedTuple):
    """The content of a verb beside a quotation, and who says it where the tree need not be asked."""

    content: list[Span]
    speaker: Who | None


def beside(scene: Scene, word: int) -> Quoted | None:
    """Give what a verb of saying quotes; None where no quotation stands beside it."""
    return _quoted_before(scene, word) or _quoted_after(scene, word)


def quoted_later(scene: Scene, word: int) -> list[Span]:
    """Give the quotation that a verb of saying leads to over a setting: said, when the dam broke, "..."."""
    tree = scene.tree
    quote = next((quote for quote in scene.long_quoted if quote.start > tree.starts[word]), None)
    if quote is None or tree.kid(word, "obj") != NOWHERE:
        return []
    led = tree.text[: quote.start].rstrip()[-1:] in {",", ":"}
    if not led or not complete(tree.text, quote) or tree.text[quote.end :].strip(" .'"):
        return []
    between = range(word + 1, scene.word_at(quote.start))
    frames = (verbs().get(tree.lemmas[at]) for at in between if tree.tags[at].startswith("VB"))
    told = any(frame is not None and "q" in frame.ways for frame in frames)
    return [] if told else [Span(quote.start, quote.end)]


def _quoted_before(scene: Scene, word: int) -> Quoted | None:
    tree = scene.tree
    before = [quote for quote in scene.quoted if quote.end <= tree.starts[word]]
    if not before or not complete(tree.text, before[-1]):
        return None
    quote = before[-1]
    first = scene.word_at(quote.end)
    gerund = tree.tags[word] == "VBG" and not _has_auxiliary(scene, word)
    if word - first > _MOST_BETWEEN or gerund or _is_title(scene, quote) or _tells_more(scene, quote, word):
        return None
    between = range(first, word)
    if all(tree.tags[at] in _SKIPPED and not tree.words[at][0].isupper() for at in between):
        speaker = _speaker_after(scene, word)
    elif _speaks(scene, first, word):
        subject, _ = scene.subject_word(word)
        inside = first <= subject < word
        speaker = scene.who(subject) if inside else _unread(scene, first, _before_auxiliaries(scene, word))
        speaker = _with_aside(scene, first, subject, word) or speaker
    else:
        return None
    if speaker is None:
        return None
    content = [_with_lead(scene, quote), *_resumed(scene, max(word, scene.word_at(speaker.span.end) - 1))]
    return Quoted(content, speaker)


def _is_title(scene: Scene, quote: Quotation) -> bool:
    """Whether a quotation ends a phrase of when or where: on "Harbour Talk," she said that ..."""
    lead = range(scene.word_at(quote.start))
    verbs = any(scene.tree.tags[at] in FINITE for at in range(scene.word_at(quote.end)))
    return len(lead) > 1 and not verbs and quote not in scene.long_quoted


def _tells_more(scene: Scene, quote: Quotation, word: int) -> bool:
    """Whether a clause parts a verb from the quotation before it.

    Another begins after the verb ("...," but she said that it would) or the verb stands in one ("...,"
    adding that he thinks so).
    """
    tree = scene.tree
    if tree.words[scene.word_at(quote.end)].lower() in _CONTRASTS:
        return True
    words = [at for at in range(scene.word_at(quote.end), word) if tree.tags[at] not in _SKIPPED]
    if words and all(tree.tags[at] == "CC" for at in words):
        return True
    subject = scene.own_subject(word)
    if NOWHERE < subject < word and tree.starts[subject] < quote.start:
        return True  # Berg, citing "the tide," said that it would rain
    between = tree.words[scene.word_at(quote.end) : word]
    after = tree.words[word + 1 : word + 2] == ["that"] and tree.deps[word + 1] == "mark"
    return after or "that" in between


def says_beside(scene: Scene, word: int) -> bool:
    """Whether a word that the tagger takes for no verb is one of saying with a quotation beside it."""
    tree = scene.tree
    form = tree.words[word].lower()
    if not scene.long_quoted or form in verbs():
        return False
    saying = any(base in verbs() and "q" in verbs()[base].ways for base in base_forms(form)[1:])
    return saying and beside(scene, word) is not None


def any_verb_beside(scene: Scene, word: int) -> bool:
    """Whether a verb of any kind speaks a whole quotation: "...," she began; he demurred: "..."."""
    tree = scene.tree
    if tree.tags[word] not in {"VBD", "VBZ"} or tree.lemmas[word] in _HELPING or not scene.quoted:
        return False
    quote = scene.quoted[0]
    inner = tree.text[quote.start : quote.end].strip("\"' ")
    spoken = quote in scene.long_quoted or any(map(str.islower, inner.split()))  # no "Harbour Talk,"
    opens = not tree.text[: quote.start].strip() and inner.endswith(",") and spoken
    if opens and quote.end <= tree.starts[word]:
        told = _RELATIVES & {form.lower() for form in tree.words[scene.word_at(quote.end) : word]}
        return not told and _quoted_before(scene, word) is not None
    led = scene.long_quoted and tree.text[tree.end(word) : scene.long_quoted[0].start].strip() == ":"
    return bool(led) and _quoted_after(scene, word) is not None


def _has_auxiliary(scene: Scene, word: int) -> bool:
    return any(scene.tree.deps[kid].startswith("aux") for kid in scene.tree.kids[word])


def _speaks(scene: Scene, first: int, word: int) -> bool:
    """Whether only a speaker, and what is told of him, stands between a quotation and the verb."""
    tree = scene.tree
    told = False
    for at in range(first, word):
        told = told or tree.words[at].lower() in _RELATIVES
        if tree.words[at] == ",":
            told = False
        if tree.tags[at] in FINITE and not told and tree.heads[at] != word:
            return False
        if tree.words[at] in {";", ":"}:
            return False
    return tree.tags[first][:2] in {"NN", "PR", "DT", "JJ", "CD", "WP", "VB", "RB", "IN", "CC"}


def _before_auxiliaries(scene: Scene, word: int) -> int:
    tree = scene.tree
    at = word - 1
    while at > 0 and (tree.tags[at] in {"RB", "MD", ","} or tree.deps[at].startswith("aux")):
        at -= 1
    return at


def _speaker_after(scene: Scene, word: int) -> Who | None:
    """Give the speaker of `"...," said X`: what follows the verb up to a pause or the next quotation."""
    tree = scene.tree
    first = last = word + 1
    if first >= len(tree) or tree.tags[first][:2] not in {"NN", "PR", "DT", "JJ", "CD", "WP", "IN"}:
        return None
    limit = next((scene.word_at(q.start) for q in scene.quoted if q.start >= tree.end(word)), len(tree))
    head = first
    while (
        word < tree.heads[head] < limit
        and tree.heads[head] != head
        and tree.tags[tree.heads[head]][0] in "NPCJ"
    ):
        head = tree.heads[head]
    last = max(tree.right[head], head)
    if last >= limit:
        # Penrith, whose boat is "a wreck": of a clause that a quotation cuts off nothing is told.
        clause = next((at for at in range(head + 1, limit) if tree.tags[at] in {"WP", "WDT"}), limit)
        last = clause - 1 - (tree.words[clause - 1] == ",")
    span = scene.span(*scene.clip(head, first, last))
    return None if span is None else Who(span, scene.naming(head))


def _with_aside(scene: Scene, first: int, subject: int, word: int) -> Who | None:
    """Give who speaks where the tree takes a noun of an aside for it: Ana Berg, head of the Board, said."""
    tree = scene.tree
    commas = [at for at in range(first, word) if tree.words[at] == ","]
    if len(commas) < 2 or commas[-1] != word - 1 or not commas[0] < subject < word:
        return None
    if not all(tree.tags[at].startswith("NNP") for at in range(first, commas[0])):
        return None
    span, named = scene.span(first, commas[-1] - 1), scene.span(first, commas[0] - 1)
    return None if span is None else Who(span, named)


def _unread(scene: Scene, first: int, last: int) -> Who | None:
    """Give a speaker whom the tree does not show as one: the words themselves."""
    span = scene.span(first, last)
    return None if span is None else Who(span, span)


def _with_lead(scene: Scene, quote: Quotation) -> Span:
    """Give a quotation with the words before it that belong to the same sentence of the speaker."""
    text = scene.tree.text
    lead = text[: quote.start].rstrip()
    inner = text[quote.start :].lstrip("\"'")
    if (
        not lead
        or lead.endswith((":", ",", ".", "(", "["))
        or (inner and inner[0].isupper() and lead.endswith(("-", '"')))
    ):
        return Span(quote.start, quote.end)
    start = lead.rfind('"') + 1
    lead_start = start + len(text[start:]) - len(text[start:].lstrip(" ,"))
    return Span(lead_start, quote.end)


def _resumed(scene: Scene, last: int) -> list[Span]:
    """Give the quotations of the sentence that go on after the verb and its speaker."""
    tree = scene.tree
    at = tree.end(last)
    found: list[Span] = []
    for quote in scene.quoted:
        if quote.start < at:
            continue
        words = range(scene.word_at(at), scene.word_at(quote.start))
        # "At high tide," she said, pointing at the lock, "you hear the chains": a small letter goes on.
        small = tree.text[quote.start :].lstrip("\"'")[:1].islower()
        goes_on = small and len(words) > 0 and tree.words[words[-1]] == ","
        others = FINITE if goes_on else FINITE | {"VBG"}
        if any(tree.tags[between] in others for between in words):
            break
        # Said Penrith, whose boat is called "Gull": the reporter's clause; said Lund on "Harbour Talk".
        joined = not words and says(tree.lemmas[last])  # "...," she said "and ..."
        if not joined and not _PARTED.search(tree.text[: quote.start]):
            continue
        found.append(Span(quote.start, quote.end))
        at = quote.end
    return found


def _quoted_after(scene: Scene, word: int) -> Quoted | None:
    """Give the quotation that a verb introduces: nothing but to whom and where it was said between them."""
    tree = scene.tree
    for quote in scene.quoted:
        if quote.start < tree.end(word):
            continue
        between = range(word + 1, scene.word_at(quote.start))
        gap = tree.text[tree.end(word) : quote.start].strip()
        last = tree.words[between[-1]] if between else ""
        if _another_verb(scene, between) or last not in {"", ",", ":"}:
            return None
        if gap and last == "," and tree.tags[word] == "VBG" and len(between) > 4:
            return None
        return Quoted([_to_its_end(scene, quote)], None)
    return None


def _another_verb(scene: Scene, words: range) -> bool:
    """Whether somebody does something in these words, other than in what tells more of somebody."""
    told = False
    for at in words:
        word = scene.tree.words[at].lower()
        told = (told or word in _RELATIVES) and word != ","
        if scene.tree.tags[at] in FINITE | {"VBG"} and not told and word != "according":
            return True
        if scene.tree.tags[at] == "VB" and scene.tree.words[at - 1].lower() == "to" and at != words[-1]:
            return True  # hoped to print his "Tides" again
    return False


def _to_its_end(scene: Scene, quote: Quotation) -> Span:
    """Give a quotation with the rest of its sentence where it ends in the middle of it."""
    text = scene.tree.text
    if not quote.closed or complete(text, quote):
        return Span(quote.start, quote.end)
    rest = _REST.match(text, quote.end)
    end = rest.end() if rest else quote.end
    later = [q for q in scene.quoted if q.start >= end and q.start - end <= 1]
    return (
        Span(quote.start, (later[-1].end if later else end))
        if end < len(text)
        else Span(quote.start, quote.end)
    )


def cut_off(scene: Scene) -> Quoted | None:
    """Give the quotation after which only a name stands: damage took the verb."""
    tree = scene.tree
    if not scene.long_quoted:
        return None
    quote = scene.long_quoted[-1]
    first, last = scene.word_at(quote.end), len(tree) - 1
    while last > first and tree.words[last] in {".", ","}:
        last -= 1
    if not complete(tree.text, quote) or not first <= last <= first + _LONGEST_NAME:
        return None
    if not all(tree.tags[at].startswith("NNP") or tree.tags[at] == "PRP" for at in range(first, last + 1)):
        return None
    speaker = scene.span(first, last)
    return None if speaker is None else Quoted([_with_lead(scene, quote)], Who(speaker, speaker))


def signed(scene: Scene) -> Who | None:
    """Give whose the quotation before is, where a sentence is no more than a dash and a name."""
    tree = scene.tree
    last = len(tree) - 1
    while last > 0 and tree.words[last] == ".":
        last -= 1
    if tree.words[0] not in DASHES or not 1 <= last <= _LONGEST_NAME:
        return None
    if not all(tree.words[at][:1].isupper() for at in range(1, last + 1)):
        return None
    span = scene.span(1, last)
    return None if span is None else Who(span, span)


def after_colon(scene: Scene) -> tuple[int, list[Span]] | None:
    """Give a colon and the quotation after it, or nothing after one that ends the sentence."""
    text = scene.tree.text.rstrip()
    if text.endswith(":"):
        return len(text) - 1, []
    for quote in scene.long_quoted:
        lead = text[: quote.start].rstrip()
        if lead.endswith(":"):
            return len(lead) - 1, [Span(quote.start, quote.end)]
    return None


def _name_like(scene: Scene, at: int, last: int) -> bool:
    """Whether a word names somebody, or is a capital before a name: taggers doubt rare first names."""
    tree = scene.tree
    if tree.words[at].lower() in word_list("documents"):
        return True
    return tree.tags[at].startswith("NNP") or (
        tree.words[at][:1].isupper() and tree.tags[last].startswith("NNP")
    )


def named_by_colon(scene: Scene) -> Quoted | None:
    """Give the content of `X: "..."` and, for speakers in capitals as transcripts have them, `X: ...`."""
    tree = scene.tree
    match = _COLON.match(tree.text)
    if not match:
        return None
    name, rest = match.group(1), tree.text[match.end() :]
    words = [at for at in range(len(tree)) if match.start(1) <= tree.starts[at] < match.end(1)]
    if any(tree.tags[at] in FINITE or tree.tags[at] in {"VBG", "VB"} for at in words):
        return None
    if {tree.words[at].lower() for at in words} & word_list("labels") or tree.tags[words[0]] == "IN":
        return None
    quoted = rest[:1] in {'"', "'"} and any(q.start == match.end() for q in scene.quoted)
    transcript = name.isupper() and len(words) <= _LONGEST_NAME and not _LABEL.search(name)
    # In headlines a participle will do, or words in marks: Lund: Council taking the 'slow boat'.
    told = bool(scene.quoted) or any(
        tree.tags[at] in FINITE | {"VBG", "VBN"} for at in range(words[-1] + 1, len(tree))
    )
    named = told and len(words) <= 3 and all(_name_like(scene, at, words[-1]) for at in words)
    if not (quoted or transcript or named):
        return None
    speaker = Span(*match.span(1))
    return Quoted([Span(match.end(), len(tree.text.rstrip()))], Who(speaker, speaker))
