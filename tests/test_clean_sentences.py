"""Sentences are cut by rules, and alike in every version of a report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newstemma.clean.sentences import split
from newstemma.identity import plain, sentence_key


def cut(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Mr. Brandvold of St. Olm met Gen. J. Rennick.", "They spoke for an hour."],
        ["The U.S. envoy left at 5 p.m. on Friday.", "The talks go on."],
        ["It paid Nordhavn Inc. Lunde forty crowns.", "The rest, No. 5, is unsold."],
        ["“Will you come?” Mr Lorne asked.", "“No!”", "She left."],
        ['He said "no."', '"Why?"', "Nobody knew…", "And so on."],
        ["The dam is full (see page 4)."],
        ["Wait...", "What?!", "Yes."],
        ["水库水位已经接近坝顶。", "工程师打开了闸门！", "“没有人愿意留下。”", "他走了"],
        ["ダムの水門が開いた。", "「もう誰もいない。」", "雨は続く。"],
        ["فتح المهندسون البوابات.", "هل انتهى المطر؟", "لا أحد يعرف."],
        ["बाँध के द्वार खोले गए।", "पानी उतर रहा है।"],
        ["Инженеры открыли шлюзы.", "Вода уходит."],
    ],
)
def test_sentences_are_cut(sentences: list[str]) -> None:
    joined = "" if any("\u3000" < text[-1] < "\ufffe" for text in sentences) else " "
    assert cut(joined.join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("She left.“It leaks.”", ["She left.", "“It leaks.”"]),
        ('She left."It leaks."', ["She left.", '"It leaks."']),
        ("“It leaks.”She left.", ["“It leaks.”", "She left."]),
        ('"It leaks."She left.', ['"It leaks."', "She left."]),
        ('"It leaks," she said."We go."', ['"It leaks," she said.', '"We go."']),
    ],
)
def test_a_mark_stays_with_what_it_opens_or_closes_where_a_space_is_lost(
    text: str, sentences: list[str]
) -> None:
    assert cut(text) == sentences


@given(st.lists(st.sampled_from([*"aA.?!…\"')] \t9。」\u00a0’”", "Mr", "U.S", "(x)"])).map("".join))
def test_no_character_is_lost_but_white_space(text: str) -> None:
    spans = list(split(text))
    at = 0
    for span in spans:
        assert not text[at : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        at = span.end
    assert not text[at:].strip()


@given(st.text())
def test_straightened_text_is_as_long_and_has_the_same_key(text: str) -> None:
    straight = plain(text)
    assert len(straight) == len(text)
    assert plain(straight) == straight
    if text.isprintable():
        assert sentence_key(straight) == sentence_key(f" {text}  ")
