from __future__ import annotations

import pytest

from newstemma.clean.facts.credit import credits_of, is_credit

BODY = "The ferry sailed again on Tuesday, the harbour office said."


@pytest.mark.parametrize(
    ("line", "dateline", "credit"),
    [
        ("MOSCOW (AP) — " + BODY, "MOSCOW (AP)", "Associated Press"),
        ("PORT VELMAR (Northsea Wire) — " + BODY, "PORT VELMAR (Northsea Wire)", "Northsea Wire"),
        ("GLASGOW, Scotland (AP) -- " + BODY, "GLASGOW, Scotland (AP)", "Associated Press"),
        ("BERLIN, July 15 (Reuters) - " + BODY, "BERLIN, July 15 (Reuters)", "Reuters"),
        ("By Ada Lind. OSK HAVEN (Reuters) - " + BODY, "OSK HAVEN (Reuters)", "Reuters"),
        ("PORT VELMAR — " + BODY, "PORT VELMAR", None),
        (BODY, None, None),
    ],
)
def test_dateline(line: str, dateline: str | None, credit: str | None) -> None:
    told = credits_of([line, BODY], [], None, None)
    assert (told.dateline and told.dateline.value) == dateline
    assert (told.credit and told.credit.value) == credit


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("By Mei Holm, Meridian Press.", "Meridian Press"),
        ("By MEI HOLM, CNN", "CNN"),
        ("By Mei Holm, Staff Writer", None),
        ("By Mei Holm, Osk Post", None),
        ("By The Associated Press", "Associated Press"),
        ("The Associated Press", "Associated Press"),
        ("Associated Press Monday, July 16, 2018", "Associated Press"),
        ("The Associated Press | Sunday, July 15, 2018, 8:27 a.m.", "Associated Press"),
        ("Northsea Wire writers contributed to this report.", "Northsea Wire"),
        ("Associated Press writer Ada Lind in Osk contributed to this report.", "Associated Press"),
        ("© AFP 2018", "Agence France-Presse"),
        ("Copyright 2018 The Associated Press. All rights reserved.", "Associated Press"),
        ("Copyright 2024 Osk Post. All rights reserved.", None),
        ("(AP Photo/Ada Lind)", None),
    ],
)
def test_credit_line(line: str, credit: str | None) -> None:
    told = credits_of([BODY, BODY], [line], None, "Osk Post")
    assert (told.credit and told.credit.value) == credit


def test_agency_named_in_running_text_is_no_credit() -> None:
    told = credits_of(["“We are glad,” Eklund told The Associated Press on Monday.", BODY], [], None, None)
    assert told == (None, None)
    assert not is_credit("“We are glad,” Eklund told The Associated Press on Monday.")
