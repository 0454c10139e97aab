"""What is laid side by side is what the versions have, and what is marked is what they changed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from room_pile import article, noun_set

from newstemma.model import Apparatus, Carrier, Origin, Passage, Reading, Span, Statement
from newstemma.room.annotation import Mark, around, blocks, marks_of_statement
from newstemma.room.rendering import counted, day, moment, ranges, sentence
from newstemma.room.synopsis import letters, rows, strips, telling
from newstemma.room.titles import credits_of, first_printed, outlet_count, title_of
from newstemma.room.wording import Words, departures
from newstemma.times import in_order

WORDS = st.lists(
    st.sampled_from("The bridge at Low Cross opened, “late” U.S. 23 defence".split()), max_size=12
).map(" ".join)


def marked(first: str, own: str) -> list[tuple[str, str, str]]:
    return [(one.text, one.kind, one.instead) for one in departures(first, own) if one.kind]


@settings(max_examples=200, deadline=None)
@given(first=WORDS, own=WORDS)
def test_marked_words_together_are_the_reading_itself(first: str, own: str) -> None:
    assert "".join(words.text for words in departures(first, own)) == own
    assert departures(own, own) == ((Words(own),) if own else ())


def test_words_are_marked_by_what_was_changed() -> None:
    first = "Police in Sorrin detained 23 people late on Tuesday."
    assert marked(first, "Police in Sorrin detained 32 people late on Tuesday.") == [("32", "number", "23")]
    assert marked(first, "Police in Sorrin detained 23 people on Tuesday.") == [("", "removed", "late")]
    assert marked(first, "Police in Sorrin arrested 23 people late on Tuesday.") == [
        ("arrested", "wording", "detained")
    ]
    assert marked("The defence of it.", "The defense of it.") == [("defense", "style", "defence")]


def test_words_left_out_are_told_where_they_stood() -> None:
    parts = departures("He came home very late.", "He came home.")
    assert [(one.text, one.instead) for one in parts] == [("He came home", ""), ("", "very late"), (".", "")]


def report_of(*held: str) -> Apparatus:
    """Make an apparatus from one string a version: a letter is its reading of that passage, a dot none."""
    versions = tuple(f"art_{n}" for n in range(len(held)))
    passages = []
    for place in range(len(held[0])):
        readings: dict[str, list[Carrier]] = {}
        for version, letter in zip(versions, (one[place] for one in held), strict=True):
            if letter != ".":
                readings.setdefault(letter, []).append(Carrier(version, (place,)))
        ordered = sorted(readings.items(), key=lambda item: (-len(item[1]), item[0]))
        passages.append(
            Passage(
                tuple(
                    Reading("reworded" if n else "kept", text, tuple(who))
                    for n, (text, who) in enumerate(ordered)
                ),
                tuple(v for v, one in zip(versions, held, strict=True) if one[place] == "."),
            )
        )
    return Apparatus("rep_0", versions, tuple(passages))


def test_strips_say_what_each_version_made_of_each_passage() -> None:
    first, second = strips(report_of("aaa", "ab."))
    assert first.kinds == ("kept", "kept", "kept")
    assert second.kinds == ("kept", "reworded", None)
    assert second.held == 2


def test_telling_versions_show_every_departure_they_can() -> None:
    apparatus = report_of("aaaa", "aaaa", "abaa", "aa.a", "aabc", "aaaa", "ab.a")
    assert telling(apparatus, most=3) == ("art_0", "art_4", "art_6")
    assert telling(apparatus, most=1) == ("art_0",)
    assert telling(report_of("aa", "aa", "aa")) == ("art_0",)


def test_rows_hold_each_versions_own_words() -> None:
    pile, _ = noun_set(0, "some words")
    apparatus, stemma = pile.apparatuses[0], pile.stemmata[0]
    articles = {one.id: one for one in pile.articles}
    laid = rows(apparatus, stemma, apparatus.versions, articles)
    assert [row.number for row in laid] == [1, 2]
    assert "".join(words.text for words in laid[1].cells[1].words) == "some words zebra"
    assert [(words.text, words.kind) for words in laid[1].cells[1].words][-1] == ("zebra", "added")
    assert laid[1].cells[1].moved
    assert [
        row.number for row in rows(apparatus, stemma, apparatus.versions, articles, only_changes=True)
    ] == [2]


def test_what_no_chosen_version_has_is_not_laid_out() -> None:
    pile, _ = noun_set(0, "some words")
    stemma = pile.stemmata[0]
    a, b = pile.articles
    only_a = Passage((Reading("kept", "x", (Carrier(a.id, (1,)),)),), (b.id,))
    apparatus = Apparatus(stemma.report, (a.id, b.id), (only_a, *pile.apparatuses[0].passages[:1]))
    assert [row.number for row in rows(apparatus, stemma, (b.id,), {b.id: b})] == [2]
    assert rows(apparatus, stemma, (a.id,), {a.id: a})[0].own == a.id


def test_origins_without_passages_get_no_letter() -> None:
    pile, _ = noun_set(0, "some words")
    stemma = pile.stemmata[0]
    assert [letter.text for letter in letters(stemma.origins, stemma.passages).values()] == ["α"]
    assert letters(stemma.origins, ()) == {}


def test_no_other_origin_has_the_colour_of_the_first() -> None:
    origins = [Origin(f"ori_{n}", None, "unnamed", "") for n in range(30)]
    named = letters(origins, [origin.id for origin in origins])
    assert [letter.shade for letter in named.values()].count(0) == 1
    assert len({letter.text for letter in named.values()}) == 30


def annotated() -> tuple[Statement, list[Mark]]:
    one = article(0, ["“We go,” said Ilo Marsk. “Now.”", "Nobody came."], outlet="o", headline="h")
    at = one.text.index
    statement = Statement(
        "sta_0",
        one.id,
        1,
        "direct",
        "Ilo Marsk",
        "“We go,” “Now.”",
        Span(at("Ilo"), at("Ilo") + 9),
        Span(at("said"), at("said") + 4),
        (Span(at("“We"), at("“We") + 8), Span(at("“Now"), at("“Now") + 6)),
    )
    return statement, list(marks_of_statement(statement, note=1))


def test_statements_are_marked_in_their_paragraph() -> None:
    one = article(0, ["“We go,” said Ilo Marsk. “Now.”", "Nobody came."], outlet="o", headline="h")
    statement, marks = annotated()
    headline, first, second, furniture = blocks(one, marks)
    assert (headline.kind, second.kind, furniture.kind) == ("headline", "body", "furniture")
    (stretches,) = first.paragraphs
    assert "".join(stretch.text for stretch in stretches) == one.body[0]
    assert [(stretch.text, stretch.roles) for stretch in stretches if stretch.roles] == [
        ("“We go,”", ("content",)),
        ("said", ("cue",)),
        ("Ilo Marsk", ("speaker",)),
        ("“Now.”", ("content",)),
    ]
    assert [stretch.text for stretch in stretches if stretch.notes] == ["“Now.”"]
    assert around(one, statement.sentence, marks) == (stretches,)


@settings(max_examples=100, deadline=None)
@given(spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8))
def test_any_marks_leave_the_text_whole(spans: list[tuple[int, int]]) -> None:
    one = article(0, ["One sentence. Another one.", "A last paragraph."], outlet="o", headline="h")
    marks = [Mark(start, end, "content", n) for n, (start, end) in enumerate(spans)]
    cut = blocks(one, marks)
    assert "\n\n".join("".join(s.text for s in p) for block in cut for p in block.paragraphs) == one.text
    notes = [n for block in cut for p in block.paragraphs for s in p for n in s.notes]
    assert len(notes) == len(set(notes))


def test_reports_bear_the_headline_that_most_versions_have() -> None:
    pile, _ = noun_set(0, "words")
    report = pile.reports[0]
    assert (title_of(report), outlet_count(report), credits_of(report)) == ("words", 1, ("words",))


def test_times_are_compared_across_zones() -> None:
    assert in_order("2031-05-02T11:05:00-05:00") > in_order("2031-05-02T14:05:00Z")
    assert in_order("2031-05-02") < in_order("2031-05-02T14:05:00") < in_order("soon") == in_order(None)
    pile, _ = noun_set(0, "soon")
    assert first_printed(pile.reports[0]) == "soon"


def test_times_numbers_and_ranges_are_told_as_people_do() -> None:
    assert moment("2031-05-02") == "2 May 2031"
    assert moment("2031-05-02T14:05:00") == "2 May 2031, 14:05"
    assert moment("2031-05-02T14:05:00Z") == "2 May 2031, 14:05 UTC"
    assert moment("2031-05-02T14:05:00-03:30") == "2 May 2031, 14:05 UTC−3:30"
    assert moment("2031-05-02T14:05:00+10:00") == "2 May 2031, 14:05 UTC+10"
    assert (moment(None), moment("soon"), day("2031-05-02T14:05:00Z")) == ("undated", "soon", "2 May 2031")
    assert (counted(1, "story"), counted(1204, "story")) == ("1 story", "1,204 stories")
    assert ranges([1, 2, 3, 7, 9, 10]) == [(1, 3), (7, 7), (9, 10)]
    assert (sentence("so it is"), sentence("So."), sentence("")) == ("So it is.", "So.", ".")
